import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { openAttendance } from '#src/services/attendance/open.ts';
import { markAttendance } from '#src/services/attendance/mark.ts';
import { recordMakeUp } from '#src/services/make-up/record.ts';
import { withdrawMadeUp } from '#src/services/make-up/withdraw.ts';
import { idealResponse } from '#src/domain/question/question.ts';
import { answerQuestion } from '#src/services/quiz/answer.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { openGroupWorld, type GroupWorld } from './world.ts';

let world: GroupWorld;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram', 'Carla']);
});
afterEach(() => world.house.close());

describe('the last fact', () => {
  test('issues in the same transaction, and the screen says for whom', async () => {
    await world.almostDone(world.person('Anna'));
    const before = await openAttendance(await world.house.ctx(world.samira), world.at);
    expect(before.everyone.warning).toContain('Anna heeft verder alles gedaan');
    const done = await world.everyone();
    expect(done.issued.map((i) => i.personId)).toEqual([world.person('Anna').personId]);
    const earned = done.issued.map((i) => i.personId);
    const page = await openAttendance(await world.house.ctx(world.samira), { ...world.at, earned: [...earned, 'nobody'] });
    expect(page.issued).toBe('Anna heeft nu een certificaat. De mail is onderweg.');
    expect(await world.mails('certificateEarned')).toHaveLength(1);
    expect(world.house.mailCalls).toBeGreaterThan(0);
  });

  test('being at one moment counts, whatever the other moment says', async () => {
    const anna = world.person('Anna');
    await world.almostDone(anna);
    const other = await world.house.moment(world.meetings.second.id, new Date('2027-02-04T09:00:00Z'));
    await world.tap('Anna', 'absent');
    expect((await world.tap('Anna', 'present', { momentId: other })).issued).toHaveLength(1);
  });

  test('no certificate where the write fails', async () => {
    const anna = world.person('Anna');
    await world.almostDone(anna);
    const ctx = { ...(await world.house.ctx(world.samira)), catalogue: { ...world.house.catalogue, emails: new Map() } };
    const input = { ...world.at, personId: anna.personId, state: 'present' as const, clientKey: 'k' };
    await expect(markAttendance(ctx, input)).rejects.toThrow(/certificateEarned/);
    expect((await world.states()).Anna).toBe('notRecorded');
    expect(await world.certificates()).toHaveLength(0);
  });

  test('twenty attendances and quiz answers at once issue exactly one', async () => {
    const anna = world.person('Anna');
    const { house, meetings } = world;
    await house.pass(anna, 'landelijke-context');
    for (const m of [meetings.first, meetings.third]) await house.mark(m.moments[0]?.id ?? '', anna);
    const own = await house.ctx(anna);
    const { attemptId } = await startQuiz(own, { course: 'frontoffice', module: 'nieuwe-klanten' });
    const [attempt] = await house.db.select().from(table.attempt).where(eq(table.attempt.id, attemptId));
    const questions = attempt?.questions ?? [];
    const answer = (q: (typeof questions)[number] | undefined) =>
      answerQuestion(own, {
        attempt: attemptId,
        question: q?.id ?? '',
        chosen: q ? idealResponse(q) : [],
      });
    for (const q of questions.slice(0, -1)) await answer(q);
    const issued = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? world.tap('Anna', 'present') : answer(questions.at(-1)))),
    );
    expect(issued.flatMap((r) => r.issued)).toHaveLength(1);
    expect(await world.certificates()).toHaveLength(1);
    expect(await world.mails('certificateEarned')).toHaveLength(1);
  });

  test('a practice group certifies nothing and warns of nothing', async () => {
    await world.almostDone(world.person('Anna'));
    await world.house.db.update(table.learningGroup).set({ kind: 'practice' });
    expect((await openAttendance(await world.house.ctx(world.samira), world.at)).everyone.warning).toBeNull();
    expect((await world.everyone()).issued).toEqual([]);
  });
});

describe('a correction after the certificate', () => {
  beforeEach(async () => {
    await world.almostDone(world.person('Anna'));
    await world.tap('Anna', 'present', { key: 'k' });
    expect(await world.certificates()).toHaveLength(1);
  });

  test('to absent leaves it standing: the leaders get a mail and the screen says so', async () => {
    const done = await world.tap('Anna', 'absent');
    expect(done.afterCertificate).toEqual([world.person('Anna').personId]);
    expect(await world.certificates()).toHaveLength(1);
    const [mail, more] = await world.mails('correctionAfterCertificate');
    expect(mail?.payload.to).toBe(world.samira.email);
    expect(more).toBeUndefined();
    const page = await openAttendance(await world.house.ctx(world.samira), world.at);
    expect(page.afterCertificate).toEqual([
      { name: 'Anna', href: `/groepen/${world.group.id}/deelnemers/${world.person('Anna').personId}` },
    ]);
  });

  test('goes by the same way when the tap is taken back; present again mends it without a second certificate', async () => {
    await world.undo(`k_present_${world.person('Anna').personId}`);
    expect(await world.mails('correctionAfterCertificate')).toHaveLength(1);
    await world.tap('Anna', 'present');
    const page = await openAttendance(await world.house.ctx(world.samira), world.at);
    expect(page.afterCertificate).toEqual([]);
    expect(await world.certificates()).toHaveLength(1);
  });

  test('tells the specialists of the library where nobody leads', async () => {
    await world.house.db.delete(table.leader);
    await world.tap('Anna', 'absent');
    expect(await world.mails('correctionAfterCertificate')).toHaveLength(1);
  });

  test('is silent when the meeting still counts by another moment', async () => {
    const other = await world.house.moment(world.meetings.second.id, new Date('2027-02-04T09:00:00Z'));
    await world.tap('Anna', 'present', { momentId: other });
    expect((await world.tap('Anna', 'absent')).afterCertificate).toEqual([]);
    expect(await world.mails('correctionAfterCertificate')).toHaveLength(0);
  });
});

describe('made up', () => {
  const record = async (name: string, key = 'made-up-1', how: 'task' | 'conversation' = 'task') =>
    recordMakeUp(await world.house.ctx(world.samira), {
      groupId: world.group.id,
      nr: 2,
      personId: world.person(name).personId,
      how,
      clientKey: key,
    });

  test('is a last fact like any other, and a second click changes nothing', async () => {
    await world.almostDone(world.person('Anna'));
    expect((await record('Anna')).issued).toHaveLength(1);
    expect((await record('Anna')).issued).toHaveLength(0);
    expect(await world.house.db.select().from(table.makeUp)).toMatchObject([{ how: 'task', byId: world.samira.personId }]);
    expect(await world.events('madeUp')).toHaveLength(1);
  });

  test('is refused for who was there, and for who has made up already', async () => {
    await world.tap('Bram', 'present');
    await expect(record('Bram', 'a')).rejects.toMatchObject({ code: 'invalid' });
    await record('Anna', 'b');
    await expect(record('Anna', 'c', 'conversation')).rejects.toMatchObject({ code: 'invalid' });
  });

  test('taken back after the certificate leaves it standing and tells the leaders, once', async () => {
    await world.almostDone(world.person('Anna'));
    await record('Anna');
    const ctx = await world.house.ctx(world.samira);
    const input = { groupId: world.group.id, nr: 2, makeUpId: 'made-up-1' };
    const taken = await Promise.all([withdrawMadeUp(ctx, input), withdrawMadeUp(ctx, input)]);
    expect(taken.flatMap((t) => t.afterCertificate)).toEqual([world.person('Anna').personId]);
    expect(await world.mails('correctionAfterCertificate')).toHaveLength(1);
    expect(await world.certificates()).toHaveLength(1);
    expect(await world.house.db.select().from(table.makeUp)).toMatchObject([{ withdrawnAt: world.house.now }]);
    // The old form sent again doesn't bring it back.
    expect((await record('Anna')).issued).toEqual([]);
  });
});
