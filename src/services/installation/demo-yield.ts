/** What came out of the demonstration's meetings: agreements, a report, intentions, a make-up task that waits, and buddies. */
import { addDays, wallClock } from '#src/domain/calendar-day.ts';
import { proposePairs } from '#src/domain/buddies.ts';
import type { DemoRows } from '#src/db/queries/demo.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { reportRun } from '../report/reach.ts';
import { taskOf } from '../make-up/task.ts';

interface DemoAgreement {
  nr: number;
  body: string;
  owner: string;
  /** Days from today. */
  due: number;
  done?: number;
}

const agreements: readonly DemoAgreement[] = [
  { nr: 2, body: 'Hang de kaart met activiteiten naast de telefoon.', owner: 'medewerker@duinrand.example', due: 9 },
  { nr: 2, body: 'Vraag welzijnswerk of de foldertijden nog kloppen.', owner: 'bijna@duinrand.example', due: -4 },
  { nr: 2, body: 'Zet ‘vijf minuten oefenen’ op de agenda van dinsdag.', owner: 'specialist@duinrand.example', due: 16 },
  { nr: 2, body: 'Leg de woordkaartjes in de bovenste la van de balie.', owner: 'ilse@duinrand.example', due: -10, done: -12 },
  {
    nr: 1,
    body: 'Maak een lijstje met wie op zaterdag samen dienst heeft.',
    owner: 'klaar@duinrand.example',
    due: -30,
    done: -33,
  },
];

const intentions: readonly { nr: number; email: string; body: string; shared: boolean }[] = [
  {
    nr: 1,
    email: 'medewerker@duinrand.example',
    body: 'Dinsdag, het kwartier voor we opengaan, bij de pc achterin. Lukt het niet? Dan donderdag na de lunch.',
    shared: false,
  },
  {
    nr: 1,
    email: 'tomasz@duinrand.example',
    body: 'Elke woensdag één les, samen met Fenna aan de tafel bij het raam.',
    shared: true,
  },
];

/** Missed the second meeting and handed in its task. */
const maker = 'marieke@duinrand.example';
const answers = [
  'Op de kaart stond nog de oude tijd van Klik & Tik in Zeedorp. Ik belde Lotte: het is nu vrijdag om 14 uur.',
  'Dat ik één vraag doorvraag, voor ik een folder geef. De klant vertelt dan zelf waar het om gaat.',
  'De kaart bij de telefoon. Ik kijk er elke eerste maandag naar en geef door wat niet klopt.',
];

/** @param group of Duinrand, with its meetings in `rows` already */
export function addYield(rows: DemoRows, ctx: Context, group: { id: string; specialist: string }): void {
  const personOf = (email: string) => rows.account.find((a) => a.email === email)?.personId;
  const meetingOf = (nr: number) => rows.meeting.find((m) => m.groupId === group.id && m.nr === nr);
  const day = (days: number) => wallClock(addDays(ctx.now, days)).day;
  agreements.forEach(({ nr, body, owner, due, done }, index) => {
    const ownerId = personOf(owner);
    const meetingId = meetingOf(nr)?.id;
    if (!ownerId || !meetingId) return;
    rows.agreement.push({
      id: newId(),
      groupId: group.id,
      meetingId,
      body,
      ownerId,
      due: day(due),
      byId: group.specialist,
      at: new Date(addDays(ctx.now, nr === 1 ? -56 : -28).getTime() + index * 60_000),
      doneAt: done === undefined ? null : addDays(ctx.now, done),
      doneById: done === undefined ? null : ownerId,
    });
  });
  for (const { nr, email, body, shared } of intentions) {
    const personId = personOf(email);
    const meetingId = meetingOf(nr)?.id;
    if (personId && meetingId) rows.intention.push({ meetingId, personId, body, shared, at: addDays(ctx.now, -56) });
  }
  const first = meetingOf(1);
  if (first)
    rows.jobRun.push({
      id: newId(),
      name: reportRun,
      period: first.id,
      startedAt: addDays(ctx.now, -55),
      finishedAt: addDays(ctx.now, -55),
    });
  addTask(rows, ctx, { meeting: meetingOf(2), personId: personOf(maker) });
  addBuddies(rows, ctx, group);
}

function addTask(
  rows: DemoRows,
  ctx: Context,
  { meeting, personId }: { meeting: DemoRows['meeting'][number] | undefined; personId: string | undefined },
) {
  const task = meeting && taskOf(ctx, { courseId: 'frontoffice', templateId: meeting.templateId ?? null });
  if (!meeting || !task || !personId) return;
  rows.makeUpWork.push({
    id: newId(),
    meetingId: meeting.id,
    personId,
    response: Object.fromEntries(task.questions.map((question, index) => [question.id, answers[index] ?? ''])),
    talked: true,
    handedIn: true,
    at: addDays(ctx.now, -2),
  });
}

/** As the leader took over the proposal at the first meeting; one pair did the task of the first module. */
function addBuddies(rows: DemoRows, ctx: Context, group: { id: string; specialist: string }) {
  const people = rows.membership
    .filter((m) => m.groupId === group.id && rows.account.some((a) => a.personId === m.personId && a.passwordHash))
    .map((m) => ({
      personId: m.personId,
      since: rows.employment.find((e) => e.personId === m.personId)?.from ?? null,
      passed: 0,
    }));
  const from = addDays(ctx.now, -56);
  // Everybody began on the same day, so by address: the same pairs in every demonstration.
  const emailOf = (personId: string) => rows.account.find((a) => a.personId === personId)?.email ?? '';
  const order = [...people]
    .sort((a, b) => (emailOf(a.personId) < emailOf(b.personId) ? -1 : 1))
    .map((p, i) => ({ ...p, passed: -i }));
  for (const [firstId, secondId, thirdId = null] of proposePairs(order))
    if (firstId && secondId)
      rows.buddyPair.push({ id: newId(), groupId: group.id, firstId, secondId, thirdId, from, byId: group.specialist });
  const halfway = rows.account.find((a) => a.email === 'medewerker@duinrand.example')?.personId;
  const pair = rows.buddyPair.find((p) => [p.firstId, p.secondId, p.thirdId].includes(halfway ?? ''));
  const module = rows.groupRuleItem.find(
    (i) => i.kind === 'module' && rows.groupRule.some((r) => r.id === i.ruleId && r.groupId === group.id),
  );
  if (pair && module && halfway)
    rows.buddyTask.push({ id: newId(), pairId: pair.id, moduleId: module.ref, byId: halfway, at: addDays(ctx.now, -30) });
}
