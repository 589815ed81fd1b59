/** Who is expected at which moment of a meeting. */
export interface HeldMoment {
  id: string;
  meetingId: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  cancelled: boolean;
}

export interface ExpectedAt {
  momentId: string;
  personId: string;
}

/**
 * The people of `members` who are expected at a moment. Where a meeting has one moment and nobody was asked to come at
 * all, that is everyone.
 * @param moments the moments of one meeting
 */
export function expectedAt(
  momentId: string,
  moments: readonly HeldMoment[],
  expected: readonly ExpectedAt[],
  members: readonly string[],
): string[] {
  const live = moments.filter((m) => !m.cancelled);
  const asked = expected.filter((e) => live.some((m) => m.id === e.momentId));
  if (asked.length === 0 && live.length === 1 && live[0]?.id === momentId) return [...members];
  const here = new Set(expected.filter((e) => e.momentId === momentId).map((e) => e.personId));
  return members.filter((id) => here.has(id));
}

/** The moment at which a person is expected; the first where there are several, null for none. Cancelled ones don't count. */
export function placeOf(personId: string, moments: readonly HeldMoment[], expected: readonly ExpectedAt[]): string | null {
  const mine = new Set(expected.filter((e) => e.personId === personId).map((e) => e.momentId));
  return moments.find((m) => !m.cancelled && mine.has(m.id))?.id ?? null;
}
