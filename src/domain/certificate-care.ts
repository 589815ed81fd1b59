/** What a leader may do about someone's certificate, after the rule has done its part. */
import type { Award, Decision } from './certificate.ts';

/** An award that was given once. */
export interface GivenAward {
  kind: Award;
  seq: number;
  revoked: boolean;
}

const isValid = (given: GivenAward) => !given.revoked;

/**
 * The award to give once more: after a revocation the rule never issues by itself, so a person does, and only while
 * the rule is still met. Null when there is nothing to give again.
 */
export function awardToReissue(decision: Decision, given: readonly GivenAward[]): Award | null {
  if (decision.kind !== 'earned' || !given.some((g) => g.revoked)) return null;
  const { award } = decision;
  return given.filter(isValid).some((g) => g.kind === award || g.kind === 'certificate') ? null : award;
}

/**
 * May this person get a proof of participation on the leader's word? For who stops half-way: something was done, not
 * everything, and there is nothing valid already.
 * @param done modules passed and meetings attended or made up, of the group's rule
 */
export const mayGiveParticipation = (decision: Decision, given: readonly GivenAward[], done: number) =>
  decision.kind === 'notYet' && done > 0 && !given.some(isValid);

export const nextSeq = (given: readonly GivenAward[], award: Award) =>
  1 + given.reduce((highest, g) => (g.kind === award ? Math.max(highest, g.seq) : highest), 0);
