/** A practice group whose meeting goes on right now, so that whoever opens the demonstration can lead one and check in. */
import { addDays } from '#src/domain/calendar-day.ts';
import type { DemoRows } from '#src/db/queries/demo.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

const minute = 60_000;
export const practiceName = 'Oefengroep: nu aan de gang';
/** Who is in it; the first ones checked in already, and wait for the leader to confirm it. */
export const practisers = ['karin', 'omar', 'tineke', 'ruud', 'jeroen'].map((name) => `${name}@duinrand.example`);
const arrived = 2;

/** A few minutes ago, on a round one. */
export const practiceStart = (now: Date) => new Date(Math.floor((now.getTime() - 5 * minute) / (5 * minute)) * 5 * minute);

export function addPractice(rows: DemoRows, ctx: Context, at: { libraryId: string; leaderId: string }) {
  const { now } = ctx;
  const [groupId, ruleId, meetingId, momentId] = [newId(), newId(), newId(), newId()];
  const from = addDays(now, -1);
  const template = ctx.catalogue.courses.get('frontoffice')?.meetings[0];
  const module = ctx.catalogue.courses.get('frontoffice')?.modules[0];
  rows.learningGroup.push({
    id: groupId,
    libraryId: at.libraryId,
    courseId: 'frontoffice',
    name: practiceName,
    kind: 'practice',
    createdAt: from,
  });
  rows.leader.push({ id: newId(), groupId, personId: at.leaderId, kind: 'leader', from });
  rows.groupRule.push({ id: ruleId, groupId, award: 'participation', seq: 1, from, byId: at.leaderId });
  if (module) rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'module', ref: module, position: 0 });
  rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'meeting', ref: meetingId, position: 10 });
  rows.meeting.push({ id: meetingId, groupId, nr: 1, templateId: template?.id ?? null, title: template?.title ?? 'Oefenen' });
  const startsAt = practiceStart(now);
  rows.moment.push({
    id: momentId,
    meetingId,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 120 * minute),
    place: 'Vestiging Centrum, leeszaal',
    icalUid: `${momentId}@baliewijs.example`,
  });
  for (const [index, email] of practisers.entries()) {
    const personId = rows.account.find((account) => account.email === email)?.personId;
    if (!personId) continue;
    rows.membership.push({ id: newId(), groupId, personId, joinedAt: from });
    rows.momentExpected.push({ id: newId(), momentId, personId });
    if (index < arrived)
      rows.checkIn.push({
        id: newId(),
        momentId,
        personId,
        how: index === 0 ? 'qr' : 'pin',
        late: false,
        at: new Date(now.getTime() - (index + 1) * minute),
      });
  }
}
