import { afterEach, beforeEach, expect, test } from 'vitest';
import { personalData } from '#src/db/personal-data.ts';
import { permissionNames } from '#src/domain/roles.ts';
import {
  openAccountability,
  openMatrix,
  openPrescan,
  openRegister,
  openRetentionTable,
  openStatement,
} from '#src/services/accountability/open.ts';
import type { Context } from '#src/services/context.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;
beforeEach(async () => {
  house = await openTestHouse();
  ctx = await house.ctx(await house.person({ role: 'administrator' }));
});
afterEach(() => house.close());

const holding = Object.entries(personalData).flatMap(([name, declared]) => (declared.person ? [name] : []));

test('register, matrix, retention table and pre-scan name every table that holds a person', async () => {
  const register = await openRegister(ctx);
  const named = {
    register: register.categories.flatMap(({ kinds }) => kinds),
    matrix: (await openMatrix(ctx)).rows,
    retention: (await openRetentionTable(ctx)).rows,
    prescan: (await openPrescan(ctx)).kinds,
  };
  for (const [page, rows] of Object.entries(named))
    expect(rows.map(({ name }) => name).sort(), page).toEqual([...holding].sort());
  for (const { purpose } of register.categories) expect(purpose.length).toBeGreaterThan(10);
});

test('the matrix follows the table of rights', async () => {
  const { readers, rows, rights } = await openMatrix(ctx);
  const reads = (name: string) => readers.filter((_, at) => rows.find((row) => row.name === name)?.reads[at]);
  expect(rights.map(({ permission }) => permission)).toEqual(permissionNames);
  expect(reads('note')).toEqual([]);
  expect(reads('answer')).toEqual([]);
  expect(reads('run_note')).toEqual([]);
  expect(reads('attendance_mark')).toEqual([
    'Begeleider van de groep',
    'Specialist',
    'Vervanger bij een moment',
    'Gast bij een moment',
  ]);
  expect(reads('account')).toContain('Beheerder');
  expect(reads('module_completion')).not.toContain('Beheerder');
  // An adviser reads nothing of a person but what adviser and specialist write to each other, and a moment where they are a guest.
  const adviserReads = rows.filter((row) => row.reads[readers.indexOf('Adviseur POI')]).map(({ name }) => name);
  expect(adviserReads.filter((name) => !/^(pilot|module|evaluation)/.test(name))).toEqual(['guide_suggestion']);
});

test('terms that were chosen stand in the retention table', async () => {
  const { rows } = await openRetentionTable(ctx);
  expect(rows.find(({ name }) => name === 'outbox')?.retention).toContain('30 dagen');
});

test('these pages are for the administrator', async () => {
  const learner = await house.ctx(await house.learner(await house.library()));
  for (const open of [openAccountability, openMatrix, openPrescan, openRegister, openRetentionTable, openStatement])
    await expect(open(learner)).rejects.toMatchObject({ code: 'forbidden' });
});
