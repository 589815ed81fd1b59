import { listAgreements } from '#src/db/queries/agreement.ts';
import { listMarks } from '#src/db/queries/attendance.ts';
import { findNewestText } from '#src/db/queries/local-text.ts';
import { findAgenda, listPollTotals } from '#src/db/queries/report.ts';
import type { Queryable } from '#src/db/client.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { fullPeriod, longDate } from '#src/domain/calendar-day.ts';
import { count } from '#src/domain/dutch.ts';
import { pollResult, type PollResult } from '#src/domain/poll-result.ts';
import { agreementLines, type AgreementLine } from '../agreement/view.ts';
import type { Context } from '../context.ts';
import { loadMembers } from '../group/members.ts';
import type { ReachedGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { guideKey } from '../meeting/guide-key.ts';
import type { ReachedMeeting } from '../meeting/reach.ts';
import type { MomentRow } from '#src/db/queries/moment.ts';
import { reachReport } from './reach.ts';

export interface ReportFacts {
  /** The moments that were held, each with how many were there. */
  moments: { when: string; place: string; present: string }[];
  /** "negen van de elf mensen"; null as long as nothing was recorded. */
  present: string | null;
  agenda: { minutes: number; title: string; question: string | null }[];
  agreements: AgreementLine[];
  /** What the library reads at "Onze speerpunten". */
  priorities: { text: string; checked: string } | null;
  polls: PollResult[];
}

export interface ReportPage extends ReportFacts {
  groupId: string;
  groupName: string;
  libraryName: string;
  nr: number;
  title: string;
  path: string;
  /** Where one came from: the meeting for who leads, the own meetings for who takes part. */
  back: { href: string; label: string };
  /** "Gestuurd op 3 februari 2027."; null as long as it was not. */
  sent: string | null;
  /** How many would get the mail; null for who may not send it, or when it went already. */
  mailTo: number | null;
}

/** The short report of a meeting: numbers, agenda, agreements and choices. Nobody who was away is named. */
export async function openReport(ctx: Context, input: { groupId: string; nr: number }): Promise<ReportPage> {
  const { group, meeting, moments, leads, sent } = await reachReport(ctx, input);
  const facts = await loadReport(ctx, ctx.db, { group, meeting, moments });
  const members = (await loadMembers(ctx.db, [group.id])).get(group.id) ?? [];
  return {
    ...facts,
    groupId: group.id,
    groupName: group.name,
    libraryName: group.libraryName,
    nr: meeting.nr,
    title: meeting.title,
    path: `${meetingPath(group.id, meeting.nr)}/verslag`,
    back: leads
      ? { href: meetingPath(group.id, meeting.nr), label: `Bijeenkomst ${meeting.nr}` }
      : { href: '/bijeenkomsten', label: 'Bijeenkomsten' },
    sent: sent ? `Gestuurd op ${longDate(sent)}.` : null,
    mailTo: leads && !sent && !meeting.cancelledAt ? members.filter((m) => !m.left && m.email).length : null,
  };
}

export async function loadReport(
  ctx: Context,
  db: Queryable,
  at: { group: ReachedGroup; meeting: ReachedMeeting; moments: readonly MomentRow[] },
): Promise<ReportFacts> {
  const { group, meeting } = at;
  const held = at.moments.filter((m) => m.cancelledAt === null && m.startsAt <= ctx.now);
  const momentIds = held.map((m) => m.id);
  const [marks, own, agenda, priorities, polls, members] = await Promise.all([
    listMarks(db, momentIds),
    listAgreements(db, group.id),
    findAgenda(db, meeting.id),
    findNewestText(db, { libraryId: group.libraryId, slotId: 'priorities', branchId: null }, ctx.now),
    listPollTotals(db, momentIds),
    loadMembers(db, [group.id]),
  ]);
  const people = [...new Set(marks.map((m) => m.personId))];
  const presentAt = (id: string) => people.filter((personId) => attendanceAt(marks, id, personId) === 'present');
  const there = new Set(momentIds.flatMap(presentAt));
  const active = (members.get(group.id) ?? []).filter((m) => !m.left);
  // Who was there and left since counts as one of the group then.
  const all = new Set([...active.map((m) => m.personId), ...there]).size;
  const guide = ctx.catalogue.guides.get(guideKey(group.courseId, meeting.templateId));
  return {
    moments: held.map((m) => ({
      when: fullPeriod(m.startsAt, m.endsAt),
      place: m.place,
      present: count(presentAt(m.id).length, 'mens', 'mensen'),
    })),
    present: people.length > 0 ? `${there.size} van de ${all} mensen` : null,
    agenda: (agenda ?? guide?.agenda ?? []).map(({ minutes, title, question }) => ({
      minutes,
      title,
      question: question ?? null,
    })),
    agreements: agreementLines(
      ctx,
      own.filter((a) => a.meetingId === meeting.id),
    ),
    priorities: priorities?.body ? { text: priorities.body, checked: longDate(priorities.checkedAt) } : null,
    polls: polls.flatMap((poll) => pollResult(poll) ?? []),
  };
}
