import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { endLeaders, insertLeader, listAdvisers, listMomentLeaders } from '#src/db/queries/leader.ts';
import { listCandidates } from '#src/db/queries/membership.ts';
import { updateMoment } from '#src/db/queries/moment.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import { leadsUntil } from '#src/domain/group.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { greetingName, shownName } from '#src/domain/person.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { meetingPath, momentPath } from '../group/work-text.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { takeOffLeaderAgenda } from '../meeting/follow-leader.ts';
import { invitationFor } from '../meeting/in-calendar.ts';
import { reachMoment } from '../meeting/reach.ts';
import { newId } from '../new-id.ts';
import { invalid, refused } from '../service-error.ts';

interface At {
  groupId: string;
  nr: number;
  momentId: string;
}

export const momentRoles = ['substitute', 'guest'] as const;
export type MomentRole = (typeof momentRoles)[number];
const roleNames: Record<MomentRole, string> = { substitute: 'vervanger', guest: 'gast' };

/** Who leads one moment in another's place, who is a guest there, and who may be asked. */
export async function openMomentLeaders(ctx: Context, at: At, given: Record<string, string>) {
  const group = await reachGroup(ctx, at.groupId, 'group:arrange');
  const { meeting, moment } = await reachMoment(ctx.db, at);
  const query = readListQuery(given, { orders: ['naam'], filters: {} });
  const [present, advisers, found] = await Promise.all([
    listMomentLeaders(ctx.db, group.id, [moment.id], ctx.now),
    listAdvisers(ctx.db, group.libraryId, ctx.now),
    listCandidates(ctx.db, {
      libraryId: group.libraryId,
      groupId: group.id,
      as: 'leader',
      search: query.search,
      page: query.page,
      now: ctx.now,
    }),
  ]);
  const people = pageOf(query, found);
  const here = new Set(present.map((p) => p.personId));
  return {
    ...at,
    groupName: group.name,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
    back: meetingPath(group.id, meeting.nr),
    off: moment.cancelledAt !== null || meeting.cancelledAt !== null || group.closedAt !== null,
    practice: group.kind === 'practice',
    present: present.map((p) => ({
      id: p.id,
      name: shownName(p),
      role: roleNames[p.kind === 'guest' ? 'guest' : 'substitute'],
    })),
    substitutes: {
      ...people,
      rows: people.rows
        .filter((p) => !here.has(p.personId))
        .map((p) => ({ personId: p.personId, name: shownName(p), hint: p.specialist ? 'specialist' : (p.email ?? '') })),
    },
    advisers: advisers.filter((p) => !here.has(p.personId)).map((p) => ({ personId: p.personId, name: shownName(p) })),
  };
}

/**
 * Asks someone for one moment: of the library to lead it in another's place (attendance there, nothing else of the group),
 * or an adviser of its POI as a guest, who sees names and attendance of that moment only. They get a mail with an invitation.
 */
export async function addMomentLeader(ctx: Context, input: At & { personId: string; role: MomentRole }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  assertOpen(group);
  await ctx.db.transaction(async (tx) => {
    const { meeting, moment } = await reachMoment(tx, input);
    if (moment.cancelledAt || meeting.cancelledAt) throw refused('Dit moment gaat niet door.');
    const present = await listMomentLeaders(tx, group.id, [moment.id], ctx.now);
    if (present.some((p) => p.personId === input.personId)) return;
    const person = await findPerson(tx, input.personId);
    const may =
      input.role === 'guest'
        ? (await listAdvisers(tx, group.libraryId, ctx.now)).some((a) => a.personId === input.personId)
        : await findCurrentEmployment(tx, { personId: input.personId, organisationId: group.libraryId, now: ctx.now });
    if (!person || person.deactivatedAt || !may) throw invalid('persoon', 'Kies iemand uit de lijst.');
    const until = leadsUntil(moment.endsAt);
    if (until <= ctx.now) throw refused('Dit moment is te lang geleden om er nog iemand voor te vragen.');
    const { id: personId } = person;
    await insertLeader(tx, {
      id: newId(),
      groupId: group.id,
      momentId: moment.id,
      personId,
      kind: input.role,
      from: ctx.now,
      until,
    });
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'moment',
      entityId: moment.id,
      subjectId: personId,
      organisationId: group.libraryId,
      detail: { change: input.role },
    });
    if (!person.email || group.kind === 'practice') return;
    const told = { ...moment, sequence: moment.sequence + 1 };
    await updateMoment(tx, moment.id, { sequence: told.sequence });
    const leads = { role: input.role, nr: meeting.nr };
    await enqueueMail(tx, ctx, {
      kind: input.role === 'guest' ? 'guestAtMoment' : 'substituteAtMoment',
      to: person.email,
      personId,
      values: {
        name: greetingName(person.name),
        meeting: meeting.title,
        group: group.name,
        library: group.libraryName,
        when: fullPeriod(moment.startsAt, moment.endsAt),
        place: moment.place,
        link: `${ctx.publicBaseUrl}${momentPath(group.id, meeting.nr, moment.id)}`,
      },
      idempotencyKey: `${input.role} ${moment.id} ${personId} ${ctx.now.getTime()}`,
      ...(moment.startsAt > ctx.now
        ? {
            invitation: invitationFor(
              ctx,
              { name: shownName(person) },
              { group, meeting, method: 'request', moment: told, leads },
            ),
          }
        : {}),
    });
  });
  ctx.mailWaits();
}

/** Takes that back, and the moment out of their calendar. */
export async function removeMomentLeader(ctx: Context, input: At & { leaderId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  await ctx.db.transaction(async (tx) => {
    const { moment } = await reachMoment(tx, input);
    const row = (await listMomentLeaders(tx, group.id, [moment.id], ctx.now)).find((l) => l.id === input.leaderId);
    if (!row) return;
    await endLeaders(tx, [row.id], ctx.now);
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'moment',
      entityId: moment.id,
      subjectId: row.personId,
      organisationId: group.libraryId,
      detail: { change: 'stoppedLeading' },
    });
    await takeOffLeaderAgenda(tx, ctx, { groupId: group.id, personId: row.personId, momentId: moment.id });
  });
  ctx.mailWaits();
}
