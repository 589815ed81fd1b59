import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditEvent, certificate, groupRule, makeUp, meeting, moment, outbox } from '#src/db/schema/index.ts';
import { loadStanding } from '#src/services/certificate/load-standing.ts';
import type { Context } from '#src/services/context.ts';
import { changeRule } from '#src/services/group-rule/change.ts';
import { openRule } from '#src/services/group-rule/open.ts';
import { previewRule } from '#src/services/group-rule/preview.ts';
import { inPlace } from '#src/services/group-rule/wish.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

type Made = Awaited<ReturnType<House['group']>>;

let house: House;
let ctx: Context;
let libraryId: string;
let noor: TestPerson;
let sam: TestPerson;
let group: Made;

beforeEach(async () => {
  house = await openTestHouse();
  ctx = await house.ctx(await house.person({ name: 'Ada Beheer', role: 'administrator' }));
  libraryId = await house.library('Duinrand');
  noor = await house.learner(libraryId, 'Noor');
  sam = await house.learner(libraryId, 'Sam');
  group = await house.group({ libraryId, members: [noor, sam], name: 'Najaar' });
});
afterEach(() => house.close());

const kept = (nrs: readonly number[]) => group.meetings.filter((m) => nrs.includes(m.nr)).map((m) => `m:${m.id}~${m.title}`);
const wish = (
  more: { award?: 'certificate' | 'participation'; moduleIds?: readonly string[]; meetings?: readonly string[] } = {},
) => ({
  groupId: group.id,
  award: 'certificate' as const,
  moduleIds: testModules,
  meetings: kept([1, 2, 3]),
  ...more,
});
const save = async (more = {}, ruleId = group.ruleId) => changeRule(ctx, { ...wish(more), ruleId });
const present = async (who: TestPerson, ...nrs: number[]) => {
  for (const m of group.meetings) if (nrs.includes(m.nr)) await house.mark(m.moments[0]?.id ?? '', who);
};
const passAll = async (who: TestPerson) => {
  for (const module of testModules) await house.pass(who, module);
};
const certificates = () => house.db.select().from(certificate);
const rules = () => house.db.select().from(groupRule).where(eq(groupRule.groupId, group.id)).orderBy(asc(groupRule.seq));

test('dropping a meeting says first who earns at once, and saving gives it in the same step', async () => {
  await passAll(noor);
  await present(noor, 1, 2);
  const preview = await previewRule(ctx, wish({ meetings: kept([1, 2]) }));
  expect(preview.changes).toEqual([
    'Eraf: bijeenkomst 3 ‘Hoe pak ik mijn rol op?’. Het moment dat is gepland, vervalt. Deelnemers krijgen een mail.',
  ]);
  expect(preview.effects).toEqual([
    'Noor heeft dan alles gedaan en krijgt meteen een certificaat.',
    'Sam hoeft voor het certificaat minder te doen dan nu.',
  ]);
  expect(await certificates()).toHaveLength(0);

  const { issued } = await save({ meetings: kept([1, 2]) });
  expect(issued).toMatchObject([{ personId: noor.personId, award: 'certificate' }]);
  expect((await rules()).map((r) => r.seq)).toEqual([1, 2]);
  const kinds = (await house.db.select().from(outbox)).map((m) => m.payload.kind).sort();
  expect(kinds).toEqual(['certificateEarned', 'meetingCancelled', 'meetingCancelled']);
  const third = group.meetings[2];
  expect(
    await house.db
      .select()
      .from(meeting)
      .where(eq(meeting.id, third?.id ?? '')),
  ).toMatchObject([{ nr: 3, cancelledAt: house.now }]);
  expect(
    await house.db
      .select()
      .from(moment)
      .where(eq(moment.meetingId, third?.id ?? '')),
  ).toMatchObject([{ cancelledAt: house.now, sequence: 1 }]);
  expect(await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'ruleChanged'))).toHaveLength(1);
});

test('the same form sent twice changes nothing the second time', async () => {
  const more = { meetings: [...kept([1, 2]), 'n:~Eigen avond'] };
  await save(more);
  await expect(save(more)).resolves.toEqual({ issued: [] });
  expect(await rules()).toHaveLength(2);
  expect(await house.db.select().from(meeting).where(eq(meeting.groupId, group.id))).toHaveLength(4);
});

test('who looked at an older rule is asked to look again', async () => {
  await save({ moduleIds: [testModules[0]] });
  await expect(save({ meetings: kept([1]) })).rejects.toMatchObject({ code: 'conflict' });
  expect(await rules()).toHaveLength(2);
});

test('asking more says who must do more; what was issued stays as it was', async () => {
  await passAll(noor);
  await present(noor, 1, 2, 3);
  await house.certificate(group.id, group.ruleId, noor);
  const before = await certificates();
  const more = { meetings: [...kept([1, 2, 3]), 'n:~Terugkomdag'] };
  const preview = await previewRule(ctx, wish(more));
  expect(preview.changes).toEqual(['Erbij: bijeenkomst 4 ‘Terugkomdag’.']);
  expect(preview.effects).toEqual([
    'Sam moet voor het certificaat meer doen dan nu.',
    'Noor heeft al een certificaat of bewijs. Dat blijft zoals het is.',
  ]);
  await save(more);
  expect(await certificates()).toEqual(before);
});

test('a meeting where someone was present does not go silently, and what was recorded stays', async () => {
  await present(sam, 1);
  const preview = await previewRule(ctx, wish({ meetings: kept([2, 3]) }));
  expect(preview.changes[0]).toContain('Daar is al ingevuld wie er was. Dat blijft bewaard, maar het telt niet meer mee.');
  expect(preview.effects).toContain('Sam deed al iets dat niet meer meetelt.');
  await save({ meetings: kept([2, 3]) });
  const moments = await house.db
    .select()
    .from(moment)
    .where(eq(moment.meetingId, group.meetings[0]?.id ?? ''));
  expect(moments).toMatchObject([{ cancelledAt: null }]);
  expect(await house.db.select().from(outbox)).toHaveLength(0);
});

test('someone who made up for a dropped meeting is not told that it is off', async () => {
  await house.db
    .insert(makeUp)
    .values({ id: newId(), meetingId: group.meetings[2]?.id ?? '', personId: sam.personId, how: 'task', at: house.now });
  await save({ meetings: kept([1, 2]) });
  expect((await house.db.select().from(outbox)).map((m) => m.personId)).toEqual([noor.personId]);
});

test('a dropped meeting that comes back keeps its number, and what was recorded there counts again', async () => {
  await present(sam, 1);
  await save({ meetings: kept([2, 3]) });
  const form = await openRule(ctx, group.id);
  expect(form.slots.find((s) => s.label === 'Bijeenkomst 1 (vervallen)')).toMatchObject({ ticked: false });
  await save({ meetings: [...kept([2, 3]), ...kept([1])] }, form.ruleId);
  const standing = await loadStanding(house.db, house.catalogue, group.id, [sam.personId]);
  expect(standing?.rule.meetings.map((m) => m.nr)).toEqual([2, 3, 1]);
  expect(standing?.people.get(sam.personId)?.attendance.get(group.meetings[0]?.id ?? '')).toMatchObject({ state: 'attended' });
});

test('numbers of meetings are never used again', async () => {
  await save({ meetings: kept([1]) });
  const form = await openRule(ctx, group.id);
  await save({ meetings: [...kept([1]), 'n:~Nieuw'] }, form.ruleId);
  const rows = await house.db.select().from(meeting).where(eq(meeting.groupId, group.id)).orderBy(asc(meeting.nr));
  expect(rows.map((m) => [m.nr, m.title])).toMatchObject([
    [1, 'Kick-off'],
    [2, expect.any(String)],
    [3, expect.any(String)],
    [4, 'Nieuw'],
  ]);
});

test('without a meeting the group works for a proof of participation, and says so', async () => {
  await passAll(noor);
  const preview = await previewRule(ctx, wish({ meetings: [] }));
  expect(preview.changes.at(-1)).toBe(
    'De groep heeft geen bijeenkomst. Daarom krijgt niemand een certificaat. Wie alles heeft gedaan, krijgt een bewijs van deelname.',
  );
  expect(preview.effects[0]).toBe('Noor heeft dan alles gedaan en krijgt meteen een bewijs van deelname.');
  const { issued } = await save({ meetings: [] });
  expect(issued).toMatchObject([{ award: 'participation' }]);
  expect((await rules()).at(-1)).toMatchObject({ award: 'participation' });
});

test('a group without a module is refused, and a module without text too', async () => {
  await expect(previewRule(ctx, wish({ moduleIds: [] }))).rejects.toMatchObject({
    errors: [{ field: 'module', message: 'Kies minstens één module.' }],
  });
  house.unwrite('boekstart');
  ctx = { ...ctx, catalogue: house.catalogue };
  await expect(save({ moduleIds: [...testModules, 'boekstart'] })).rejects.toMatchObject({ errors: [{ field: 'module' }] });
  expect(await rules()).toHaveLength(1);
});

test('another title is kept on the meeting and asks for no new rule', async () => {
  const [first, ...rest] = group.meetings;
  await save({ meetings: [`m:${first?.id}~De start`, ...rest.map((m) => `m:${m.id}~${m.title}`)] });
  expect(await rules()).toHaveLength(1);
  expect((await openRule(ctx, group.id)).slots[0]).toMatchObject({ title: 'De start' });
});

test('nothing changed is said, not saved', async () => {
  await expect(previewRule(ctx, wish())).rejects.toMatchObject({ code: 'invalid' });
  await expect(save()).resolves.toEqual({ issued: [] });
  expect(await rules()).toHaveLength(1);
});

test('a closed group is not changed', async () => {
  await house.db.run(`update learning_group set closed_at = 1`);
  await expect(save({ meetings: kept([1]) })).rejects.toMatchObject({ code: 'invalid' });
});

test('a practice group gives nothing and mails nobody', async () => {
  group = await house.group({ libraryId, members: [noor], kind: 'practice' });
  await passAll(noor);
  await present(noor, 1, 2);
  const preview = await previewRule(ctx, wish({ meetings: kept([1, 2]) }));
  expect(preview.effects.join()).not.toContain('krijgt meteen');
  expect((await save({ meetings: kept([1, 2]) })).issued).toEqual([]);
  expect(await house.db.select().from(outbox)).toHaveLength(0);
});

test('meetings of a tampered address are refused in Dutch', async () => {
  for (const meetings of [
    ['x'],
    ['m:~'],
    ['n:~'],
    [`n:~${'a'.repeat(121)}`],
    ['m:vreemd~Kick-off'],
    ['t:vreemd~Kick-off'],
    ['n:~a\u0007b'],
  ])
    await expect(previewRule(ctx, wish({ meetings }))).rejects.toMatchObject({ code: 'invalid' });
});

test('someone who passed a module that goes, is named before it goes', async () => {
  await house.pass(sam, testModules[1]);
  const preview = await previewRule(ctx, wish({ moduleIds: [testModules[0]] }));
  expect(preview.effects).toEqual([
    'Noor hoeft voor het certificaat minder te doen dan nu.',
    'Sam deed al iets dat niet meer meetelt.',
  ]);
});

test.each([
  ['nothing moved', [1, 2, 3], [1, 2, 3]],
  ['the last one up', [1, 2, 1], [3, 1, 2]],
  ['the first one down', [3, 2, 3], [2, 3, 1]],
  ['two changed places', [2, 1, 3], [2, 1, 3]],
])('one number moves a meeting: %s', (_, places, order) => {
  expect(inPlace(places.map((place, i) => ({ row: i + 1, place })))).toEqual(order);
});
