import { findMembership } from '#src/db/queries/membership.ts';
import { deleteExpected, insertExpected, listExpected } from '#src/db/queries/moment.ts';
import { findHeldMoment, keepVisit, listOtherMoments, listOwnVisits, withdrawVisits } from '#src/db/queries/visit.ts';
import { counts } from '#src/domain/attendance.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import { findPeople } from '#src/db/queries/certificate.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { shownName } from '#src/domain/person.ts';
import type { Queryable, Transaction } from '#src/db/client.ts';
import { loadStanding } from '../certificate/load-standing.ts';
import { signedIn, type Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { loadMembers } from '../group/members.ts';
import { tellAnew } from '../meeting/follow-member.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { tellNotExpected, tellWhen } from '../meeting/tell.ts';
import { newId } from '../new-id.ts';
import { notFound, refused } from '../service-error.ts';

/** Whose meeting: of a member of the group, who is oneself or someone of a group one leads. */
export interface OwnMeetingOf {
  groupId: string;
  nr: number;
  personId: string;
}

export interface VisitPage {
  groupId: string;
  groupName: string;
  nr: number;
  title: string;
  personId: string;
  /** Null when it is the reader. */
  name: string | null;
  back: string;
  moments: { id: string; label: string; group: string; chosen: boolean }[];
  /** Why there is nothing to choose; null when there is. */
  none: string | null;
  chosen: string | null;
}

/** Where someone can follow a meeting with another group of the same library. */
export async function openVisit(ctx: Context, of: OwnMeetingOf): Promise<VisitPage> {
  await authoriseFor(ctx, of);
  const { group, meeting, moments, attended } = await load(ctx.db, ctx, of);
  const own = of.personId === signedIn(ctx).personId;
  const [visits, people] = await Promise.all([
    listOwnVisits(ctx.db, { personIds: [of.personId], meetingIds: [meeting.id] }),
    own ? [] : findPeople(ctx.db, [of.personId]),
  ]);
  const chosen = visits[0] ?? null;
  return {
    groupId: group.id,
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    personId: of.personId,
    name: own ? null : people[0] ? shownName(people[0]) : '',
    back: own ? '/bijeenkomsten' : `/groepen/${group.id}/bijeenkomsten/${meeting.nr}`,
    moments: moments.map((m) => ({
      id: m.id,
      label: `${fullPeriod(m.startsAt, m.endsAt)}, ${m.place}`,
      group: m.groupName,
      chosen: m.id === chosen?.momentId,
    })),
    none: attended ? 'Deze bijeenkomst is al gedaan.' : moments.length === 0 ? nothingElse : null,
    chosen: chosen ? `${fullPeriod(chosen.startsAt, chosen.endsAt)}, ${chosen.place}, met de groep ‘${chosen.groupName}’` : null,
  };
}

const nothingElse = 'Er is nu geen andere groep van je bibliotheek die deze bijeenkomst nog houdt.';

/**
 * One comes to that moment, and no longer to those of the own group. Being marked present there makes up for the own meeting.
 * A mail takes the one out of the calendar and puts the other in.
 */
export async function chooseVisit(ctx: Context, input: OwnMeetingOf & { momentId: string }): Promise<void> {
  const { personId: byId } = await authoriseFor(ctx, input);
  await ctx.db.transaction(async (tx) => {
    const { group, meeting, moments, own, attended } = await load(tx, ctx, input);
    if (attended) throw refused('Deze bijeenkomst is al gedaan. Een ander moment hoeft niet meer.');
    if (!moments.some((m) => m.id === input.momentId)) throw refused('Dit moment is er niet meer. Kies een ander.');
    const before = await listOwnVisits(tx, { personIds: [input.personId], meetingIds: [meeting.id] });
    if (before.some((visit) => visit.momentId === input.momentId)) return;
    const expected = await listExpected(tx, own);
    await withdrawVisits(tx, { personId: input.personId, forMeetingId: meeting.id }, ctx.now);
    await keepVisit(tx, {
      id: newId(),
      momentId: input.momentId,
      personId: input.personId,
      forMeetingId: meeting.id,
      byId,
      at: ctx.now,
    });
    await deleteExpected(tx, own, [input.personId]);
    await recordEvent(tx, ctx, {
      kind: 'momentChanged',
      entity: 'moment',
      entityId: input.momentId,
      subjectId: input.personId,
      organisationId: group.libraryId,
      detail: { what: 'visit', meeting: meeting.id },
    });
    const left = expected.filter((e) => e.personId === input.personId).map((e) => e.momentId);
    for (const momentId of [...before.map((visit) => visit.momentId), ...left])
      await tellVisitor(tx, ctx, { ...input, momentId }, tellNotExpected);
    await tellVisitor(tx, ctx, input, tellWhen);
  });
  ctx.mailWaits();
}

/**
 * Takes that back. Who already was there has made up for the meeting, and keeps that. Where the own group has one moment
 * to come, one is expected there again; where it has more, the leader says at which.
 */
export async function withdrawVisit(ctx: Context, of: OwnMeetingOf): Promise<void> {
  await authoriseFor(ctx, of);
  await ctx.db.transaction(async (tx) => {
    const { meeting, own, attended } = await load(tx, ctx, of);
    if (attended) throw refused('Deze bijeenkomst is al gedaan. Er is niets terug te draaien.');
    const visits = await listOwnVisits(tx, { personIds: [of.personId], meetingIds: [meeting.id] });
    if (visits.length === 0) return;
    await withdrawVisits(tx, { personId: of.personId, forMeetingId: meeting.id }, ctx.now);
    for (const { momentId } of visits) await tellVisitor(tx, ctx, { ...of, momentId }, tellNotExpected);
    const [only] = own;
    if (only === undefined || own.length > 1) return;
    await insertExpected(tx, [{ id: newId(), momentId: only, personId: of.personId }]);
    await tellVisitor(tx, ctx, { ...of, momentId: only }, tellWhen);
  });
  ctx.mailWaits();
}

/** Tells the person, with their own calendar. */
async function tellVisitor(
  tx: Transaction,
  ctx: Context,
  { groupId, personId, momentId }: { groupId: string; personId: string; momentId: string },
  tell: typeof tellWhen,
): Promise<void> {
  const held = await findHeldMoment(tx, momentId);
  const people = ((await loadMembers(tx, [groupId])).get(groupId) ?? []).filter((m) => m.personId === personId);
  if (held) await tellAnew(tx, ctx, { ...held, people }, tell);
}

async function authoriseFor(ctx: Context, of: OwnMeetingOf) {
  const actor = signedIn(ctx);
  if (of.personId !== actor.personId) await reachGroup(ctx, of.groupId, 'meeting:plan');
  return actor;
}

async function load(db: Queryable, ctx: Context, of: OwnMeetingOf) {
  const [group, member] = await Promise.all([findGroup(db, of.groupId), findMembership(db, of.groupId, of.personId)]);
  if (!group || !member) throw notFound();
  if (member.leftAt)
    throw of.personId === ctx.actor?.personId ? notFound() : refused('Deze persoon doet niet meer mee met de groep.');
  const { meeting, moments: own } = await reachMeeting(db, of);
  const standing = await loadStanding(db, ctx.catalogue, group.id, [of.personId]);
  const attended = counts(standing?.people.get(of.personId)?.attendance.get(meeting.id));
  const open =
    meeting.templateId !== null && meeting.cancelledAt === null && group.closedAt === null && group.kind !== 'practice';
  const moments =
    open && meeting.templateId !== null
      ? await listOtherMoments(db, {
          groupId: group.id,
          libraryId: group.libraryId,
          courseId: group.courseId,
          templateId: meeting.templateId,
          now: ctx.now,
        })
      : [];
  const coming = own.filter((m) => m.startsAt > ctx.now && m.cancelledAt === null);
  return { group, meeting, own: coming.map((m) => m.id), moments, attended };
}
