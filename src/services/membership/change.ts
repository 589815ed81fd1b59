import type { Transaction } from '#src/db/client.ts';
import { findAccountByEmail } from '#src/db/queries/account.ts';
import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { findMembership, listCandidates, setLeft } from '#src/db/queries/membership.ts';
import { findPerson, insertPerson } from '#src/db/queries/person.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { shownName } from '#src/domain/person.ts';
import { invite } from '../account/invite.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { takeOffAgenda } from '../meeting/follow-member.ts';
import { newId } from '../new-id.ts';
import { employ } from '../person/employ.ts';
import { invalid, notFound } from '../service-error.ts';
import { findOpenGroup, joinGroup, type OpenGroup } from './join.ts';

/** People of the library who can be added: as members, or as leaders (specialists first). */
export async function listAddable(ctx: Context, groupId: string, as: 'member' | 'leader', given: Record<string, string>) {
  const group = await reachGroup(ctx, groupId, 'group:arrange');
  const query = readListQuery(given, { orders: ['naam'], filters: {} });
  const { search, page } = query;
  const found = await listCandidates(ctx.db, { libraryId: group.libraryId, groupId, as, search, page, now: ctx.now });
  const people = pageOf(query, found);
  return {
    groupId,
    groupName: group.name,
    libraryId: group.libraryId,
    libraryName: group.libraryName,
    closed: group.closedAt !== null,
    ...people,
    rows: people.rows.map((p) => ({ personId: p.personId, name: shownName(p), email: p.email ?? '', specialist: p.specialist })),
  };
}

/** Adds people of the library. Who is in the group already stays in it. */
export async function addMembers(ctx: Context, input: { groupId: string; personIds: readonly string[] }): Promise<void> {
  await reachGroup(ctx, input.groupId, 'group:arrange');
  if (input.personIds.length === 0) throw invalid('persoon', 'Kies minstens één persoon.');
  await ctx.db.transaction(async (tx) => {
    const group = await findOpenGroup(tx, input.groupId, { field: 'persoon' });
    for (const personId of new Set(input.personIds)) {
      const present = await findMembership(tx, group.id, personId);
      const job = await findCurrentEmployment(tx, { personId, organisationId: group.libraryId, now: ctx.now });
      if (!present && !job) throw invalid('persoon', 'Kies mensen die bij deze bibliotheek werken.');
      await assertActive(tx, personId, 'persoon');
      await joinGroup(tx, ctx, group, { personId, employmentId: job?.id ?? null, invited: false });
    }
  });
  ctx.mailWaits();
}

/**
 * Adds whoever has this e-mail. Someone new is made and invited; someone from elsewhere becomes an employee of the library too.
 * @param input.email in lower case
 */
export async function addMemberByEmail(ctx: Context, input: { groupId: string; email: string }): Promise<{ personId: string }> {
  await reachGroup(ctx, input.groupId, 'group:arrange');
  const added = await ctx.db.transaction(async (tx) => {
    const group = await findOpenGroup(tx, input.groupId, { field: 'email' });
    const known = await findAccountByEmail(tx, input.email);
    if (!known) return { personId: await addNew(tx, ctx, group, { email: input.email }) };
    await assertActive(tx, known.personId, 'email');
    await addKnown(tx, ctx, group, known.personId);
    return { personId: known.personId };
  });
  ctx.mailWaits();
  return added;
}

/** Puts someone with an account in the group; who works elsewhere only becomes an employee of the library too. */
export async function addKnown(tx: Transaction, ctx: Context, group: OpenGroup, personId: string): Promise<boolean> {
  const job = await findCurrentEmployment(tx, { personId, organisationId: group.libraryId, now: ctx.now });
  const employmentId = job?.id ?? (await employ(tx, ctx, personId, { organisationId: group.libraryId, role: 'learner' }));
  return joinGroup(tx, ctx, group, { personId, employmentId, invited: false });
}

/** Makes someone new, in the group; with an e-mail they are invited, without one they get a card (services/sign-in-card). */
export async function addNew(
  tx: Transaction,
  ctx: Context,
  group: OpenGroup,
  who: { email: string; name?: string | null } | { username: string; name: string },
): Promise<string> {
  const personId = newId();
  const accountId = newId();
  const signsInWith = 'email' in who ? { email: who.email } : { username: who.username };
  await insertPerson(
    tx,
    { id: personId, name: who.name ?? null, createdAt: ctx.now },
    { id: accountId, personId, ...signsInWith, passwordHash: null },
  );
  const employmentId = await employ(tx, ctx, personId, { organisationId: group.libraryId, role: 'learner' });
  // A practice group mails nobody.
  if ('email' in who && group.kind !== 'practice')
    await invite(tx, ctx, { personId, accountId, email: who.email, libraryName: group.libraryName, groupId: group.id });
  await joinGroup(tx, ctx, group, { personId, employmentId, invited: true });
  return personId;
}

/** Takes someone out of the group. What they did and earned stays theirs; adding them again brings them back. */
export async function removeMember(ctx: Context, input: { groupId: string; personId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  await ctx.db.transaction(async (tx) => {
    const present = await findMembership(tx, group.id, input.personId);
    if (!present) throw notFound();
    if (present.leftAt) return;
    await setLeft(tx, [present.id], ctx.now);
    await takeOffAgenda(tx, ctx, input);
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: group.id,
      subjectId: input.personId,
      organisationId: group.libraryId,
      detail: { change: 'left' },
    });
  });
  ctx.mailWaits();
}

async function assertActive(tx: Transaction, personId: string, field: string): Promise<void> {
  const person = await findPerson(tx, personId);
  if (!person) throw notFound();
  if (person.deactivatedAt) throw invalid(field, `Het account van ${shownName(person)} is uitgezet. Zet het eerst weer aan.`);
}
