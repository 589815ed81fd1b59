import { countHard } from '#src/db/queries/group-data.ts';
import { listRunningBranches } from '#src/db/queries/local-place.ts';
import { listNewestTexts } from '#src/db/queries/local-text.ts';
import { listSuggestions } from '#src/db/queries/meeting-agenda.ts';
import { findRule } from '#src/db/queries/rule.ts';
import { longDate, wallClock } from '#src/domain/calendar-day.ts';
import { capital } from '#src/domain/dutch.ts';
import { fewestPeople, hardest, shareNames } from '#src/domain/group-data.ts';
import { overviewOf } from '#src/domain/local-overview.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';

export interface HardLine {
  /** The question, or the objective where too few met the same question. */
  text: string;
  module: string;
  /** "De meeste mensen" */
  share: string;
}

export interface OwnData {
  /** What the group found hard in its quizzes; never who, and nothing of fewer than five people. */
  hard: HardLine[];
  /** Places of "Bij ons" at this library that are empty, or whose date is over. */
  empty: string[];
  stale: string[];
  suggestions: { body: string; by: string; on: string }[];
}

/** So many are enough to talk about. */
const mostHard = 3;
const mostSlots = 6;

/** What a meeting can be about because of this group: its own doubts, its own card, and what the adviser suggests. Call after authorising. */
export async function loadOwnData(ctx: Context, of: { group: ReachedGroup; templateId: string | null }): Promise<OwnData> {
  const { group } = of;
  const [hard, slots, suggestions] = await Promise.all([
    loadHard(ctx, group.id),
    loadSlots(ctx, group.libraryId),
    of.templateId === null
      ? []
      : listSuggestions(ctx.db, { libraryId: group.libraryId, courseId: group.courseId, templateId: of.templateId }),
  ]);
  return {
    hard,
    ...slots,
    suggestions: suggestions.map((s) => ({ body: s.body, by: s.byName ?? 'de adviseur', on: longDate(s.at) })),
  };
}

/** Questions that were missed or in doubt most; where too few met the same ones, the objectives they belong to. */
export async function loadHard(ctx: Context, groupId: string): Promise<HardLine[]> {
  const moduleIds = (await findRule(ctx.db, groupId))?.moduleIds ?? [];
  const where = { groupId, moduleIds, fewest: fewestPeople };
  const questions = hardest(await countHard(ctx.db, { ...where, by: 'question' }), mostHard).flatMap((row) => {
    const found = ctx.catalogue.quizzes.get(row.moduleId)?.questions.find((q) => q.id === row.id);
    return found ? [{ text: found.text, moduleId: row.moduleId, share: row.share }] : [];
  });
  const found =
    questions.length > 0
      ? questions
      : hardest(await countHard(ctx.db, { ...where, by: 'objective' }), mostHard).flatMap((row) => {
          const objective = ctx.catalogue.modules.get(row.moduleId)?.objectives.find((o) => o.id === row.id);
          return objective ? [{ text: objective.text, moduleId: row.moduleId, share: row.share }] : [];
        });
  return found.map((row) => ({
    text: row.text,
    module: ctx.catalogue.modules.get(row.moduleId)?.title ?? '',
    share: capital(shareNames[row.share]),
  }));
}

async function loadSlots(ctx: Context, libraryId: string): Promise<{ empty: string[]; stale: string[] }> {
  const [texts, branches] = await Promise.all([
    listNewestTexts(ctx.db, [libraryId], ctx.now),
    listRunningBranches(ctx.db, [libraryId]),
  ]);
  const { items } = overviewOf(
    [...ctx.catalogue.slots.keys()],
    texts,
    branches.map((b) => b.id),
    wallClock(ctx.now).day,
  );
  const titles = (need: 'empty' | 'stale') =>
    [
      ...new Set(
        items
          .filter((item) => item.needs.includes(need))
          .map((item) => ctx.catalogue.slots.get(item.slotId)?.title ?? item.slotId),
      ),
    ].slice(0, mostSlots);
  return { empty: titles('empty'), stale: titles('stale') };
}
