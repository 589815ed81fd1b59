import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachPart, reachPilot } from '#src/services/pilot/reach.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let pilotId: string;
let partId: string;
let people: Record<'adviser' | 'foreignAdviser' | 'specialist' | 'foreignSpecialist' | 'learner' | 'administrator', TestPerson>;

beforeAll(async () => {
  house = await openTestHouse();
  const [poi, otherPoi] = [await house.poi(), await house.poi('POI Heuvelstreek')];
  const [library, otherLibrary] = [await house.library('Duinrand', poi), await house.library('Heuvelland', otherPoi)];
  pilotId = await house.pilot(poi);
  partId = await house.pilotLibrary(pilotId, library);
  people = {
    adviser: await house.person({ role: 'adviser', organisationId: poi }),
    foreignAdviser: await house.person({ role: 'adviser', organisationId: otherPoi }),
    specialist: await house.person({ role: 'educationSpecialist', organisationId: library }),
    foreignSpecialist: await house.person({ role: 'educationSpecialist', organisationId: otherLibrary }),
    learner: await house.person({ role: 'learner', organisationId: library }),
    administrator: await house.person({ role: 'administrator', organisationId: await house.platform() }),
  };
});
afterAll(() => house.close());

const outcome = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

test.each([
  ['adviser', 'in', 'in', 'forbidden', 'in'],
  ['foreignAdviser', 'notFound', 'notFound', 'forbidden', 'notFound'],
  ['specialist', 'forbidden', 'forbidden', 'in', 'in'],
  ['foreignSpecialist', 'forbidden', 'forbidden', 'notFound', 'notFound'],
  ['learner', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
  ['administrator', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
] as const)(
  '%s reaches a pilot: %s; a part as adviser: %s, as library: %s, as either: %s',
  async (who, pilot, adviser, library, either) => {
    const ctx = await house.ctx(people[who]);
    expect(await outcome(reachPilot(ctx, pilotId))).toBe(pilot);
    expect(await outcome(reachPart(ctx, partId, 'adviser'))).toBe(adviser);
    expect(await outcome(reachPart(ctx, partId, 'library'))).toBe(library);
    expect(await outcome(reachPart(ctx, partId, 'either'))).toBe(either);
  },
);

test('what is not there is not found, for whoever may see such things', async () => {
  expect(await outcome(reachPilot(await house.ctx(people.adviser), 'bestaat-niet'))).toBe('notFound');
  expect(await outcome(reachPart(await house.ctx(people.specialist), 'bestaat-niet', 'either'))).toBe('notFound');
  expect(await outcome(reachPart(await house.ctx(null), partId, 'either'))).toBe('notSignedIn');
});
