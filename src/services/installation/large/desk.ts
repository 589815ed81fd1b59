/** What libraries and people wrote: "Bij ons", the sociale kaart, notes, and reports of what is not right. */
import { wallClock } from '#src/domain/calendar-day.ts';
import { topicIds } from '#src/domain/referral.ts';
import { correctionTexts, localTexts, noteTexts, partners } from './names.ts';
import { dayMs, type LargeLibrary, type LargePerson, type World } from './world.ts';

const ago = (world: World, days: number) => new Date(world.ctx.now.getTime() - days * dayMs);
const dayIn = (world: World, days: number) => wallClock(ago(world, -days)).day;

export function furnish(world: World, library: LargeLibrary): void {
  const { chance, pieces, ctx } = world;
  const owner = library.specialists[0] ?? null;
  for (const slot of ctx.catalogue.slots.values())
    for (const branchId of [null, ...library.branchIds.filter(() => chance.happens(0.1))])
      for (let turn = chance.between(0, 3); turn > 0; turn--)
        pieces.add('localText', {
          id: chance.id(),
          libraryId: library.id,
          branchId,
          slotId: slot.id,
          body: chance.pick(localTexts),
          documentTitle: slot.kind === 'document' ? 'Plan van de bibliotheek' : null,
          documentDate: slot.kind === 'document' ? dayIn(world, -400) : null,
          documentPlace: slot.kind === 'document' ? 'In de map achter de balie' : null,
          ownerId: owner,
          checkedAt: ago(world, turn * 180 - 90),
          reviewBy: dayIn(world, 270 - turn * 180),
          byId: owner,
        });
  for (let i = chance.between(6, 16); i > 0; i--) {
    const partner = chance.pick(partners);
    pieces.add('referral', {
      id: chance.id(),
      libraryId: library.id,
      branchId: chance.happens(0.2) ? chance.pick(library.branchIds) : null,
      topic: chance.pick(topicIds),
      organisation: partner,
      purpose: 'Hulp bij wat wij niet zelf doen.',
      how: 'Bel samen met de klant en maak een afspraak.',
      contact: `${partner}, op werkdagen van 9 tot 12 uur`,
      ownerId: owner,
      checkedAt: ago(world, chance.between(5, 300)),
      reviewBy: dayIn(world, chance.between(-60, 200)),
      byId: owner,
    });
  }
}

export function write(world: World, library: LargeLibrary, who: LargePerson): void {
  const { chance, pieces, ctx } = world;
  if (who.invited) return;
  const lessons = lessonsOf(world);
  if (chance.happens(0.15))
    for (let i = chance.between(1, 8); i > 0; i--) {
      const at = ago(world, chance.between(1, 800));
      const lessonId = chance.happens(0.7) ? chance.pick(lessons).lessonId : null;
      pieces.add('note', {
        id: chance.id(),
        personId: who.id,
        body: chance.pick(noteTexts),
        lessonId,
        createdAt: at,
        changedAt: at,
      });
    }
  if (!chance.happens(0.1)) return;
  const { lessonId, moduleId, version } = chance.pick(lessons);
  const about = chance.happens(0.6) ? ('local' as const) : ('national' as const);
  const days = chance.between(1, 700);
  const answered = days > 10 ? chance.happens(0.97) : chance.happens(0.4);
  pieces.add('correction', {
    id: chance.id(),
    about,
    courseId: [...ctx.catalogue.courses.values()].find((c) => c.modules.includes(moduleId))?.id ?? 'frontoffice',
    moduleId,
    lessonId,
    version,
    libraryId: library.id,
    personId: who.id,
    body: chance.pick(correctionTexts),
    at: ago(world, days),
    ...(answered
      ? {
          answer: 'Dank je wel, we hebben het aangepast.',
          answeredById: library.specialists[0] ?? null,
          answeredAt: ago(world, days - 1),
        }
      : {}),
  });
}

type Lesson = { lessonId: string; moduleId: string; version: number };
const known = new WeakMap<World, Lesson[]>();

function lessonsOf(world: World): Lesson[] {
  const there =
    known.get(world) ??
    [...world.ctx.catalogue.modules.values()].flatMap((m) =>
      m.lessons.map((l) => ({ lessonId: l.id, moduleId: m.id, version: m.version })),
    );
  known.set(world, there);
  return there;
}
