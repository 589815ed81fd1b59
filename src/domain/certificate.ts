/**
 * The blended rule: every module the group chose is passed and every meeting of its rule was attended or made up.
 * Source: Leertraject Frontoffice en basisvaardigheden (2018), "De deelnemers sluiten het leertraject af met een certificaat".
 */
import type { MeetingAttendance } from './attendance.ts';

export const awards = ['certificate', 'participation'] as const;
export type Award = (typeof awards)[number];
export const awardNames: Record<Award, string> = { certificate: 'certificaat', participation: 'bewijs van deelname' };

export interface RuleModule {
  moduleId: string;
  title: string;
}

export interface RuleMeeting {
  meetingId: string;
  nr: number;
  title: string;
}

export interface GroupRule {
  award: Award;
  modules: readonly RuleModule[];
  /** Every meeting of the rule, dated or not. */
  meetings: readonly RuleMeeting[];
}

export interface LearnerFacts {
  /** Modules passed, by id. */
  passed: ReadonlySet<string>;
  /** Attendance by meeting id; a meeting that isn't here is not recorded. */
  attendance: ReadonlyMap<string, MeetingAttendance>;
}

export type Requirement =
  | { kind: 'module'; moduleId: string; title: string }
  | { kind: 'meeting'; meetingId: string; nr: number; title: string; state: 'absent' | 'notRecorded' };

export type Decision =
  | { kind: 'earned'; award: Award }
  | { kind: 'notYet'; award: Award; missing: Requirement[] }
  /** A rule without a module is an error, never "met". */
  | { kind: 'noRule' };

/** Without a meeting there is no certificate to earn, whatever the rule says. */
export const awardOf = (award: Award, meetings: number): Award => (meetings === 0 ? 'participation' : award);

/**
 * Does an earned award still have to be issued? Not when it was given before, revoked or not; and who has the certificate
 * gets no lesser proof beside it when the group's rule changes.
 */
export const isNew = (award: Award, given: readonly { kind: Award }[]) =>
  !given.some((g) => g.kind === award || g.kind === 'certificate');

export function decideCertificate(rule: GroupRule, facts: LearnerFacts): Decision {
  if (rule.modules.length === 0) return { kind: 'noRule' };
  const award = awardOf(rule.award, rule.meetings.length);
  const missing: Requirement[] = [];
  for (const module of rule.modules) if (!facts.passed.has(module.moduleId)) missing.push({ kind: 'module', ...module });
  for (const meeting of rule.meetings) {
    const attendance = facts.attendance.get(meeting.meetingId)?.state ?? 'notRecorded';
    if (attendance === 'absent' || attendance === 'notRecorded') missing.push({ kind: 'meeting', ...meeting, state: attendance });
  }
  return missing.length === 0 ? { kind: 'earned', award } : { kind: 'notYet', award, missing };
}

/** What a certificate states. Stored as it was on the day and never changed; the name stands beside it. */
export interface CertificateFacts {
  courseId: string;
  courseTitle: string;
  groupName: string;
  libraryId: string;
  libraryName: string;
  modules: { id: string; title: string; version: number; passedOn: string }[];
  meetings: { nr: number; title: string; on: string; how: 'attended' | 'madeUp' }[];
  issuedOn: string;
}

export const revocationReasons = ['request', 'attendanceCorrected', 'wrongPerson', 'duplicate'] as const;
export type RevocationReason = (typeof revocationReasons)[number];
export const revocationReasonNames: Record<RevocationReason, string> = {
  request: 'op verzoek',
  attendanceCorrected: 'aanwezigheid hersteld',
  wrongPerson: 'verkeerde persoon',
  duplicate: 'dubbel',
};
