import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { listOwnMeetings } from '#src/services/meeting/list-own.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

const day = 86_400_000;
let house: House;
let library: string;
let noor: TestPerson;
let samira: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library();
  noor = await house.learner(library);
  samira = await house.specialist(library, 'Samira Haddad');
});
afterEach(() => house.close());

const makeGroup = () => house.group({ libraryId: library, members: [noor], leaders: [samira] });
const list = async () => listOwnMeetings(await house.ctx(noor));

test('coming meetings have their day, hours, place, what we do, and where the reader is expected', async () => {
  const group = await makeGroup();
  const third = group.meetings[2];
  const thursday = await house.moment(third?.id ?? '', new Date(house.now.getTime() + 8 * day), 'Vestiging Zeedorp');
  expect((await list()).coming[0]?.choose).toBe(true);
  await house.expect(thursday, noor);
  const [meeting] = (await list()).coming;
  expect(meeting).toMatchObject({ nr: 3, choose: false, status: null });
  expect(meeting?.summary).toContain('kleine groepjes');
  expect(meeting?.moments).toEqual([
    {
      day: 'woensdag 17 februari 2027',
      hours: '10 uur tot 11.30 uur',
      href: null,
      place: 'Vestiging Centrum',
      expected: false,
      cancelled: false,
    },
    {
      day: 'donderdag 18 februari 2027',
      hours: '10 uur tot 11.30 uur',
      href: null,
      place: 'Vestiging Zeedorp',
      expected: true,
      cancelled: false,
    },
  ]);
});

test('past meetings say: there, made up, absent, or not recorded and whom to ask', async () => {
  const group = await makeGroup();
  const [first, second] = group.meetings;
  const statuses = async () => (await list()).past.map((m) => m.status);
  expect(await statuses()).toEqual([
    'Deze bijeenkomst is geweest. Of jij er was, is nog niet ingevuld. Vraag het aan Samira Haddad.',
    'Deze bijeenkomst is geweest. Of jij er was, is nog niet ingevuld. Vraag het aan Samira Haddad.',
  ]);
  await house.mark(first?.moments[0]?.id ?? '', noor);
  await house.mark(second?.moments[0]?.id ?? '', noor, 'absent');
  expect(await statuses()).toEqual([
    'Je was er niet bij. Je kunt deze bijeenkomst inhalen. Vraag het aan Samira Haddad.',
    'Je was erbij.',
  ]);
  await house.db
    .insert(table.makeUp)
    .values({ id: newId(), meetingId: second?.id ?? '', personId: noor.personId, how: 'task', at: house.now });
  expect((await statuses())[0]).toBe('Ingehaald op 10 februari 2027: inhaalopdracht.');
});

test('what was cancelled says so, and a meeting without a date has its own place', async () => {
  const group = await makeGroup();
  const [, second, third] = group.meetings;
  await house.db
    .update(table.meeting)
    .set({ cancelledAt: house.now })
    .where(eq(table.meeting.id, second?.id ?? ''));
  await house.db
    .update(table.moment)
    .set({ cancelledAt: house.now })
    .where(eq(table.moment.meetingId, third?.id ?? ''));
  const view = await list();
  expect(view.past.find((m) => m.nr === 2)?.status).toBe('Deze bijeenkomst gaat niet door.');
  expect(view.coming.find((m) => m.nr === 3)).toMatchObject({
    moments: [{ cancelled: true }],
    status: 'Er is nog geen datum. Je hoort het zodra die er is.',
  });
  house.now = new Date(house.now.getTime() + 30 * day);
  expect((await list()).undated.map((m) => m.nr)).toEqual([3]);
});

test('only meetings of groups one takes part in are listed', async () => {
  await house.group({ libraryId: library });
  expect(await list()).toMatchObject({ coming: [], undated: [], past: [], hasGroup: false });
});
