/**
 * Lessons of an edition that is no longer in the catalogue. Whoever has been here for three years did them too; what was
 * done stays, under the ids of then.
 */
import { dayMs, type LargePerson, type World } from './world.ts';

const modules = 9;
const lessonsEach = 5;

/** As many as are needed to come to the number of completions of all together, spread evenly. */
export async function addFirstEdition(world: World, everybody: readonly LargePerson[]): Promise<void> {
  const people = everybody.filter((who) => !who.invited);
  const wanted = Math.max(0, world.size.completions - world.completions);
  const each = Math.floor(wanted / people.length);
  for (const [index, who] of people.entries()) {
    addOf(world, who, each + (index < wanted % people.length ? 1 : 0));
    await world.pieces.flushWhenFull();
  }
}

function addOf(world: World, who: LargePerson, wanted: number): void {
  const { chance, pieces, size, ctx } = world;
  const from = ctx.now.getTime() - (size.days + 400) * dayMs;
  let left = wanted;
  for (let m = 1; m <= modules; m++) {
    const own = { personId: who.id, moduleId: `eerste-editie-${m}`, version: 1 };
    for (let l = 1; l <= lessonsEach; l++) {
      if (left-- <= 0) return;
      const at = new Date(from + (m * 20 + l + chance.between(0, 200)) * dayMs);
      pieces.add('lessonCompletion', { id: chance.id(), ...own, lessonId: `ee${m}-les-${l}`, at });
      world.completions++;
    }
    if (left-- <= 0) return;
    pieces.add('moduleCompletion', { id: chance.id(), ...own, via: 'quiz', at: new Date(from + (m * 20 + 220) * dayMs) });
    world.completions++;
  }
}
