import { fromWallClock } from '#src/domain/calendar-day.ts';
import { dayAfter, type Round } from '#src/domain/pilot.ts';
import { fillQuestionnaire, type FilledIn } from '#src/services/evaluation/fill.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

export const startsOn = '2027-02-08';

export interface AskWorld {
  house: House;
  poi: string;
  library: string;
  pilot: string;
  part: string;
  group: Awaited<ReturnType<House['group']>>;
  people: TestPerson[];
  /** Ten in the morning, so many days after the pilot's start. */
  day(days: number): void;
  fill(who: TestPerson, more?: Partial<FilledIn>): Promise<void>;
  /** Another library of the pilot, with a group of so many people. */
  join(size: number, name?: string): Promise<{ library: string; part: string; people: TestPerson[]; groupId: string }>;
}

/** A pilot of one library with a group of six, two days after its start. */
export async function openAskWorld(size = 6): Promise<AskWorld> {
  const house = await openTestHouse();
  const poi = await house.poi();
  const library = await house.library('Bibliotheek Duinrand', poi);
  const people = await Promise.all(Array.from({ length: size }, (_, i) => house.learner(library, `Persoon${i} Achternaam${i}`)));
  const group = await house.group({ libraryId: library, members: people });
  const pilot = await house.pilot(poi, { startsOn });
  const part = await house.pilotLibrary(pilot, library);
  const day = (days: number) => {
    house.now = fromWallClock(dayAfter(startsOn, days), '10:00') ?? house.now;
  };
  day(2);
  return {
    house,
    poi,
    library,
    pilot,
    part,
    group,
    people,
    day,
    fill: async (who, more = {}) =>
      fillQuestionnaire(await house.ctx(who), { ...filled({ 'b-warm': 2 }), partId: part, round: 0, ...more }),
    join: async (count, name) => {
      const other = await house.library(name, poi);
      const staff = await Promise.all(Array.from({ length: count }, () => house.learner(other)));
      const { id: groupId } = await house.group({ libraryId: other, members: staff });
      return { library: other, part: await house.pilotLibrary(pilot, other), people: staff, groupId };
    },
  };
}

export const filled = (scores: Record<string, number>, more: Partial<FilledIn> = {}): Omit<FilledIn, 'partId' | 'round'> => ({
  chosen: Object.entries(scores).map(([id, value]) => ({ id, value })),
  texts: [],
  mayTell: [],
  noCustomer: false,
  noName: false,
  ...more,
});

export const dayOfRound = (round: Round) => round * 7 + 3;
