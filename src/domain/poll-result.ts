/** What a group chose together: only as totals, and only when enough people voted that nobody can be picked out. */

export const fewestVoters = 5;

export interface PollFacts {
  question: string;
  options: readonly { id: string; text: string }[];
  voters: number;
  /** Option id → votes or dots. */
  votes: ReadonlyMap<string, number>;
}

export interface PollResult {
  question: string;
  voters: number;
  /** Most votes first. */
  options: { text: string; votes: number }[];
}

/** Null below five voters. */
export function pollResult({ question, options, voters, votes }: PollFacts): PollResult | null {
  if (voters < fewestVoters) return null;
  return {
    question,
    voters,
    options: options
      .map(({ id, text }, index) => ({ text, votes: votes.get(id) ?? 0, index }))
      .sort((a, b) => b.votes - a.votes || a.index - b.index)
      .map(({ text, votes: own }) => ({ text, votes: own })),
  };
}
