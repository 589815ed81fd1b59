import type { Queryable } from '#src/db/client.ts';
import { countOtherAdministrators, listEmployments } from '#src/db/queries/employment.ts';
import { findPerson, listGroupsOfPerson } from '#src/db/queries/person.ts';
import { listMerges } from '#src/db/queries/person-merge.ts';
import { addDays, longDate } from '#src/domain/calendar-day.ts';
import { isNever, isOver, lastMoment } from '#src/domain/employment.ts';
import { mayLoseAdministrator, type Refusal } from '#src/domain/organisation.ts';
import { accountState, shownName } from '#src/domain/person.ts';
import { mergeUndoDays } from '#src/domain/person-merge.ts';
import { roleNames } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** A person with their employments and groups. The administrator sees who is where, never how far. */
export async function openPerson(ctx: Context, personId: string) {
  authorise(ctx, 'person:manage');
  const person = await findPerson(ctx.db, personId);
  if (!person) throw notFound();
  const [employments, groups, merges] = await Promise.all([
    listEmployments(ctx.db, [personId]),
    listGroupsOfPerson(ctx.db, personId, ctx.now),
    listMerges(ctx.db, personId, addDays(ctx.now, -mergeUndoDays)),
  ]);
  const work = employments.map((e) => ({
    id: e.id,
    organisationId: e.organisationId,
    organisationName: e.organisationName,
    organisationKind: e.organisationKind,
    branchName: e.branchName,
    role: e.role,
    roleName: roleNames[e.role],
    from: longDate(e.from),
    begun: e.from <= ctx.now,
    /** The last day. */
    until: e.until && longDate(lastMoment(e.until)),
    over: isOver(e, ctx.now),
    /** Called off before it began: that is no history. */
    never: isNever(e),
  }));
  return {
    id: person.id,
    /** Empty until they have filled it in. */
    ownName: person.name ?? '',
    name: shownName(person),
    email: person.email ?? '',
    state: accountState(person),
    deactivatedOn: person.deactivatedAt && longDate(person.deactivatedAt),
    isSelf: ctx.actor?.personId === personId,
    /** What is to begin, too. */
    work: work.filter((e) => !e.over && !e.never),
    pastWork: work.filter((e) => e.over && !e.never),
    inGroups: groups.memberships.filter((g) => g.leftAt === null),
    wasInGroups: groups.memberships.flatMap((g) => (g.leftAt ? [{ ...g, leftAt: longDate(g.leftAt) }] : [])),
    leads: groups.leads,
    /** Accounts that went up in this one, while that can be undone. */
    merges: merges.map((m) => ({ id: m.id, name: m.name ?? m.email ?? m.username ?? '', on: longDate(m.at) })),
  };
}

const refusals: Record<Refusal, string> = {
  self: 'Je kunt jezelf niet uitzetten en je eigen rol van beheerder niet stoppen. Vraag het aan een andere beheerder.',
  lastAdministrator: 'Er moet minstens één beheerder overblijven die kan inloggen. Nodig eerst iemand anders uit als beheerder.',
};

/** Why the administrator role of this person may not go away now, in plain Dutch; null when it may. */
export async function keepsAdministrator(db: Queryable, ctx: Context, personId: string): Promise<string | null> {
  const others = await countOtherAdministrators(db, personId, ctx.now);
  const refusal = mayLoseAdministrator(ctx.actor?.personId ?? '', personId, others);
  return refusal && refusals[refusal];
}
