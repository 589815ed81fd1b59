/** An anonymous vote during a meeting: choosing one answer, or spreading dots over priorities. */
export const pollKinds = ['poll', 'dots'] as const;
export type PollKind = (typeof pollKinds)[number];

export interface PollOption {
  id: string;
  text: string;
}

export interface LivePoll {
  kind: PollKind;
  options: readonly PollOption[];
  /** How many each may place; 1 for a poll. */
  dots: number;
}

/** Fewer voters than this could be told apart. */
export const fewestVoters = 5;
export const mostDots = 10;
export const usualDots = 3;

export type VoteCheck = { kind: 'ok'; votes: string[] } | { kind: 'wrong'; message: string };

/** The votes (option ids, one per dot) that these choices are. A choice is "option:how many". */
export function readVotes(poll: LivePoll, chosen: readonly { optionId: string; dots: number }[]): VoteCheck {
  const known = new Set(poll.options.map((o) => o.id));
  const votes = chosen.flatMap(({ optionId, dots }) => Array.from({ length: Math.max(0, dots) }, () => optionId));
  if (votes.some((id) => !known.has(id))) return { kind: 'wrong', message: 'Kies uit de antwoorden die er staan.' };
  if (votes.length === 0)
    return { kind: 'wrong', message: poll.kind === 'poll' ? 'Kies één antwoord.' : 'Geef minstens één stip.' };
  if (votes.length > poll.dots)
    return {
      kind: 'wrong',
      message:
        poll.kind === 'poll'
          ? 'Kies één antwoord.'
          : `Je hebt ${poll.dots} stippen en gaf er ${votes.length}. Haal er ${votes.length - poll.dots} weg.`,
    };
  return { kind: 'ok', votes };
}

export interface PollLine extends PollOption {
  votes: number;
  /** 0–1, of the most that any option got. */
  part: number;
}

export type PollResult =
  /** Everything, in the order of most votes. */
  | { kind: 'full'; lines: PollLine[] }
  /** While others still vote: only what leads. Counts that change with every vote would tell who voted what. */
  | { kind: 'leading'; options: string[] }
  | { kind: 'hidden'; why: 'open' | 'tooFew' };

/**
 * What may be seen of the votes. Nothing before one's own vote, so that nobody follows the rest; nothing below five voters.
 * @param votes per option id
 * @param voters people who voted, whatever their number of dots
 */
export function resultFor(
  poll: LivePoll,
  votes: ReadonlyMap<string, number>,
  seen: { voters: number; closed: boolean; voted: boolean },
): PollResult {
  if (!seen.closed && !seen.voted) return { kind: 'hidden', why: 'open' };
  if (seen.voters < fewestVoters) return { kind: 'hidden', why: seen.closed ? 'tooFew' : 'open' };
  const most = Math.max(1, ...poll.options.map((o) => votes.get(o.id) ?? 0));
  const lines = poll.options
    .map((option) => ({ ...option, votes: votes.get(option.id) ?? 0, part: (votes.get(option.id) ?? 0) / most }))
    .sort((a, b) => b.votes - a.votes);
  if (seen.closed) return { kind: 'full', lines };
  return { kind: 'leading', options: lines.filter((l) => l.votes === most).map((l) => l.text) };
}
