/** The agenda of a meeting's guide against the clock. */

export interface AgendaTime {
  /** When this part begins and ends; null as long as the meeting has no coming moment. */
  from: Date | null;
  until: Date | null;
  /** Minutes from the start of the meeting. */
  after: number;
}

/** When each part of an agenda begins and ends, one after another from the start of the meeting. */
export function agendaTimes(agenda: readonly { minutes: number }[], start: Date | null): AgendaTime[] {
  const at = (minutes: number) => start && new Date(start.getTime() + minutes * 60_000);
  let after = 0;
  return agenda.map(({ minutes }) => {
    const begin = after;
    after += minutes;
    return { from: at(begin), until: at(after), after: begin };
  });
}

/** The moment that a guide is made for: the first that has not ended and is still on. */
export function comingMoment<M extends { startsAt: Date; endsAt: Date; cancelledAt: Date | null }>(
  moments: readonly M[],
  now: Date,
): M | null {
  return (
    moments
      .filter((m) => m.cancelledAt === null && m.endsAt > now)
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())[0] ?? null
  );
}

/** How many minutes the guide asks beyond what the moment has; 0 when it fits. */
export const minutesShort = (guideMinutes: number, moment: { startsAt: Date; endsAt: Date }): number =>
  Math.max(0, guideMinutes - Math.round((moment.endsAt.getTime() - moment.startsAt.getTime()) / 60_000));
