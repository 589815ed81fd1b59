/** Makes the small demonstration as large as a country: the same people in it, among thousands of others. */
import { loadSmallDemo } from '#src/db/queries/demo-large.ts';
import { findInstallation, putInstallation } from '#src/db/queries/installation.ts';
import { addMissingBadges } from '../../badge/add.ts';
import type { Context } from '../../context.ts';
import { giveWay } from '../../give-way.ts';
import { demoPassword } from '../demo-accounts.ts';
import { seedDemo } from '../seed-demo.ts';
import { Chance } from './chance.ts';
import { furnish, write } from './desk.ts';
import { addFirstEdition } from './first-edition.ts';
import { makeGroups, type LibraryGroups } from './groups.ts';
import { learn } from './learning.ts';
import { makeLand, peopleLand } from './people.ts';
import { Pieces } from './pieces.ts';
import { addPilots } from './pilots.ts';
import { largestLarge, largeVersion, sizeOf, smallestLarge } from './size.ts';
import { addTrail } from './trail.ts';
import type { LargeGroup, LargeLibrary, World } from './world.ts';

/** Under this key stands which generator made it, and how large, once it is whole. */
export const largeKey = 'largeDemo';
export const largeMark = (people: number) => `${largeVersion} ${people}`;

export interface LargeOptions {
  people: number;
  seed?: number;
  /** Told now and then how far it is. */
  tell?: (line: string) => void;
}

/** Fills an empty database; answers false (and does nothing) when there are people in it already. */
export async function makeLargeDemo(ctx: Context, { people, seed = 1, tell = () => {} }: LargeOptions): Promise<boolean> {
  if (!Number.isInteger(people) || people < smallestLarge || people > largestLarge)
    throw new Error(`a large demonstration has ${smallestLarge} to ${largestLarge} people`);
  if (!(await seedDemo(ctx))) return false;
  const small = await loadSmallDemo(ctx.db);
  const world: World = {
    ctx,
    chance: new Chance(seed),
    pieces: new Pieces(ctx.db),
    size: sizeOf(people),
    passwordHash: await ctx.passwords.hash(demoPassword),
    completions: small.completions,
  };
  const land = makeLand(world, small);
  await peopleLand(world, land, small.people);
  const staff = land.libraries.reduce((sum, l) => sum + l.people.length, 0);
  for (const [index, library] of land.libraries.entries()) {
    const count = Math.max(2, Math.round((world.size.groups * library.people.length) / staff));
    const groups = makeGroups(
      world,
      library,
      count,
      small.openGroups.find((g) => g.libraryId === library.id),
    );
    furnish(world, library);
    for (const [i, who] of library.people.entries()) {
      addTrail(world, who, library.id);
      learn(world, who, groupsOf(world, groups, library, i, who.invited), groups.open);
      write(world, library, who);
      await world.pieces.flushWhenFull();
    }
    if (index % 15 === 14) tell(`${index + 1} of ${land.libraries.length} libraries`);
    await giveWay();
  }
  await addFirstEdition(
    world,
    land.libraries.flatMap((l) => l.people),
  );
  await addPilots(world, land);
  await world.pieces.flush();
  await addMissingBadges(ctx);
  await putInstallation(ctx.db, largeKey, largeMark(people));
  return true;
}

export const isLargeDemo = async (ctx: Context, people: number) =>
  (await findInstallation(ctx.db, largeKey)) === largeMark(people);

/** Everybody is in one group; some go on with another course. The library's newest group is the longest list. */
function groupsOf(
  { chance }: World,
  groups: LibraryGroups,
  library: LargeLibrary,
  index: number,
  invited: boolean,
): LargeGroup[] {
  const { frontoffice, ido } = groups;
  const longest = frontoffice.at(-1);
  if (invited && longest) return [longest];
  const main = index < Math.min(60, library.people.length / 4) && longest ? longest : chance.pick(frontoffice);
  const more = ido.length > 0 && chance.happens(0.3) ? [chance.pick(ido)] : [];
  return [main, ...more].sort((a, b) => a.startsAt - b.startsAt);
}
