import type { Resumed } from '#src/services/draft/resume.ts';

const pathOf = (address: string) => address.split(/[?#]/)[0];

/** Where someone goes who just came in. */
export function placeAfter({ home, resumed: { next } }: { home: string; resumed: Resumed }, asked: string): string {
  const back = asked === '/' ? home : asked;
  if (next === null) return back;
  // The answer of a moment ago counts: show what it led to, if that is where this person was.
  const there = pathOf(next) === pathOf(back) ? next : back;
  if (next.includes('stand=')) return there;
  const what = pathOf(next)?.includes('/gesprek/') ? 'gezegd' : 'geteld';
  return `${there}${there.includes('?') ? '&' : '?'}gelukt=${what}`;
}
