/** Which libraries of a pilot ask for their adviser, and why, in words. Made of dates and of what was told, never of people. */
import { count } from './dutch.ts';
import type { Phase } from './pilot.ts';
import { stuckIn, type PilotFigures } from './pilot-figures.ts';

export const attentionKinds = ['kickOff', 'answer', 'meeting', 'certificates', 'stuck', 'contact', 'stale'] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export interface Attention {
  kind: AttentionKind;
  text: string;
}

export interface LibraryFacts {
  phase: Phase;
  invitedAt: Date;
  acceptedAt: Date | null;
  /** Of the pilot, from 1; null before its start. */
  week: number | null;
  /** Is any meeting of its groups without a moment, or planned later than now? */
  unplanned: boolean;
  next: Date | null;
  /** What was told last, and three weeks before; null: nothing may be told. */
  figures: PilotFigures | null;
  before: PilotFigures | null;
  /** Texts of "Bij ons" whose date has passed. */
  stale: number;
  /** The last talk that was planned and is past, and the first one to come. */
  lastContact: Date | null;
  nextContact: Date | null;
}

const day = 86_400_000;
const silentDays = 14;
const kickOffWeek = 3;
const contactDays = 28;

const weeksAgo = (since: Date, now: Date) => count(Math.floor((now.getTime() - since.getTime()) / (7 * day)), 'week', 'weken');

/**
 * What asks for attention, the most urgent first. Of a library of which no figures may be told, only what its phase and the
 * adviser's own diary say.
 */
export function attentionOf(facts: LibraryFacts, now: Date, moduleTitle: (id: string) => string): Attention[] {
  const { phase, figures, week } = facts;
  const older = (since: Date, days: number) => now.getTime() - since.getTime() >= days * day;
  const open = ['noKickOff', 'kickOffPlanned', 'running', 'meetingsHeld'].includes(phase);
  const found: Attention[] = [];
  const say = (kind: AttentionKind, text: string) => void found.push({ kind, text });

  if (phase === 'noKickOff' && week !== null && week >= kickOffWeek)
    say('kickOff', `Het is week ${week} en er is nog geen kick-off gepland.`);
  if (phase === 'invited' && older(facts.invitedAt, silentDays))
    say('answer', `Zegt al ${weeksAgo(facts.invitedAt, now)} niets op je uitnodiging.`);
  if (figures && phase === 'running' && facts.unplanned && facts.next === null)
    say('meeting', 'De volgende bijeenkomst is nog niet gepland.');
  if (figures && phase === 'meetingsHeld' && facts.next === null && figures.certificates.part.kind === 'few')
    say('certificates', 'Alle bijeenkomsten zijn geweest, maar minder dan vijf mensen hebben een certificaat.');
  const stuck = stuckIn(figures);
  if (open && stuck !== null && stuck === stuckIn(facts.before))
    say('stuck', `Veel mensen komen al drie weken niet verder dan ‘${moduleTitle(stuck)}’.`);
  const since = facts.lastContact ?? facts.acceptedAt;
  if (open && week !== null && since && facts.nextContact === null && older(since, contactDays))
    say('contact', `Jullie spraken elkaar ${weeksAgo(since, now)} niet, en er staat niets gepland.`);
  if (figures && open && facts.stale > 0)
    say('stale', `Bij ons: ${count(facts.stale, 'tekst moet', 'teksten moeten')} opnieuw nagekeken worden.`);
  return found;
}

/** Who asks for more comes first: by the most urgent reason, then by how many there are, then by name. */
export function compareAttention(
  a: { attention: readonly Attention[]; name: string },
  b: { attention: readonly Attention[]; name: string },
): number {
  const rank = ({ attention: [first] }: typeof a) => (first ? attentionKinds.indexOf(first.kind) : attentionKinds.length);
  return rank(a) - rank(b) || b.attention.length - a.attention.length || a.name.localeCompare(b.name, 'nl');
}
