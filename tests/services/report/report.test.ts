import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { addAgreement } from '#src/services/agreement/add.ts';
import { newId } from '#src/services/new-id.ts';
import { listOwnMeetings } from '#src/services/meeting/list-own.ts';
import { mailReport } from '#src/services/report/mail.ts';
import { openReport } from '#src/services/report/open.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '../attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => (world = await openGroupWorld()));
afterEach(() => world.house.close());

const at = (nr = 2) => ({ groupId: world.group.id, nr });
const open = async (who: TestPerson = world.samira, nr = 2) => openReport(await world.house.ctx(who), at(nr));
const mail = async (nr = 2) => mailReport(await world.house.ctx(world.samira), at(nr));

async function poll(voters: number) {
  const id = newId();
  const options = [
    { id: 'a', text: 'Tijd' },
    { id: 'b', text: 'Oefening' },
  ];
  await world.house.db
    .insert(table.livePoll)
    .values({ id, momentId: world.momentId, kind: 'poll', question: 'Wat nodig?', options, openedAt: world.house.now });
  for (const who of world.people.slice(0, voters)) {
    await world.house.db.insert(table.pollBallot).values({ pollId: id, personId: who.personId });
    await world.house.db.insert(table.pollVote).values({ key: newId(), pollId: id, optionId: 'b' });
  }
}

describe('the report of a meeting', () => {
  test('has numbers, the agenda and what was agreed, and names nobody who was away', async () => {
    await world.tap('Anna', 'present');
    await world.tap('Bram', 'absent');
    await addAgreement(await world.house.ctx(world.samira), {
      ...at(),
      clientKey: newId(),
      body: 'Hang de kaart op.',
      ownerId: world.person('Anna').personId,
      due: '2027-02-24',
      confirmed: false,
    });
    const report = await open();
    expect(report).toMatchObject({ present: '1 van de 6 mensen', agreements: [{ owner: 'Anna' }], mailTo: 6, sent: null });
    expect(report.agenda[0]).toMatchObject({ title: 'Welkom' });
    expect(JSON.stringify(report)).not.toContain('Bram');
  });

  test('shows the agenda as the leader adapted it', async () => {
    const agenda = [{ minutes: 30, title: 'Alleen de kaart', form: 'samen', notes: [] }];
    await world.house.db
      .insert(table.meetingAgenda)
      .values({ id: newId(), meetingId: world.meetings.second.id, agenda, at: world.house.now });
    expect((await open()).agenda).toEqual([{ minutes: 30, title: 'Alleen de kaart', question: null }]);
  });

  test('shows what was chosen from five people on', async () => {
    await poll(4);
    expect((await open()).polls).toEqual([]);
    await poll(5);
    expect((await open()).polls).toMatchObject([
      { question: 'Wat nodig?', voters: 5, options: [{ text: 'Oefening', votes: 5 }, {}] },
    ]);
  });

  test('goes out once, to everybody in the group; only then may they read it', async () => {
    const anna = world.person('Anna');
    await expect(open(anna)).rejects.toMatchObject({ code: 'notFound' });
    await mail();
    await mail();
    expect(await world.mails('meetingReport')).toHaveLength(6);
    expect(await open()).toMatchObject({ mailTo: null, sent: 'Gestuurd op 10 februari 2027.' });
    expect(await open(anna)).toMatchObject({ mailTo: null, back: { href: '/bijeenkomsten' } });
    const { past } = await listOwnMeetings(await world.house.ctx(anna));
    expect(past.find((m) => m.nr === 2)?.links.map((l) => l.label)).toContain('Lees het verslag');
    // The outbox forgets what it sent; the report does not go again.
    await world.house.db.delete(table.outbox);
    await mail();
    expect(await world.mails('meetingReport')).toEqual([]);
  });

  test('is not for a stranger, and not of a meeting that is to come', async () => {
    await mail();
    await expect(open(await world.house.learner(world.library))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open(await world.house.specialist(await world.house.library()))).rejects.toMatchObject({ code: 'notFound' });
    await expect(mail(3)).rejects.toMatchObject({ code: 'invalid' });
    await expect(mailReport(await world.house.ctx(world.person('Anna')), at())).rejects.toMatchObject({ code: 'forbidden' });
  });
});
