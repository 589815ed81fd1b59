/** A poll for a date: who can when, and which day suits best. */
export const pollAnswers = ['yes', 'ifNeeded', 'no'] as const;
export type PollAnswer = (typeof pollAnswers)[number];
export const pollAnswerNames: Record<PollAnswer, string> = { yes: 'ja', ifNeeded: 'als het moet', no: 'nee' };

/** More days than this nobody fills in on a phone. */
export const maxOptions = 6;

export interface PollOption {
  id: string;
  startsAt: Date;
}

export interface Tally {
  optionId: string;
  yes: number;
  ifNeeded: number;
  no: number;
  /** Asked, and didn't answer. */
  open: number;
}

export function tallyOf(
  options: readonly PollOption[],
  answers: readonly { optionId: string; personId: string; answer: PollAnswer }[],
  people: readonly string[],
): Tally[] {
  const asked = new Set(people);
  return options.map(({ id }) => {
    const own = answers.filter((a) => a.optionId === id && asked.has(a.personId));
    const of = (answer: PollAnswer) => own.filter((a) => a.answer === answer).length;
    return { optionId: id, yes: of('yes'), ifNeeded: of('ifNeeded'), no: of('no'), open: asked.size - own.length };
  });
}

/** The option that most people can come to: sure ones first, then those for whom it would do, then the earliest; null while nobody answered. */
export function bestOption(options: readonly PollOption[], tally: readonly Tally[]): string | null {
  const rows = options.flatMap((option) => {
    const own = tally.find((t) => t.optionId === option.id);
    return own ? [{ ...own, at: option.startsAt.getTime() }] : [];
  });
  if (rows.every((row) => row.yes + row.ifNeeded === 0)) return null;
  return rows.sort((a, b) => b.yes - a.yes || b.ifNeeded - a.ifNeeded || a.at - b.at)[0]?.optionId ?? null;
}

/** Can people still answer? */
export const isPolling = (poll: { closesAt: Date; closedAt: Date | null }, now: Date) =>
  poll.closedAt === null && poll.closesAt > now;
