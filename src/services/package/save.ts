import { z } from 'zod';
import type { Transaction } from '#src/db/client.ts';
import { insertModuleCompletion } from '#src/db/queries/attempt.ts';
import {
  listStates,
  replaceGlobals,
  saveState,
  updateAttempt,
  type FoundLaunch,
  type StateRow,
} from '#src/db/queries/package.ts';
import { isDone, resultOfAll, resultOfSco, unknownResult, type ScoResult } from '#src/domain/package-result.ts';
import { keptOf, type Edition } from '#src/domain/scorm-elements.ts';
import { stateAfter } from '#src/domain/sco-start.ts';
import { launchables, type Manifest } from '#src/scorm/manifest/types.ts';
import { issueWhenEarned } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { enterOpenGroups } from '../membership/enter-open.ts';
import { newId } from '../new-id.ts';
import { ServiceError, notFound } from '../service-error.ts';
import { keepCommon } from './common.ts';
import { reachLaunch } from './run.ts';
import { editionOf } from './words.ts';

const text = (most: number) => z.string().max(most);

/** What the player sends. It comes out of somebody else's page: nothing in it is believed but what it says of this attempt. */
export const commitSchema = z.strictObject({
  item: text(300),
  session: z.int().min(1).max(1_000_000),
  sequence: z.int().min(1).max(1_000_000),
  /** This session is over. */
  final: z.boolean(),
  /** It began without what earlier sessions kept. */
  anew: z.boolean().default(false),
  data: z.record(text(400), z.union([text(250_000), z.number(), z.boolean(), z.null()])),
  /** Of the whole tree, where a 2004 package has its own rules for that. */
  overall: z
    .strictObject({
      completion: z.enum(['unknown', 'incomplete', 'completed']),
      success: z.enum(['unknown', 'passed', 'failed']),
      score: z.number().min(0).max(100).nullable(),
    })
    .optional(),
  objectives: z.record(text(4000), z.record(text(60), z.union([text(4000), z.number(), z.boolean(), z.null()]))).optional(),
  shared: z.record(text(4000), text(70_000)).optional(),
  sequencing: text(600_000).optional(),
  /** The whole is over: who opens it again, begins again. */
  ended: z.boolean().default(false),
});

export type Commit = z.infer<typeof commitSchema>;

export type Saved = { kind: 'saved'; done: boolean } | { kind: 'stale' };

const tooMuch = () => new ServiceError('invalid', 'Dit pakket wil meer bewaren dan mag.');

/** Keeps what a package says of one part, and what follows from it when it was the last that was missing. */
export async function saveCommit(ctx: Context, token: string, body: unknown): Promise<Saved> {
  const launch = await reachLaunch(ctx.db, ctx, token);
  if (!ctx.withinRate(`package ${launch.attempt.id}`, { max: 240, window: 60_000 })) throw new ServiceError('tooMany');
  const parsed = commitSchema.safeParse(body);
  if (!parsed.success) throw new ServiceError('invalid');
  const commit = parsed.data;
  const parts = launchables(launch.version.manifest as Manifest);
  if (!parts.some((item) => item.id === commit.item)) throw notFound();
  if (entries(commit.objectives) > 2000 || entries(commit.shared) > 200) throw tooMuch();
  const edition = editionOf(launch.version.standard);
  const data = keptOf(edition, commit.data);
  if (!data) throw tooMuch();
  const outcome = await ctx.db.transaction(async (tx) => {
    const states = await listStates(tx, launch.attempt.id);
    const before = states.find((state) => state.itemId === commit.item);
    if (before && isLate(before, commit)) return { kind: 'stale' as const, issued: 0 };
    await saveState(tx, {
      attemptId: launch.attempt.id,
      itemId: commit.item,
      sequence: commit.sequence,
      at: ctx.now,
      ...stateAfter(edition, before, { ...commit, data }),
    });
    await keepCommon(
      tx,
      launch,
      { ...(commit.objectives ? { objective: commit.objectives } : {}), ...(commit.shared ? { shared: commit.shared } : {}) },
      ctx.now,
    );
    if (commit.objectives) await replaceGlobals(tx, { attemptId: launch.attempt.id, kind: 'objective' }, commit.objectives);
    if (commit.shared) await replaceGlobals(tx, { attemptId: launch.attempt.id, kind: 'shared' }, commit.shared);
    const others = new Map(states.map((s) => [s.itemId, s.data])).set(commit.item, data);
    const whole = overall(
      edition,
      parts.map((item) => others.get(item.id)),
      commit.overall,
    );
    return settle(tx, ctx, launch, commit, whole);
  });
  if (outcome.issued > 0) ctx.mailWaits();
  return outcome.kind === 'stale' ? { kind: 'stale' } : { kind: 'saved', done: outcome.done };
}

const entries = (record: object | undefined) => Object.keys(record ?? {}).length;

/** Sent again after the answer got lost, or from a window that was left. */
const isLate = (before: StateRow, commit: Commit) =>
  commit.session < before.session || (commit.session === before.session && commit.sequence <= before.sequence);

/** One part says it itself; of several in 2004 the package's own rules do, which the player follows. */
function overall(edition: Edition, parts: (Readonly<Record<string, string>> | undefined)[], told: Commit['overall']): ScoResult {
  if (edition === '2004' && parts.length > 1 && told) return told;
  return resultOfAll(parts.map((data) => (data ? resultOfSco(edition, data) : unknownResult)));
}

async function settle(
  tx: Transaction,
  ctx: Context,
  { attempt, version }: FoundLaunch,
  commit: Commit,
  result: ScoResult,
): Promise<{ kind: 'saved'; done: boolean; issued: number }> {
  const done = attempt.doneAt !== null || isDone(version, result);
  await updateAttempt(tx, attempt.id, {
    ...result,
    savedAt: ctx.now,
    // What is over has no part to go on with (services/package/start.ts).
    itemId: commit.ended ? null : commit.item,
    doneAt: attempt.doneAt ?? (done ? ctx.now : null),
    ...(commit.ended ? { sequencing: null } : commit.sequencing === undefined ? {} : { sequencing: commit.sequencing }),
  });
  if (!done || attempt.preview || attempt.doneAt !== null) return { kind: 'saved', done, issued: 0 };
  const who = { personId: attempt.personId, moduleId: version.packageId };
  await insertModuleCompletion(tx, {
    id: newId(),
    ...who,
    version: version.nr,
    via: 'package',
    sourceId: attempt.id,
    at: ctx.now,
  });
  await enterOpenGroups(tx, ctx, who);
  const issued = await issueWhenEarned(tx, ctx, { personId: who.personId });
  return { kind: 'saved', done, issued: issued.length };
}
