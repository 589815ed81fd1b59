/** For whom it matters when a group asks something else: names and award, never how far someone is. */
import { counts } from './attendance.ts';
import { isNew, type Award, type Decision, type LearnerFacts, type Requirement } from './certificate.ts';

export interface Member {
  name: string;
  before: Decision;
  after: Decision;
  facts: LearnerFacts;
  /** What was given in this group, revoked or not. */
  given: readonly { kind: Award; revoked: boolean }[];
}

export interface Effect {
  /** Has everything at once. */
  gain: string[];
  /** Has a certificate or proof that holds, and keeps it. */
  keep: string[];
  /** Must do more than before. */
  more: string[];
  /** Must do less than before. */
  less: string[];
  /** Did something that counts no more. */
  lose: string[];
}

/**
 * @param dropped what counts no more
 * @param certifies false for a practice group, where nobody ever gains an award
 */
export function effectOf(
  members: readonly Member[],
  award: Award,
  dropped: { moduleIds: readonly string[]; meetingIds: readonly string[] },
  certifies: boolean,
): Effect {
  const effect: Effect = { gain: [], keep: [], more: [], less: [], lose: [] };
  for (const member of members) {
    if (member.given.some((g) => !g.revoked)) effect.keep.push(member.name);
    if (!isNew(award, member.given)) continue;
    if (certifies && member.after.kind === 'earned') effect.gain.push(member.name);
    else {
      const change = weight(member);
      if (change !== 'same') effect[change].push(member.name);
    }
    if (
      dropped.moduleIds.some((id) => member.facts.passed.has(id)) ||
      dropped.meetingIds.some((id) => counts(member.facts.attendance.get(id)))
    )
      effect.lose.push(member.name);
  }
  return effect;
}

const key = (r: Requirement) => (r.kind === 'module' ? `module ${r.moduleId}` : `meeting ${r.meetingId}`);
const missing = (decision: Decision) => new Set(decision.kind === 'notYet' ? decision.missing.map(key) : []);

/** Where a group had no rule yet, nobody could count on anything: then nothing is more or less. */
function weight({ before, after }: Member): 'more' | 'less' | 'same' {
  if (before.kind === 'noRule') return 'same';
  const [was, is] = [missing(before), missing(after)];
  if ([...is].some((k) => !was.has(k))) return 'more';
  return [...was].some((k) => !is.has(k)) ? 'less' : 'same';
}
