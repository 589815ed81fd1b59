import { makeUpNames, type MeetingAttendance } from '#src/domain/attendance.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { awardNames, revocationReasonNames } from '#src/domain/certificate.ts';
import { awardToReissue } from '#src/domain/certificate-care.ts';
import { awardTitles } from '#src/domain/certificate-text.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { mayGive } from './give-participation.ts';
import { authoriseMember, loadMember, type MemberOf } from './reach-member.ts';

export interface MemberView {
  groupId: string;
  groupName: string;
  personId: string;
  name: string;
  /** "in de groep sinds 12 januari 2027" */
  since: string;
  modules: { title: string; done: boolean; text: string }[];
  meetings: { nr: number; title: string; done: boolean; text: string }[];
  certificates: MemberCertificate[];
  /** "certificaat" or "bewijs van deelname": what may be given again. */
  reissue: string | null;
  mayGiveParticipation: boolean;
  /** Everything is done, or this many parts are not. */
  missing: number;
  stillMember: boolean;
  /** Since when they rest, or null. */
  pausedSince: string | null;
  practice: boolean;
}

export interface MemberCertificate {
  id: string;
  path: string;
  title: string;
  issuedOn: string;
  revoked: { reason: string; on: string } | null;
}

/** One member of a group, for who leads it: completion and attendance, never answers. */
export async function openMember(ctx: Context, who: MemberOf): Promise<MemberView> {
  await authoriseMember(ctx, 'group:view', who);
  const reached = await loadMember(ctx.db, ctx, who);
  const { group, member, standing, own, certificates, given } = reached;
  const again = group.kind === 'practice' ? null : awardToReissue(own.decision, given);
  return {
    groupId: group.id,
    groupName: group.name,
    personId: who.personId,
    name: member.name ?? member.email ?? 'Nog geen naam',
    since: `In de groep sinds ${longDate(member.joinedAt)}${member.leftAt ? `, gestopt op ${longDate(member.leftAt)}` : ''}.`,
    modules: standing.rule.modules.map(({ moduleId, title }) => {
      const done = own.completions.get(moduleId);
      return { title, done: done !== undefined, text: done ? `gehaald op ${longDate(done.at)}` : 'nog niet gehaald' };
    }),
    meetings: standing.rule.meetings.map(({ meetingId, nr, title }) => {
      const attendance = own.attendance.get(meetingId) ?? { state: 'notRecorded' };
      return { nr, title, done: 'on' in attendance, text: attendanceText(attendance) };
    }),
    certificates: certificates.map((c) => ({
      id: c.id,
      path: `/certificaten/${c.code}`,
      title: awardTitles[c.kind],
      issuedOn: longDate(c.issuedAt),
      revoked:
        c.revokedAt && c.revocationReason
          ? { reason: revocationReasonNames[c.revocationReason], on: longDate(c.revokedAt) }
          : null,
    })),
    reissue: again && awardNames[again],
    mayGiveParticipation: mayGive(reached),
    missing: own.decision.kind === 'notYet' ? own.decision.missing.length : 0,
    stillMember: member.leftAt === null,
    pausedSince: member.leftAt === null && member.pausedAt ? longDate(member.pausedAt) : null,
    practice: group.kind === 'practice',
  };
}

/** The same, for the page that asks "are you sure?" about one valid certificate. */
export async function openMemberCertificate(
  ctx: Context,
  who: MemberOf,
  certificateId: string | null,
): Promise<{ member: MemberView; certificate: MemberCertificate }> {
  const member = await openMember(ctx, who);
  const certificate = member.certificates.find((c) => c.id === certificateId);
  if (!certificate) throw notFound();
  return { member, certificate };
}

function attendanceText(attendance: MeetingAttendance): string {
  switch (attendance.state) {
    case 'attended':
      return `aanwezig op ${longDate(attendance.on)}`;
    case 'madeUp':
      return `ingehaald op ${longDate(attendance.on)} (${makeUpNames[attendance.how]})`;
    case 'absent':
      return 'afwezig, nog niet ingehaald';
    case 'notRecorded':
      return 'nog niet ingevuld';
  }
}
