/** Three years of pilots: who took part, what was told of them every Monday, what they answered, and what was agreed. */
import { beginOf, dayAfter, roundDays, rounds, standardEnd } from '#src/domain/pilot.ts';
import { figuresOf } from '#src/domain/pilot-figures.ts';
import { fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import { adviceTexts, agreementTexts, quoteTexts, verdictTexts } from './names.ts';
import type { Land } from './people.ts';
import { dayMs, daysAgo, type LargeLibrary, type World } from './world.ts';

/** A POI begins a pilot every so many days; the oldest three years ago. */
const everyDays = 168;
const weeks = 13;
const courseId = 'frontoffice';

export async function addPilots(world: World, land: Land): Promise<void> {
  for (const [index, poi] of land.pois.entries()) {
    const libraries = land.libraries.filter((l) => l.poiId === poi.id);
    if (libraries.length === 0) continue;
    for (let before = world.size.days - 7 * index, nr = 1; before > 20; before -= everyDays, nr++) {
      // The demonstration itself has one that runs in the first province.
      if (index === 0 && before < 130) continue;
      addPilot(world, poi, libraries, before, nr);
      await world.pieces.flushWhenFull();
    }
  }
}

function addPilot(world: World, poi: Land['pois'][number], libraries: readonly LargeLibrary[], before: number, nr: number): void {
  const { chance, pieces } = world;
  const id = chance.id();
  const startsOn = mondayOf(wallClock(daysAgo(world, before)).day);
  const byId = chance.pick(poi.adviserIds);
  const at = daysAgo(world, before + 40);
  const name = `Pilot frontoffice ${poi.province} ${nr}`;
  pieces.add('pilot', { id, poiId: poi.id, courseId, name, startsOn, endsOn: standardEnd(startsOn), byId, at });
  const from = (nr * 3) % libraries.length;
  const asked = libraries.map((_, i) => libraries[(from + i) % libraries.length]).slice(0, chance.between(3, 8));
  for (const library of asked) if (library) addLibrary(world, { id, startsOn, byId, at }, library);
  if (before < 130) return;
  for (const [moduleId, { version }] of [...world.ctx.catalogue.modules].filter(([, m]) => m.lessons.length > 0).slice(0, 6)) {
    const verdict = chance.pick(['keep', 'keep', 'adapt', 'stop'] as const);
    const said = daysAgo(world, before - 100);
    pieces.add('moduleVerdict', { pilotId: id, moduleId, version, verdict, why: chance.pick(verdictTexts), byId, at: said });
    if (verdict === 'adapt')
      pieces.add('moduleTask', {
        id: chance.id(),
        pilotId: id,
        moduleId,
        version,
        body: chance.pick(verdictTexts),
        ownerId: byId,
        due: wallClock(daysAgo(world, before - 160)).day,
        byId,
        at: said,
        doneAt: before > 300 ? daysAgo(world, before - 150) : null,
        doneById: before > 300 ? byId : null,
        doneInVersion: before > 300 ? version : null,
      });
  }
  pieces.add('evaluationText', { pilotId: id, body: chance.pick(adviceTexts), byId, at: daysAgo(world, before - 100) });
}

interface Began {
  id: string;
  startsOn: string;
  byId: string;
  at: Date;
}

function addLibrary(world: World, pilot: Began, library: LargeLibrary): void {
  const { chance, pieces, ctx } = world;
  const id = chance.id();
  const says = chance.next();
  const specialist = library.specialists[0] ?? null;
  const answered = new Date(pilot.at.getTime() + 9 * dayMs);
  pieces.add('pilotLibrary', {
    id,
    pilotId: pilot.id,
    libraryId: library.id,
    invitedById: pilot.byId,
    invitedAt: pilot.at,
    acceptedById: says < 0.9 ? specialist : null,
    acceptedAt: says < 0.9 ? answered : null,
    declinedAt: says > 0.94 ? answered : null,
  });
  if (says >= 0.9) return;
  const people = Math.min(library.people.length, chance.between(3, 26));
  for (let week = 1; week <= weeks; week++) {
    const monday = dayAfter(pilot.startsOn, week * 7);
    if (beginOf(monday) > ctx.now) break;
    const figures = figuresOf(countedIn(world, people, week / weeks));
    if (figures) pieces.add('pilotFigures', { pilotId: pilot.id, week: monday, row: library.id, figures });
  }
  for (const round of rounds) addAnswers(world, pilot, id, people, round);
  help(world, pilot, id, specialist);
}

function countedIn(world: World, people: number, gone: number) {
  const part = (share: number) => Math.min(people, Math.round(people * share));
  const modules = [...(world.ctx.catalogue.courses.get(courseId)?.modules ?? [])];
  const meetings = world.ctx.catalogue.courses.get(courseId)?.meetings ?? [];
  return {
    people,
    started: part(0.4 + gone),
    modules: modules.map((m, i) => ({ id: m, of: people, done: part(Math.max(0, gone * 1.4 - (i + 1) / 9)) })),
    meetings: meetings.map((m, i) => ({ id: m.id, of: people, done: gone * 3 > i + 0.6 ? part(0.85) : 0 })),
    allModules: part(Math.max(0, gone * 1.2 - 0.6)),
    certificates: part(Math.max(0, gone * 1.2 - 0.65)),
    inactive: part(0.2),
  };
}

/** Questions of the questionnaires of the course, with the highest number that can be chosen. */
const items: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['r-bruikbaar', 'r-helder', 'r-moment', 'r-team', 'r-aanraden'].map((id) => [id, 4])),
  ...Object.fromEntries(
    ['lc-basisvaardigheden', 'lc-partners', 'oa-aanbod', 'oa-collega', 'nk-gesprek', 'nk-doorverwijzen'].map((id) => [id, 4]),
  ),
  ...Object.fromEntries(
    ['b-open-vraag', 'b-terugvragen', 'b-activiteit', 'b-warm', 'd-tijd', 'd-weg', 'd-bij-de-hand', 'd-samen'].map((id) => [
      id,
      4,
    ]),
  ),
};

function addAnswers(world: World, pilot: Began, pilotLibraryId: string, people: number, round: number): void {
  const { chance, pieces, ctx } = world;
  const closedAt = beginOf(dayAfter(pilot.startsOn, round * 7 + roundDays));
  if (closedAt > ctx.now) return;
  pieces.add('questionnaireRound', { pilotLibraryId, round, asked: people, closedAt });
  pieces.add('pilotResult', {
    pilotLibraryId,
    round,
    idoQuestions: chance.between(20, 90),
    referrals: chance.between(2, 30),
    registrations: chance.between(0, 20),
    byId: null,
    at: closedAt,
  });
  for (let i = 0; i < people; i++) {
    if (!chance.happens(0.65)) continue;
    // Before the start nobody has an opinion of it.
    const asked = Object.entries(items).filter(([id]) => round > 0 || !id.startsWith('r-'));
    pieces.add('questionnaireAnswer', {
      pilotLibraryId,
      round,
      key: chance.token(),
      questionnaire: `${courseId}-week-${round}`,
      version: 1,
      scores: Object.fromEntries(asked.map(([id, most]) => [id, chance.between(1, most)])),
      quotes: round > 0 && chance.happens(0.2) ? { 'o-anders': chance.pick(quoteTexts) } : {},
    });
  }
}

/** Advice, agreements and talks of adviser and library. */
function help(world: World, pilot: Began, pilotLibraryId: string, specialist: string | null): void {
  const { chance, pieces, ctx } = world;
  for (const week of [0, 4, 9]) {
    const day = dayAfter(pilot.startsOn, week * 7 + 2);
    const startsAt = fromWallClock(day, '10:00') ?? beginOf(day);
    const id = chance.id();
    pieces.add('pilotContact', {
      id,
      pilotLibraryId,
      about: 'Hoe gaat het, en wat kan ik doen?',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 45 * 60_000),
      place: 'Videobellen',
      icalUid: `${id}@baliewijs.example`,
      byId: pilot.byId,
      at: pilot.at,
    });
    if (startsAt > ctx.now) continue;
    pieces.add('pilotAdvice', {
      id: chance.id(),
      pilotLibraryId,
      body: chance.pick(adviceTexts),
      byId: pilot.byId,
      at: startsAt,
    });
    const done = chance.happens(0.7) ? new Date(Math.min(ctx.now.getTime(), startsAt.getTime() + 20 * dayMs)) : null;
    pieces.add('pilotAgreement', {
      id: chance.id(),
      pilotLibraryId,
      body: chance.pick(agreementTexts),
      ownerId: specialist,
      due: dayAfter(day, 21),
      byId: pilot.byId,
      at: startsAt,
      doneAt: done,
      doneById: done ? specialist : null,
    });
  }
}

const mondayOf = (day: string) => dayAfter(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
