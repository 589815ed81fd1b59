import { listCourseIdsOf } from '#src/db/queries/statement.ts';
import { monthOf, monthsUntil } from '#src/domain/xapi-share.ts';
import { sharedStatement, type Telling } from '#src/domain/xapi-statement.ts';
import { fewestPeople } from '#src/domain/group-data.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { inTurns, libraryFacts, tellableFacts, type LibraryFact } from './facts.ts';
import { idsForOnce } from './ids.ts';
import { reachLibrary } from './reach.ts';
import { titlesOf } from './titles.ts';

export const allCourses = 'alle';

/** Three years back. */
export const monthsToChoose = 36;

export interface ExportChoice {
  libraryId: string;
  /** First and last month, YYYY-MM. */
  from: string;
  until: string;
  /** Or `alle`. */
  courseId: string;
}

export type ExportRefusal = 'periode' | 'te-weinig';

const statementsAtOnce = 100;

/**
 * What the people of a library did, one statement a line: without names, answers, scores or times, and nothing that fewer than
 * five people did (domain/xapi-share.ts). Pseudonyms, numbers and order are drawn anew for each file.
 */
export async function exportLibrary(
  ctx: Context,
  choice: ExportChoice,
): Promise<{ kind: 'refused'; why: ExportRefusal } | { kind: 'file'; name: string; pieces: AsyncGenerator<string> }> {
  const library = await reachLibrary(ctx, choice.libraryId);
  const months = monthsUntil(wallClock(ctx.now).day, monthsToChoose);
  const courses = [allCourses, ...(await listCourseIdsOf(ctx.db, library.id))];
  const { from, until, courseId } = choice;
  if (![from, until].every((month) => months.includes(month)) || from > until || !courses.includes(courseId))
    return { kind: 'refused', why: 'periode' };
  const facts = (await tellableFacts(await libraryFacts(ctx, library.id))).filter(
    ({ day, courseId: of }) => monthOf(day) >= from && monthOf(day) <= until && (courseId === allCourses || of === courseId),
  );
  if (new Set(facts.map(({ personId }) => personId)).size < fewestPeople) return { kind: 'refused', why: 'te-weinig' };
  await recordEvent(ctx.db, ctx, {
    kind: 'exported',
    entity: 'organisation',
    entityId: library.id,
    organisationId: library.id,
    detail: { what: 'libraryStatements', from, until, course: courseId },
  });
  return { kind: 'file', name: `leergegevens-${from}-tot-en-met-${until}.jsonl`, pieces: write(ctx, facts) };
}

async function* write(ctx: Context, facts: readonly LibraryFact[]): AsyncGenerator<string> {
  const telling = tellingOnce(ctx);
  // In the order of numbers drawn by chance, a part of them at a time.
  const parts = new Map<string, LibraryFact[]>();
  await inTurns(facts, (fact) => {
    const key = telling.idOf(`order ${fact.kind} ${fact.id}`).slice(0, 2);
    const part = parts.get(key) ?? [];
    part.push(fact);
    parts.set(key, part);
  });
  for (const part of [...parts.keys()].sort()) {
    await giveWay();
    const lines = (parts.get(part) ?? []).map((fact) => sharedStatement(telling, fact)).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (let at = 0; at < lines.length; at += statementsAtOnce)
      yield lines
        .slice(at, at + statementsAtOnce)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('');
  }
}

/** For one file: nobody in it can be found back in another. */
export function tellingOnce(ctx: Pick<Context, 'catalogue' | 'publicBaseUrl'>): Telling {
  const idOf = idsForOnce();
  const base = ctx.publicBaseUrl;
  return {
    base,
    titles: titlesOf(ctx.catalogue),
    idOf,
    actorOf: (personId) => ({ objectType: 'Agent', account: { homePage: base, name: idOf(`person ${personId}`) } }),
  };
}
