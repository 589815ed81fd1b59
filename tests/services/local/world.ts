/** A library with two branches, its specialist and some colleagues, for the tests of "Bij ons". */
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { newId } from '#src/services/new-id.ts';
import { saveLocalText } from '#src/services/local/save.ts';
import { openTestHouse, type TestPerson } from '#tests/kit/house.ts';

export async function openLocalWorld() {
  const house = await openTestHouse();
  const library = await house.library('Bibliotheek Duinrand');
  const samira = await house.specialist(library, 'Samira Haddad');
  const second = await house.specialist(library, 'Bas Terwindt');
  const noor = await house.learner(library, 'Noor de Wit');
  const branch = async (name: string, libraryId = library) => {
    const id = newId();
    await house.db.insert(table.branch).values({ id, libraryId, name });
    return id;
  };
  const centrum = await branch('Centrum');
  const zeedorp = await branch('Zeedorp');
  const world = {
    house,
    library,
    samira,
    second,
    noor,
    branches: { centrum, zeedorp },
    branch,
    texts: () => house.db.select().from(table.localText),
    /** The newest row of a place, for the form that is made from it. */
    async seen(slotId = 'activities', branchId: string | null = null) {
      const rows = (await world.texts()).filter((row) => row.slotId === slotId && row.branchId === branchId);
      return Math.max(0, ...rows.map((row) => row.seq));
    },
    async save(body: string, more: Partial<Parameters<typeof saveLocalText>[1]> & { by?: TestPerson } = {}) {
      const { by = samira, ...facts } = more;
      const place = { libraryId: library, slotId: 'activities', branchId: null, ...facts };
      return saveLocalText(await house.ctx(by), {
        seen: facts.seen ?? (await world.seen(place.slotId, place.branchId)),
        body,
        ownerId: samira.personId,
        reviewBy: '2027-05-10',
        sure: false,
        ...place,
      });
    },
    async leave(who: TestPerson, until = house.now) {
      await house.db.update(table.employment).set({ until }).where(eq(table.employment.personId, who.personId));
    },
    async deactivate(who: TestPerson) {
      await house.db.update(table.person).set({ deactivatedAt: house.now }).where(eq(table.person.id, who.personId));
    },
    /** Moves the clock of the house. */
    later(days: number) {
      house.now = new Date(house.now.getTime() + days * 86_400_000);
    },
  };
  return world;
}

export type LocalWorld = Awaited<ReturnType<typeof openLocalWorld>>;
