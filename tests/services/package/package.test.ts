import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { deletePackage, previewDelete } from '#src/services/package/delete.ts';
import { listOwnPackages } from '#src/services/package/list.ts';
import { openPackage } from '#src/services/package/open.ts';
import { openPlayer } from '#src/services/package/open-player.ts';
import { openStart } from '#src/services/package/open-start.ts';
import { publishPackage } from '#src/services/package/publish.ts';
import { runLaunch } from '#src/services/package/run.ts';
import { saveCommit } from '#src/services/package/save.ts';
import { launchToken } from '#tests/kit/launch-token.ts';
import { startPackage } from '#src/services/package/start.ts';
import { uploadPackage, uploadVersion, type Received } from '#src/services/package/upload.ts';
import { openCard } from '#src/services/card/open.ts';
import { openRule } from '#src/services/group-rule/open.ts';
import { changeRule } from '#src/services/group-rule/change.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { makeZip } from '#tests/scorm/zips.ts';

const item = (id: string) => `<item identifier="${id}" identifierref="r"><title>Deel ${id}</title></item>`;
const manifest = (items: string, version: string) =>
  `<manifest identifier="m"><metadata><schemaversion>${version}</schemaversion></metadata><organizations default="o"><organization identifier="o"><title>Privacy op de balie</title>${items}</organization></organizations><resources><resource identifier="r" href="index.html" adlcp:scormType="sco"/></resources></manifest>`;

let house: House;
let folder: string;
let library: string;
let specialist: TestPerson;
let learner: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  library = await house.library();
  specialist = await house.specialist(library);
  learner = await house.learner(library);
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function file(items = item('a'), version = '1.2'): Promise<Received> {
  const zip = await makeZip(join(folder, 'x.zip'), [
    { name: 'imsmanifest.xml', content: manifest(items, version) },
    { name: 'index.html', content: '<p>Dag' },
  ]);
  return house.packages.receive(createReadStream(zip), 'Privacy "2027".zip');
}

/** Everything on disk that belongs to packages. */
const onDisk = () =>
  ['uploads/packages', 'package-uploads'].flatMap((name) => {
    const path = join(house.folder, name);
    return existsSync(path) ? readdirSync(path) : [];
  });

async function published(items = item('a'), rule: 'completed' | 'passed' | 'score' = 'completed', version = '1.2') {
  const path = await uploadPackage(await house.ctx(specialist), { ownerId: library, upload: await file(items, version) });
  const packageId = path.split('/').at(-1) ?? '';
  const page = await openPackage(await house.ctx(specialist), packageId);
  await publishPackage(await house.ctx(specialist), {
    packageId,
    versionId: page.concept?.id ?? '',
    title: 'Privacy',
    minutes: 20,
    windows: false,
    rule,
    minScore: rule === 'score' ? 70 : null,
  });
  return packageId;
}

async function start(who: TestPerson, packageId: string, more = {}) {
  return launchToken(await startPackage(await house.ctx(who), { packageId, preview: false, again: false, ...more }));
}

const commit = (data: Record<string, unknown>, more = {}) => ({
  item: 'a',
  session: 1,
  sequence: 1,
  final: false,
  data,
  ...more,
});
const save = async (token: string, body: unknown) => saveCommit(await house.ctx(), token, body);
const completions = () => house.db.select().from(table.moduleCompletion);

describe('bringing in', () => {
  test('a package is there for who keeps it, and for nobody else before it is open', async () => {
    const path = await uploadPackage(await house.ctx(specialist), { ownerId: library, upload: await file() });
    const id = path.split('/').at(-1) ?? '';
    expect(id).toMatch(/^pkg_/);
    const { rows: lines } = await listOwnPackages(await house.ctx(specialist), {});
    expect(lines).toMatchObject([{ title: 'Privacy op de balie', standard: 'SCORM 1.2', state: 'concept' }]);
    await expect(openStart(await house.ctx(learner), id, { preview: false })).rejects.toMatchObject({ code: 'notFound' });
    await expect(openStart(await house.ctx(learner), id, { preview: true })).rejects.toMatchObject({ code: 'notFound' });
    expect(await openStart(await house.ctx(specialist), id, { preview: true })).toMatchObject({ preview: { nr: 1 } });
    const other = await house.specialist(await house.library());
    await expect(openPackage(await house.ctx(other), id)).rejects.toMatchObject({ code: 'notFound' });
    expect((await listOwnPackages(await house.ctx(other), {})).rows).toEqual([]);
    await expect(openPackage(await house.ctx(learner), id)).rejects.toMatchObject({ code: 'forbidden' });
    const administrator = await house.person({ role: 'administrator' });
    expect((await openPackage(await house.ctx(administrator), id)).title).toBe('Privacy op de balie');
  });

  test.each([
    ['another library', async () => house.library()],
    ['everybody', async () => house.platform()],
  ])('not for %s by a specialist, and nothing is left', async (_, owner) => {
    const upload = await file();
    await expect(uploadPackage(await house.ctx(specialist), { ownerId: await owner(), upload })).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(onDisk()).toEqual([]);
  });

  test('what can’t be played is refused with the reason, and nothing is left', async () => {
    const upload = await file('');
    await expect(uploadPackage(await house.ctx(specialist), { ownerId: library, upload })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ field: 'bestand', message: expect.stringContaining('welke pagina') }],
    });
    expect(onDisk()).toEqual([]);
    for (const nothing of [null, 'tooBig'] as const)
      await expect(uploadPackage(await house.ctx(specialist), { ownerId: library, upload: nothing })).rejects.toMatchObject({
        code: 'invalid',
      });
  });

  test('taken away: files go, results stay', async () => {
    const id = await published();
    const token = await start(learner, id);
    await save(token, commit({ 'cmi.core.lesson_status': 'completed' }));
    const group = await house.group({
      libraryId: library,
      members: [learner],
      leaders: [specialist],
      modules: [id],
      meetings: 0,
    });
    expect(await previewDelete(await house.ctx(specialist), id)).toMatchObject({
      groups: [expect.any(String)],
      used: '1 mens is ermee bezig geweest.',
      people: [learner.name],
    });
    await deletePackage(await house.ctx(specialist), id);
    expect(onDisk()).toEqual([]);
    expect(await completions()).toHaveLength(1);
    await expect(openPackage(await house.ctx(specialist), id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(save(token, commit({}, { sequence: 2 }))).rejects.toMatchObject({ code: 'notFound' });
    expect(house.catalogue.modules.get(id)?.title).toBe('Privacy');
    expect(group.id).toBeTruthy();
  });
});

describe('doing', () => {
  test('what is reported comes back at the next start; time adds up', async () => {
    const id = await published();
    const first = await start(learner, id);
    expect(await runLaunch(await house.ctx(), first)).toMatchObject({ edition: '1.2', states: {}, preview: false });
    const data = {
      'cmi.core.lesson_location': '0',
      'cmi.suspend_data': 'x'.repeat(70_000),
      'cmi.core.session_time': '0000:01:00',
    };
    await save(first, commit(data));
    await save(first, commit({ ...data, 'cmi.core.session_time': '0000:02:00' }, { sequence: 2, final: true }));
    const second = await start(learner, id);
    await save(second, commit({ 'cmi.core.session_time': '0000:00:30' }, { session: 2, sequence: 1 }));
    const { states } = await runLaunch(await house.ctx(), second);
    expect(states.a).toMatchObject({ session: 2, totalSeconds: 120, sessionSeconds: 30, finished: false });
  });

  test('what comes late or again changes nothing', async () => {
    const id = await published();
    const token = await start(learner, id);
    expect(await save(token, commit({ 'cmi.core.lesson_location': '2' }, { sequence: 5 }))).toEqual({
      kind: 'saved',
      done: false,
    });
    for (const more of [{ sequence: 5 }, { sequence: 4 }])
      expect(await save(token, commit({ 'cmi.core.lesson_location': '1' }, more))).toEqual({ kind: 'stale' });
    await save(token, commit({}, { session: 2, sequence: 1 }));
    expect(await save(token, commit({}, { session: 1, sequence: 9 }))).toEqual({ kind: 'stale' });
  });

  test('a second window takes over; an old key, a strange one and another part are refused', async () => {
    const id = await published();
    const first = await start(learner, id);
    const second = await start(learner, id);
    await expect(save(first, commit({}))).rejects.toMatchObject({ code: 'conflict' });
    await expect(save('0'.repeat(32), commit({}))).rejects.toMatchObject({ code: 'notFound' });
    await expect(save(second, commit({}, { item: 'b' }))).rejects.toMatchObject({ code: 'notFound' });
    await expect(save(second, { ...commit({}), extra: 1 })).rejects.toMatchObject({ code: 'invalid' });
    await expect(save(second, commit({ 'cmi.suspend_data': 'x'.repeat(240_000) }))).rejects.toMatchObject({ code: 'invalid' });
    house.now = new Date(house.now.getTime() + 13 * 3_600_000);
    await expect(save(second, commit({}))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await openPlayer(await house.ctx(learner), { packageId: id, token: second })).toMatchObject({ kind: 'over' });
    const other = await house.learner(library);
    await expect(openPlayer(await house.ctx(other), { packageId: id, token: second })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test.each([
    ['completed', { 'cmi.core.lesson_status': 'incomplete' }, { 'cmi.core.lesson_status': 'passed' }],
    ['passed', { 'cmi.core.lesson_status': 'completed' }, { 'cmi.core.lesson_status': 'passed' }],
    ['score', { 'cmi.core.score.raw': '69' }, { 'cmi.core.score.raw': '7', 'cmi.core.score.max': '10' }],
  ] as const)('done by the rule %s, once', async (rule, before, after) => {
    const id = await published(item('a'), rule);
    const token = await start(learner, id);
    expect(await save(token, commit(before))).toMatchObject({ done: false });
    expect(await completions()).toEqual([]);
    expect(await save(token, commit(after, { sequence: 2 }))).toMatchObject({ done: true });
    await save(token, commit(before, { sequence: 3 }));
    expect(await completions()).toMatchObject([{ moduleId: id, version: 1, via: 'package', personId: learner.personId }]);
  });

  test('of several parts all are needed', async () => {
    const id = await published(item('a') + item('b'));
    const token = await start(learner, id);
    await save(token, commit({ 'cmi.core.lesson_status': 'completed' }));
    expect(await completions()).toEqual([]);
    await save(token, commit({ 'cmi.core.lesson_status': 'completed' }, { item: 'b' }));
    expect(await completions()).toHaveLength(1);
  });

  test('trying it out counts for nothing', async () => {
    const id = await published();
    const token = await start(specialist, id, { preview: true });
    await save(token, commit({ 'cmi.core.lesson_status': 'completed' }));
    expect(await completions()).toEqual([]);
    expect((await openPackage(await house.ctx(specialist), id)).users).toBe(0);
  });

  test('a new version: who is busy goes on in the old one, who begins gets the new one', async () => {
    const id = await published();
    const token = await start(learner, id);
    await save(token, commit({ 'cmi.core.lesson_location': '1' }));
    await uploadVersion(await house.ctx(specialist), { packageId: id, upload: await file(item('z')) });
    const { concept } = await openPackage(await house.ctx(specialist), id);
    await publishPackage(await house.ctx(specialist), {
      packageId: id,
      versionId: concept?.id ?? '',
      title: 'Privacy 2',
      minutes: 20,
      windows: false,
      rule: 'completed',
      minScore: null,
    });
    expect((await runLaunch(await house.ctx(), await start(learner, id))).root.children[0]?.id).toBe('a');
    const fresh = await house.learner(library);
    expect((await runLaunch(await house.ctx(), await start(fresh, id))).root.children[0]?.id).toBe('z');
    expect(house.catalogue.modules.get(id)).toMatchObject({ title: 'Privacy 2', version: 2, package: { libraryId: library } });
  });

  test('only for its library, its groups, and everyone when it is of the platform', async () => {
    const id = await published();
    const stranger = await house.learner(await house.library());
    await expect(start(stranger, id)).rejects.toMatchObject({ code: 'notFound' });
    await house.group({ libraryId: library, members: [stranger], meetings: 0 });
    expect(await start(stranger, id)).toHaveLength(32);
    await expect(
      startPackage(await house.ctx(learner, { contentBaseUrl: null }), { packageId: id, preview: false, again: false }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  test('stands in a group’s rule, on the leerkaart, and counts', async () => {
    const id = await published();
    const group = await house.group({ libraryId: library, leaders: [specialist], members: [learner], meetings: 0, modules: [] });
    const form = await openRule(await house.ctx(specialist), group.id);
    expect(form.modules.find((m) => m.id === id)).toMatchObject({ title: 'Privacy (pakket)', ready: true, chosen: false });
    const otherGroup = await house.group({ libraryId: await house.library(), leaders: [specialist], meetings: 0 });
    expect((await openRule(await house.ctx(specialist), otherGroup.id)).modules.some((m) => m.id === id)).toBe(false);
    await changeRule(await house.ctx(specialist), {
      groupId: group.id,
      ruleId: form.ruleId,
      award: 'participation',
      moduleIds: [id],
      meetings: [],
    });
    const before = await openCard(await house.ctx(learner), { groupId: group.id });
    expect(before.card?.continue).toMatchObject({ title: 'Privacy', href: `/pakket/${id}` });
    const token = await start(learner, id);
    expect((await openCard(await house.ctx(learner), { groupId: group.id })).card?.card.rows).toMatchObject([
      { kind: 'module', state: 'busy', title: 'Privacy', href: `/pakket/${id}` },
    ]);
    await save(token, commit({ 'cmi.core.lesson_status': 'completed' }));
    const after = await openCard(await house.ctx(learner), { groupId: group.id });
    expect(after.card?.card.rows).toMatchObject([{ state: 'passed' }]);
    expect(after.card?.card.award).toMatchObject({ word: 'gehaald' });
  });

  test('a report that is no report takes the server nowhere', async () => {
    const id = await published();
    const token = await start(learner, id);
    for (const body of [undefined, null, [], 'x', 1, { item: 'a' }, { ...commit({}), data: [] }, commit({ a: { b: 1 } })])
      await expect(save(token, body)).rejects.toMatchObject({ code: 'invalid' });
    await save(token, commit({ 'settings.lmsCommitUrl': 'x', 'cmi.core.student_name': 'x', 'cmi.core.lesson_location': '' }));
    const { states } = await runLaunch(await house.ctx(), token);
    expect(states.a?.data).toEqual({ 'cmi.core.lesson_location': '' });
    expect(statSync(house.folder).isDirectory()).toBe(true);
  });
});
