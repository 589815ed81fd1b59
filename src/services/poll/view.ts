import type { Queryable } from '#src/db/client.ts';
import { countVoters, countVotes, listPolls, listVoted, type PollRow } from '#src/db/queries/live-poll.ts';
import { count } from '#src/domain/dutch.ts';
import { fewestVoters, resultFor, type PollKind, type PollResult } from '#src/domain/live-poll.ts';

export interface PollView {
  id: string;
  kind: PollKind;
  question: string;
  options: { id: string; text: string }[];
  dots: number;
  closed: boolean;
  closedAt: Date | null;
  voters: number;
  /** "zeven mensen stemden" */
  votersText: string;
  voted: boolean;
  result: PollResult;
  /** Why there is no result, in words; null where there is one. */
  hidden: string | null;
}

/** Polls of a moment as this person may see them, the newest first. Whoever only leads sees results when a poll is closed. */
export async function loadPolls(db: Queryable, momentId: string, personId: string | null): Promise<PollView[]> {
  const rows = (await listPolls(db, momentId)).reverse();
  const ids = rows.map((r) => r.id);
  const [voters, voted] = await Promise.all([
    countVoters(db, ids),
    personId === null ? new Set<string>() : listVoted(db, ids, personId),
  ]);
  return Promise.all(rows.map((row) => pollView(db, row, voters.get(row.id) ?? 0, voted.has(row.id))));
}

async function pollView(db: Queryable, row: PollRow, voters: number, voted: boolean): Promise<PollView> {
  const closed = row.closedAt !== null;
  const ask = voters >= fewestVoters && (closed || voted);
  const result = resultFor(row, ask ? await countVotes(db, row.id) : new Map(), { voters, closed, voted });
  return {
    id: row.id,
    kind: row.kind,
    question: row.question,
    options: row.options,
    dots: row.dots,
    closed,
    closedAt: row.closedAt,
    voters,
    votersText: voters === 0 ? 'nog niemand stemde' : count(voters, 'persoon stemde', 'mensen stemden'),
    voted,
    result,
    hidden:
      result.kind !== 'hidden'
        ? null
        : result.why === 'tooFew'
          ? 'Er stemden minder dan vijf mensen. Dan laten we geen uitslag zien: je zou kunnen raden wie wat koos.'
          : voted
            ? 'Je stem is binnen. De uitslag komt als de stemming sluit.'
            : 'De uitslag komt als de stemming sluit.',
  };
}

/**
 * The poll that belongs on the screen: one that is open; else the newest, as long as the part of the agenda is on in which it
 * was asked.
 */
export const pollOnScreen = (
  polls: readonly PollView[],
  part: { question: string | undefined; since: Date | null },
): PollView | null =>
  polls.find((p) => !p.closed) ??
  polls.find((p) => p.question === part.question || (part.since !== null && p.closedAt !== null && p.closedAt >= part.since)) ??
  null;
