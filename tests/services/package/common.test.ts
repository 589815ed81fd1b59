import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPackage } from '#src/services/package/open.ts';
import { publishPackage } from '#src/services/package/publish.ts';
import { runLaunch } from '#src/services/package/run.ts';
import { saveCommit } from '#src/services/package/save.ts';
import { launchToken } from '#tests/kit/launch-token.ts';
import { startPackage } from '#src/services/package/start.ts';
import { uploadPackage } from '#src/services/package/upload.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { makeZip } from '#tests/scorm/zips.ts';

let house: House;
let folder: string;
let library: string;
let specialist: TestPerson;
let learner: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  folder = mkdtempSync(join(tmpdir(), 'common-'));
  library = await house.library();
  specialist = await house.specialist(library);
  learner = await house.learner(library);
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const manifest = (
  attributes: string,
) => `<manifest identifier="m" xmlns:adlseq="x/adlseq" xmlns:adlcp="x/adlcp" xmlns:imsss="x/imsss">
<metadata><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o" ${attributes}><title>Privacy</title>
<item identifier="a" identifierref="r"><title>A</title>
<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="p"><imsss:mapInfo targetObjectiveID="samen" writeSatisfiedStatus="true"/></imsss:primaryObjective></imsss:objectives></imsss:sequencing>
<adlcp:data><adlcp:map targetID="winkel"/></adlcp:data></item>
</organization></organizations><resources><resource identifier="r" href="index.html" adlcp:scormType="sco"/></resources></manifest>`;

async function published(attributes = '', keeper = specialist, ownerId = library): Promise<string> {
  const zip = await makeZip(join(folder, 'x.zip'), [
    { name: 'imsmanifest.xml', content: manifest(attributes) },
    { name: 'index.html', content: '<p>Dag' },
  ]);
  const upload = await house.packages.receive(createReadStream(zip), 'x.zip');
  const packageId = (await uploadPackage(await house.ctx(keeper), { ownerId, upload })).split('/').at(-1) ?? '';
  const versionId = (await openPackage(await house.ctx(keeper), packageId)).concept?.id ?? '';
  const choice = { title: 'Privacy', minutes: 20, windows: false, rule: 'completed' as const, minScore: null };
  await publishPackage(await house.ctx(keeper), { packageId, versionId, ...choice });
  return packageId;
}

async function start(who: TestPerson, packageId: string, preview = false): Promise<string> {
  return launchToken(await startPackage(await house.ctx(who), { packageId, preview, again: false }));
}
const passed = { satisfied: true };
const report = (more = {}) => ({
  item: 'a',
  session: 1,
  sequence: 1,
  final: true,
  data: { 'cmi.location': '3' },
  objectives: { samen: passed, eigen: passed },
  shared: { winkel: 'brood', eigen: 'x' },
  sequencing: '{}',
  ...more,
});
const launched = async (token: string) => runLaunch(await house.ctx(), token);
const save = async (token: string, more = {}) => saveCommit(await house.ctx(), token, report(more));

test('what is over begins again, with what packages have in common', async () => {
  const id = await published();
  await save(await start(learner, id), { ended: true });
  const again = await launched(await start(learner, id));
  expect(again).toMatchObject({ states: {}, sequencing: null, itemId: null });
  expect(again.objectives).toEqual({ samen: passed });
  expect(again.shared).toEqual({ winkel: 'brood' });
});

test('what was put aside goes on with all that was its own', async () => {
  const id = await published();
  await save(await start(learner, id));
  const again = await launched(await start(learner, id));
  expect(again).toMatchObject({ sequencing: '{}', itemId: 'a', objectives: { samen: passed, eigen: passed } });
  expect(again.states['a']?.data['cmi.location']).toBe('3');
});

test('another package of the same library hears of it, also when it was begun before', async () => {
  const [one, other] = [await published(), await published()];
  const begun = await start(learner, other);
  await save(begun, { objectives: { samen: { satisfied: false } }, shared: {} });
  await save(await start(learner, one), { objectives: { samen: passed } });
  expect((await launched(await start(learner, other))).objectives).toEqual({ samen: passed });
});

test('nobody else does: not another person, another library, a package that keeps it to itself, or a trial', async () => {
  const one = await published();
  await save(await start(learner, one));
  const colleague = await house.learner(library);
  expect((await launched(await start(colleague, one))).objectives).toEqual({});
  const elsewhere = await house.library();
  const keeper = await house.specialist(elsewhere);
  const far = await published('', keeper, elsewhere);
  expect((await launched(await start(keeper, far))).objectives).toEqual({});
  const alone = await published('adlseq:objectivesGlobalToSystem="false" adlcp:sharedDataGlobalToSystem="false"');
  expect(await launched(await start(learner, alone))).toMatchObject({ objectives: {}, shared: {} });
  await save(await start(specialist, one, true));
  expect((await launched(await start(specialist, one))).objectives).toEqual({});
});

test('a session that begins anew counts its time anew', async () => {
  const id = await published();
  const token = await start(learner, id);
  const timed = { data: { 'cmi.session_time': 'PT1M', 'cmi.exit': 'suspend' } };
  await save(token, timed);
  await save(token, { ...timed, session: 2 });
  expect((await launched(token)).states['a']).toMatchObject({ totalSeconds: 60, sessionSeconds: 60 });
  await save(token, { ...timed, session: 3, anew: true });
  expect((await launched(token)).states['a']).toMatchObject({ totalSeconds: 0, sessionSeconds: 60 });
});
