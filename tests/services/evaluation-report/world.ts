/** A pilot of three libraries with people who work, answered and counted; its clock stands in the ninth week. */
import * as table from '#src/db/schema/index.ts';
import { beginOf, dayAfter } from '#src/domain/pilot.ts';
import { publishFigures } from '#src/services/pilot/publish.ts';
import { newId, newToken } from '#src/services/new-id.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

export interface PilotWorld {
  house: House;
  poiId: string;
  pilotId: string;
  adviser: TestPerson;
  administrator: TestPerson;
  libraries: { name: string; libraryId: string; partId: string; specialist: TestPerson; people: TestPerson[] }[];
}

export const startsOn = '2027-01-11';

export async function openPilotWorld(sizes: readonly number[] = [12, 7, 3], day = '2027-03-10'): Promise<PilotWorld> {
  const house = await openTestHouse({ now: beginOf('2027-01-10') });
  const poiId = await house.poi('POI Duinstreek');
  const adviser = await house.person({ role: 'adviser', organisationId: poiId, name: 'Marit Claassen' });
  const administrator = await house.person({ role: 'administrator', name: 'Robin Everts' });
  const pilotId = await house.pilot(poiId, { startsOn, name: 'Pilot Duinstreek' });
  const libraries: PilotWorld['libraries'] = [];
  for (const [i, size] of sizes.entries()) {
    const name = `Bibliotheek ${['Aardenhout', 'Beekzicht', 'Cederbos', 'Dijkstaart'][i] ?? i}`;
    const libraryId = await house.library(name, poiId);
    const partId = await house.pilotLibrary(pilotId, libraryId);
    const specialist = await house.specialist(libraryId, `Specialist ${i}`);
    const people: TestPerson[] = [];
    for (let n = 0; n < size; n++) people.push(await house.learner(libraryId, `Medewerker ${i}-${n}`));
    const group = await house.group({ libraryId, members: people, leaders: [specialist] });
    for (const who of people.slice(0, Math.ceil(size * 0.7))) {
      await house.pass(who, 'landelijke-context', beginOf('2027-02-01'));
      await house.mark(group.meetings[0]?.moments[0]?.id ?? '', who, 'present', beginOf('2027-02-01'));
    }
    libraries.push({ name, libraryId, partId, specialist, people });
  }
  for (const round of [0, 6] as const) for (const library of libraries) await answerRound(house, library, round);
  house.now = beginOf(day);
  await publishFigures(await house.ctx());
  return { house, poiId, pilotId, adviser, administrator, libraries };
}

/** Everyone of the library answered, and the round was closed. */
export async function answerRound(
  house: House,
  { partId, people }: { partId: string; people: readonly unknown[] },
  round: 0 | 6 | 12 | 26,
  score = round === 0 ? 2 : 3,
) {
  const questionnaire = round === 26 ? 'frontoffice-later' : `frontoffice-week-${round}`;
  for (const [n] of people.entries())
    await house.db.insert(table.questionnaireAnswer).values({
      pilotLibraryId: partId,
      round,
      key: newToken(),
      questionnaire,
      version: 1,
      scores: {
        'lc-basisvaardigheden': n % 2 ? score : score + 1,
        'nk-gesprek': score,
        'b-open-vraag': score,
        'd-tijd': score,
        ...(round === 0 ? {} : { 'r-helder': 3 }),
      },
      quotes: n === 0 && round > 0 ? { 'o-anders': 'Ik vraag nu vaker door.' } : {},
    });
  await house.db
    .insert(table.questionnaireRound)
    .values({ pilotLibraryId: partId, round, asked: people.length, closedAt: beginOf(dayAfter(startsOn, round * 7 + 14)) });
}

export const freshId = newId;
