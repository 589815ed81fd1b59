/** Reads facts from the tables, in pieces: however many there are, everybody else has their turn in between. */
import {
  listAnswersOf,
  listAwardsOf,
  listMakeUpsOf,
  listMarksOf,
  listRuleModules,
  listTakersOf,
  nextAttempts,
  nextLessonsDone,
  nextModulesDone,
  nextPlaces,
  type Piece,
} from '#src/db/queries/statement.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { countCells } from '#src/domain/xapi-share.ts';
import { presencesOf, type DayFact, type Fact, type SharedFact } from '#src/domain/xapi-facts.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';

const rowsAtOnce = 250;
/** With all their questions, so few. */
const attemptsAtOnce = 10;
const peopleAtOnce = 40;

async function* inPieces<R extends { id: string }>(next: (piece: Piece) => Promise<R[]>, limit: number): AsyncGenerator<R[]> {
  for (let after: string | null = ''; after !== null; await giveWay()) {
    const rows: R[] = await next({ after, limit });
    if (rows.length > 0) yield rows;
    after = rows.length < limit ? null : (rows.at(-1)?.id ?? null);
  }
}

/** Everything of one person, who may have had more than one account, in pieces. */
export async function* ownFacts(ctx: Context, personIds: readonly string[]): AsyncGenerator<Fact[]> {
  const { db } = ctx;
  for await (const rows of inPieces((piece) => nextPlaces(db, personIds, piece), rowsAtOnce))
    yield rows.map((row) => ({ ...row, kind: 'position' }));
  for await (const rows of inPieces((piece) => nextLessonsDone(db, personIds, piece), rowsAtOnce))
    yield rows.map((row) => ({ ...row, kind: 'lesson', courseId: null }));
  for await (const rows of inPieces((piece) => nextAttempts(db, personIds, piece), attemptsAtOnce))
    yield ofAttempts(rows, await listAnswersOf(db, rows.map(({ id }) => id))); // prettier-ignore
  for await (const rows of inPieces((piece) => nextModulesDone(db, personIds, piece), rowsAtOnce))
    yield rows.map((row) => ({ ...row, kind: 'module', courseId: null }));
  const met = await listMarksOf(db, personIds);
  yield presencesOf(met).map((mark) => ({ ...mark, kind: 'attended', at: mark.startsAt }));
  yield (await listMakeUpsOf(db, personIds)).map((row) => ({ ...row, kind: 'madeUp' }));
  yield (await listAwardsOf(db, personIds)).flatMap(({ revokedAt, ...row }): Fact[] => [
    { ...row, kind: 'award' },
    ...(revokedAt
      ? [{ kind: 'revoked' as const, id: row.id, personId: row.personId, at: revokedAt, certificateId: row.id }]
      : []),
  ]);
}

function ofAttempts(
  attempts: Awaited<ReturnType<typeof nextAttempts>>,
  answers: Awaited<ReturnType<typeof listAnswersOf>>,
): Fact[] {
  return attempts.flatMap((row): Fact[] => {
    const { personId, moduleId, version } = row;
    const of = { personId, moduleId, version, attemptId: row.id };
    const given = answers.filter(({ attemptId }) => attemptId === row.id).sort((a, b) => a.at.getTime() - b.at.getTime());
    return [
      { kind: 'begun', id: row.id, at: row.startedAt, ...of },
      ...given.flatMap(({ id, at, questionId, response, score, sure }): Fact[] => {
        const question = row.questions.find((asked) => asked.id === questionId);
        return question
          ? [{ kind: 'answer', id, at, ...of, question, response, score, sure, solved: row.submittedAt !== null }]
          : [];
      }),
      ...(row.submittedAt && row.score !== null
        ? [
            {
              kind: 'result' as const,
              id: row.id,
              at: row.submittedAt,
              ...of,
              score: row.score,
              passed: row.passed === true,
              startedAt: row.startedAt,
            },
          ]
        : []),
    ];
  });
}

/** `chosen`: the group asks for it, so that its specialist sees it. */
export type LibraryFact = DayFact & { chosen: boolean };

type Taker = Awaited<ReturnType<typeof listTakersOf>>[number];

/**
 * What a library knows of those who take part in its groups: of days that are over, and of who left until they left. Groups for
 * practice don't count, nor do people who were erased.
 * @param personId only of this person
 */
export async function libraryFacts(ctx: Context, libraryId: string, personId?: string): Promise<LibraryFact[]> {
  const takers = (await listTakersOf(ctx.db, libraryId, personId)).filter(({ kind }) => kind !== 'practice');
  const asked = new Map<string, Set<string>>();
  for (const { groupId, moduleId } of await listRuleModules(ctx.db, [...new Set(takers.map((taker) => taker.groupId))])) {
    const modules = asked.get(groupId) ?? new Set();
    asked.set(groupId, modules.add(moduleId));
  }
  const byPerson = Map.groupBy(takers, (taker) => taker.personId);
  const ids = [...byPerson.keys()];
  const facts: LibraryFact[] = [];
  const dayOf = dutchDays();
  const today = dayOf(ctx.now);
  for (let at = 0; at < ids.length; at += peopleAtOnce) {
    await giveWay();
    const some = ids.slice(at, at + peopleAtOnce);
    for await (const fact of shared(ctx, some, libraryId, placing(ctx, byPerson, asked))) {
      const day = dayOf(fact.at);
      if (day < today) facts.push({ ...fact, day });
    }
  }
  return facts;
}

/** Days on a Dutch clock of thousands of times: the clock is asked once an hour of them. */
function dutchDays(): (at: Date) => string {
  const known = new Map<number, string>();
  return (at) => {
    const hour = Math.floor(at.getTime() / 3_600_000);
    const day = known.get(hour) ?? wallClock(at).day;
    known.set(hour, day);
    return day;
  };
}

type Place = (personId: string, moduleId: string, at: Date) => { courseId: string; chosen: boolean } | null;

/** In which course of the library someone did a module: of a group that asks for it, or else of one whose course has it. */
const placing =
  (
    { catalogue }: Context,
    takers: ReadonlyMap<string, readonly Taker[]>,
    asked: ReadonlyMap<string, ReadonlySet<string>>,
  ): Place =>
  (personId, moduleId, at) => {
    const there = (takers.get(personId) ?? []).filter(({ leftAt }) => leftAt === null || at <= leftAt);
    const chosen = there.find(({ groupId }) => asked.get(groupId)?.has(moduleId));
    if (chosen) return { courseId: chosen.courseId, chosen: true };
    const follows = there.find(({ courseId }) => catalogue.courses.get(courseId)?.modules.includes(moduleId));
    return follows ? { courseId: follows.courseId, chosen: false } : null;
  };

async function* shared(
  ctx: Context,
  ids: readonly string[],
  libraryId: string,
  place: Place,
): AsyncGenerator<SharedFact & { chosen: boolean }> {
  const { db } = ctx;
  for await (const rows of inPieces((piece) => nextLessonsDone(db, ids, piece), rowsAtOnce))
    for (const row of rows) {
      const where = place(row.personId, row.moduleId, row.at);
      if (where) yield { ...row, ...where, kind: 'lesson' };
    }
  for await (const rows of inPieces((piece) => nextModulesDone(db, ids, piece), rowsAtOnce))
    for (const row of rows) {
      const where = place(row.personId, row.moduleId, row.at);
      if (where) yield { ...row, ...where, kind: 'module' };
    }
  const here = (row: { libraryId: string; groupKind: string }) => row.libraryId === libraryId && row.groupKind !== 'practice';
  for (const mark of presencesOf((await listMarksOf(db, ids)).filter(here)))
    yield { ...mark, kind: 'attended', at: mark.startsAt, chosen: true };
  for (const row of (await listMakeUpsOf(db, ids)).filter(here)) yield { ...row, kind: 'madeUp', chosen: true };
  for (const row of (await listAwardsOf(db, ids)).filter(here))
    if (row.revokedAt === null) yield { ...row, kind: 'award', chosen: true };
}

/** What of it may be told to others (domain/xapi-share.ts): of what the groups ask for, what at least five people did. */
export async function tellableFacts(facts: readonly LibraryFact[]): Promise<LibraryFact[]> {
  const cells = countCells();
  const told: LibraryFact[] = [];
  const chosen = facts.filter((fact) => fact.chosen);
  await inTurns(chosen, cells.add);
  await inTurns(chosen, (fact) => void (cells.tells(fact) && told.push(fact)));
  return told;
}

/** Does something short with thousands of things, and lets others have their turn in between. */
export async function inTurns<T>(list: readonly T[], each: (one: T) => void): Promise<void> {
  for (const [index, one] of list.entries()) {
    each(one);
    if (index % 500 === 499) await giveWay();
  }
}
