import { listValidCertificates } from '#src/db/queries/attendance.ts';
import { listAgreements } from '#src/db/queries/agreement.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { counts } from '#src/domain/attendance.ts';
import { shortDate } from '#src/domain/calendar-day.ts';
import { awardNames, awardOf } from '#src/domain/certificate.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { missingInWords } from '#src/domain/missing.ts';
import { agreementLines, type AgreementLine } from '../agreement/view.ts';
import { handedInLink } from '../assignment/list-handed-in.ts';
import { loadStanding, type GroupStanding } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { listUnreachable } from '../mail/unreachable.ts';
import { assignmentsLeft } from '../module/assignments-left.ts';
import { notFound } from '../service-error.ts';
import { isReady, readyText } from './list.ts';
import { loadWork } from './load-work.ts';
import { loadLeaders, loadMembers, type Member } from './members.ts';
import { momentLines, type MomentLine } from './moment-line.ts';
import { reachGroup } from './reach.ts';
import { meetingPath, todoLines, type TodoLine } from './work-text.ts';

export interface MemberRow {
  personId: string;
  name: string;
  paused: boolean;
  modules: { number: number; title: string; passed: boolean }[];
  modulesPassed: number;
  meetings: { nr: number; word: string; counted: boolean }[];
  meetingsDone: number;
  /** What was given and still holds, the certificate before a proof. */
  certificate: { word: string; on: string; href: string } | null;
  /** What is missing, in words. */
  missing: string;
  /** Page of this participant: certificate, proof of participation. */
  href: string;
  /** Their address refuses our mail. */
  unreachable: boolean;
}

export interface GroupPage {
  id: string;
  name: string;
  libraryName: string;
  courseTitle: string;
  practice: boolean;
  /** Made by itself, for a course without meetings: nobody has to lead it. */
  open: boolean;
  closed: boolean;
  /** "12 van 18 klaar" */
  ready: string;
  leaders: string[];
  todo: TodoLine[];
  /** Where handed in assignments are read, and how many wait for a reaction; null where the modules have none. */
  assignments: { href: string; waiting: number } | null;
  modules: { number: number; title: string }[];
  meetings: { nr: number; title: string; href: string; cancelled: boolean; asked: boolean; moments: MomentLine[] }[];
  /** What the team agreed; what is done comes last. */
  agreements: AgreementLine[];
  /** Whose mail does not arrive, in words; null when everyone's does. */
  unreachable: string | null;
  members: MemberRow[];
  left: MemberRow[];
}

/** A group as its specialist sees it: who is how far. Completion only: no answers, scores or attempts are even read. */
export async function openGroup(ctx: Context, input: { groupId: string }): Promise<GroupPage> {
  const group = await reachGroup(ctx, input.groupId, 'group:view');
  const [memberMap, leaderMap, certificates] = await Promise.all([
    loadMembers(ctx.db, [group.id]),
    loadLeaders(ctx.db, [group.id], ctx.now),
    listValidCertificates(ctx.db, [group.id]),
  ]);
  const members = memberMap.get(group.id) ?? [];
  const standing = await loadStanding(
    ctx.db,
    ctx.catalogue,
    group.id,
    members.map((m) => m.personId),
  );
  if (!standing) throw notFound();
  const moduleIds = standing.rule.modules.map((m) => m.moduleId);
  const [work, agreements, unreachable, expected, assignments, left] = await Promise.all([
    loadWork(ctx.db, [group], memberMap, ctx.now),
    listAgreements(ctx.db, group.id),
    listUnreachable(ctx.db, members),
    listExpected(
      ctx.db,
      standing.moments.map((m) => m.id),
    ),
    handedInLink(ctx.db, ctx, { groupId: group.id, moduleIds }),
    assignmentsLeft(ctx.db, ctx.catalogue, { personIds: members.map((m) => m.personId), moduleIds }),
  ]);
  const own = work.get(group.id);
  const award = awardOf(standing.rule.award, standing.rule.meetings.length);
  const active = members.filter((m) => !m.left);
  const rows = (people: Member[]) =>
    people.map((member) =>
      memberRow(
        ctx,
        standing,
        member,
        certificates.filter((c) => c.personId === member.personId),
        unreachable.has(member.personId),
        (moduleId) => left(member.personId, moduleId),
      ),
    );
  return {
    id: group.id,
    name: group.name,
    libraryName: group.libraryName,
    courseTitle: ctx.catalogue.courses.get(group.courseId)?.fullTitle ?? group.courseId,
    practice: group.kind === 'practice',
    open: group.kind === 'open',
    closed: group.closedAt !== null,
    ready: readyText(active.filter((m) => isReady(certificates, m.personId, award)).length, active.length),
    leaders: (leaderMap.get(group.id) ?? []).map((l) => l.name),
    todo: own ? todoLines(group.id, own) : [],
    assignments,
    modules: standing.rule.modules.map(({ moduleId, title }) => ({ number: numberOf(ctx, moduleId) ?? 0, title })),
    meetings: standing.meetings.map((meeting) => ({
      nr: meeting.nr,
      title: meeting.title,
      href: meetingPath(group.id, meeting.nr),
      cancelled: meeting.cancelledAt !== null,
      asked: standing.rule.meetings.some((m) => m.meetingId === meeting.id),
      moments: momentLines(ctx, { groupId: group.id, meeting, standing, expected, members: active.map((m) => m.personId) }),
    })),
    agreements: agreementLines(ctx, agreements),
    unreachable: enumerate(active.filter((m) => unreachable.has(m.personId)).map((m) => m.name)) || null,
    members: rows(active),
    left: rows(members.filter((m) => m.left)),
  };
}

const numberOf = (ctx: Context, moduleId: string) => ctx.catalogue.modules.get(moduleId)?.number || null;

const words = { attended: 'aanwezig', madeUp: 'ingehaald', absent: 'afwezig', notRecorded: 'niet ingevuld' } as const;

function memberRow(
  ctx: Context,
  standing: GroupStanding,
  member: Member,
  certificates: Awaited<ReturnType<typeof listValidCertificates>>,
  unreachable: boolean,
  onlyAssignment: (moduleId: string) => boolean,
): MemberRow {
  const own = standing.people.get(member.personId);
  if (!own) throw new Error('a member without a standing');
  const modules = standing.rule.modules.map(({ moduleId, title }) => ({
    number: numberOf(ctx, moduleId) ?? 0,
    title,
    passed: own.completions.has(moduleId),
  }));
  const meetings = standing.rule.meetings.map(({ meetingId, nr }) => {
    const attendance = own.attendance.get(meetingId);
    return { nr, word: words[attendance?.state ?? 'notRecorded'], counted: counts(attendance) };
  });
  const given = certificates.find((c) => c.kind === 'certificate') ?? certificates.at(-1);
  return {
    personId: member.personId,
    name: member.name,
    paused: member.paused,
    modules,
    modulesPassed: modules.filter((m) => m.passed).length,
    meetings,
    meetingsDone: meetings.filter((m) => m.counted).length,
    certificate: given
      ? { word: awardNames[given.kind], on: shortDate(given.issuedAt), href: `/certificaten/${given.code}` }
      : null,
    missing: missingInWords(own.decision, (id) => numberOf(ctx, id), onlyAssignment),
    href: `/groepen/${standing.group.id}/deelnemers/${member.personId}`,
    unreachable,
  };
}
