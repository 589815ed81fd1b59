import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { judgeModule } from '#src/services/evaluation-report/judge.ts';
import { openReportDesk } from '#src/services/evaluation-report/open-desk.ts';
import { finishTask, reopenTask, withdrawTask } from '#src/services/module-task/finish.ts';
import { listCourseTasks } from '#src/services/module-task/of-course.ts';
import { listOwnTasks } from '#src/services/module-task/own.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let adviser: TestPerson;
let administrator: TestPerson;
let pilotId = '';
let version = 0;
const taskId = 'taak-1';
beforeEach(async () => {
  house = await openTestHouse();
  const poiId = await house.poi();
  adviser = await house.person({ role: 'adviser', organisationId: poiId, name: 'Marit Claassen' });
  administrator = await house.person({ role: 'administrator', name: 'Robin Everts' });
  pilotId = await house.pilot(poiId);
  version = house.catalogue.modules.get('nieuwe-klanten')?.version ?? 0;
  await judgeModule(await house.ctx(adviser), {
    pilotId,
    moduleId: 'nieuwe-klanten',
    verdict: 'adapt',
    why: 'Er mist een gesprek.',
    task: { id: taskId, body: 'Voeg een gesprek toe.', ownerId: administrator.personId, due: '2027-03-01' },
    confirmed: false,
  });
});
afterEach(() => house.close());

const own = async (who: TestPerson) => listOwnTasks(await house.ctx(who));
const finish = async (who: TestPerson, inVersion: number) => finishTask(await house.ctx(who), { taskId, version: inVersion });

test('its owner reads it, and it is late after its day', async () => {
  expect(await own(administrator)).toMatchObject([{ body: 'Voeg een gesprek toe.', version, late: false, due: '1 maart 2027' }]);
  expect(await own(adviser)).toEqual([]);
  house.now = new Date('2027-03-02T09:00:00Z');
  expect(await own(administrator)).toMatchObject([{ late: true }]);
});

test('it is done in its version or a later one, once, and can be opened again', async () => {
  await expect(finish(administrator, version - 1)).rejects.toMatchObject({ code: 'invalid' });
  await finish(administrator, version + 1);
  await finish(adviser, version + 5);
  expect(await house.db.select().from(table.moduleTask)).toMatchObject([{ doneInVersion: version + 1 }]);
  expect(await own(administrator)).toEqual([]);
  expect(await listCourseTasks(await house.ctx(administrator), 'frontoffice')).toMatchObject([
    { done: `klaar in versie ${version + 1}`, owner: 'Robin Everts' },
  ]);
  await reopenTask(await house.ctx(administrator), { taskId });
  expect(await own(administrator)).toHaveLength(1);
});

test('another province, a specialist and an administrator who does not own it cannot touch it', async () => {
  const elsewhere = await house.person({ role: 'adviser', organisationId: await house.poi('Elders') });
  const specialist = await house.specialist(await house.library());
  const other = await house.person({ role: 'administrator' });
  await expect(finish(elsewhere, version)).rejects.toMatchObject({ code: 'notFound' });
  for (const who of [specialist, other]) await expect(finish(who, version)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(withdrawTask(await house.ctx(administrator), { taskId })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(openReportDesk(await house.ctx(elsewhere), pilotId)).rejects.toMatchObject({ code: 'notFound' });
  await withdrawTask(await house.ctx(adviser), { taskId });
  expect(await own(administrator)).toEqual([]);
  await expect(finish(administrator, version)).rejects.toMatchObject({ code: 'notFound' });
});

test('the desk shows what was decided, who can take a task on, and from when a final report can be made', async () => {
  const desk = await openReportDesk(await house.ctx(adviser), pilotId);
  expect(desk.kinds.map(({ kind }) => kind)).toEqual(['interim']);
  expect(desk.later.join()).toContain('19 april 2027');
  expect(desk.owners.map(({ label }) => label)).toEqual(['Marit Claassen, adviseur', 'Robin Everts, beheerder']);
  expect(desk.modules.find(({ id }) => id === 'nieuwe-klanten')).toMatchObject({
    verdict: 'adapt',
    verdictText: `aanpassen (versie ${version})`,
    tasks: [{ id: taskId }],
  });
});
