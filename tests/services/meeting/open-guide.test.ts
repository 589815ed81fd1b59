import { afterEach, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { openGuide } from '#src/services/meeting/open-guide.ts';
import { openMeeting } from '#src/services/meeting/open.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let library: string;
let samira: TestPerson;
let group: Awaited<ReturnType<House['group']>>;

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library();
  samira = await house.specialist(library);
  group = await house.group({ libraryId: library, leaders: [samira], members: [await house.learner(library)] });
});
afterEach(() => house.close());

const open = async (who: TestPerson | null, nr = 3) => openGuide(await house.ctx(who), { groupId: group.id, nr });
const onClock = (minutes: number) => {
  const start = group.meetings[2]?.moments[0]?.startsAt ?? house.now;
  const at = new Date(start.getTime() + minutes * 60_000);
  const [h, m] = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' })
    .format(at)
    .split(':');
  return m === '00' ? `${Number(h)} uur` : `${Number(h)}.${m} uur`;
};

test('has the times on a Dutch clock of the moment that comes, and the end', async () => {
  const guide = await open(samira);
  expect(guide.agenda.length).toBeGreaterThan(2);
  for (const item of guide.agenda) expect(item.from).toBe(onClock(item.after));
  expect(guide.ends).toBe(onClock(guide.minutes));
  expect(guide.moment).not.toBeNull();
  expect(guide.short).toBeNull();
  expect(guide.moments).toHaveLength(1);
  expect(guide.moments[0]?.list).toBe(`${guide.moments[0]?.attendance}/lijst`);
});

test('has minutes only, when no moment comes', async () => {
  const guide = await open(samira, 1);
  expect(guide.moment).toBeNull();
  expect(guide.agenda.map((item) => item.from)).toEqual(guide.agenda.map(() => null));
  expect(guide.ends).toBeNull();
  expect(guide.agenda.reduce((sum, item) => sum + item.minutes, 0)).toBe(guide.minutes);
});

test('says it when the moment is too short', async () => {
  const start = group.meetings[2]?.moments[0]?.startsAt ?? house.now;
  await house.db
    .update(table.moment)
    .set({ endsAt: new Date(start.getTime() + 60 * 60_000) })
    .where(eq(table.moment.id, group.meetings[2]?.moments[0]?.id ?? ''));
  const guide = await open(samira);
  expect(guide.short).toContain(`${guide.minutes - 60} minuten korter`);
});

test('is for whoever may plan the meetings of this group', async () => {
  const guest = await house.person({ role: 'adviser', organisationId: await house.poi() });
  const elsewhere = await house.specialist(await house.library());
  const [member] = await house.db.select().from(table.membership);
  const learner = { personId: member?.personId ?? '', accountId: 'x', email: 'x', name: 'x' };
  await expect(open(null)).rejects.toMatchObject({ code: 'notSignedIn' });
  await expect(open(elsewhere)).rejects.toMatchObject({ code: 'notFound' });
  await expect(open(guest)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(open(learner)).rejects.toMatchObject({ code: 'forbidden' });
});

test('is linked from its meeting where it is written, and not there for a meeting of one’s own', async () => {
  const meeting = async (nr: number) => openMeeting(await house.ctx(samira), { groupId: group.id, nr });
  expect((await meeting(3)).guide).toBe(`/groepen/${group.id}/bijeenkomsten/3/draaiboek`);
  await house.db.update(table.meeting).set({ templateId: null });
  expect((await meeting(3)).guide).toBeNull();
  await expect(open(samira)).rejects.toMatchObject({ code: 'notFound' });
});

test('is not there for a meeting that is off', async () => {
  await house.db.update(table.meeting).set({ cancelledAt: house.now });
  await expect(open(samira)).rejects.toMatchObject({ code: 'notFound' });
});
