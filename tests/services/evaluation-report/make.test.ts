import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { makeReport } from '#src/services/evaluation-report/make.ts';
import { openReport, takeReport } from '#src/services/evaluation-report/open.ts';
import { newId } from '#src/services/new-id.ts';
import { openPilotWorld, type PilotWorld } from './world.ts';

let world: PilotWorld;
beforeEach(async () => (world = await openPilotWorld()));
afterEach(() => world.house.close());

const adviser = () => world.house.ctx(world.adviser);
const make = async (kind: 'interim' | 'final' | 'followUp' = 'interim', id = newId()) =>
  makeReport(await adviser(), { pilotId: world.pilotId, id, kind });

test('prints', async () => {
  await make();
  const page = await openReport(await adviser(), { pilotId: world.pilotId, version: '1' });
  for (const b of page.outline.blocks) console.log(JSON.stringify(b));
  const own = await openReport(await adviser(), {
    pilotId: world.pilotId,
    version: '1',
    partId: world.libraries[0]?.partId ?? '',
  });
  for (const b of own.outline.blocks) console.log(JSON.stringify(b));
  console.log((await takeReport(await adviser(), { pilotId: world.pilotId, version: '1' })).csv());
});
void describe;
void expect;
void table;
