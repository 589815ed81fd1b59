import type { Transaction } from '#src/db/client.ts';
import { findPeople, insertCertificate, listCertificates } from '#src/db/queries/certificate.ts';
import { listActiveGroupIds, listActiveMemberIds } from '#src/db/queries/rule.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { awardNames, isNew, type Award, type CertificateFacts } from '#src/domain/certificate.ts';
import { recordEvent } from '../audit.ts';
import { addBadge } from '../badge/add.ts';
import type { Context } from '../context.ts';
import { mailAddress } from '../group/members.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { newId, newToken } from '../new-id.ts';
import { loadStanding, type GroupStanding, type Standing } from './load-standing.ts';

export interface Issued {
  certificateId: string;
  code: string;
  personId: string;
  groupId: string;
  award: Award;
}

/**
 * Issues what has been earned, in the transaction that records the last fact, whatever that fact was. Give the person
 * (a quiz), the group (its rule, a meeting) or both (an attendance). Once a certificate was issued for a person and
 * group, the rule never issues another; after a revocation only a specialist does. Call ctx.mailWaits() after the commit.
 */
export async function issueWhenEarned(
  tx: Transaction,
  ctx: Context,
  who: { groupId: string; personId?: string } | { groupId?: string; personId: string },
): Promise<Issued[]> {
  const groupIds = who.groupId ? [who.groupId] : await listActiveGroupIds(tx, who.personId as string);
  const issued: Issued[] = [];
  for (const groupId of groupIds) {
    const members = await listActiveMemberIds(tx, groupId);
    const people = who.personId ? members.filter((id) => id === who.personId) : members;
    const standing = await loadStanding(tx, ctx.catalogue, groupId, people);
    // A practice group mails nobody and certifies nothing.
    if (!standing || standing.ruleId === null || standing.group.kind === 'practice') continue;
    const existing = await listCertificates(tx, { groupId, personIds: people });
    for (const [personId, own] of standing.people) {
      const { decision } = own;
      if (decision.kind !== 'earned') continue;
      const given = existing.filter((c) => c.personId === personId);
      if (!isNew(decision.award, given)) continue;
      const made = await issue(tx, ctx, standing, personId, own, { award: decision.award, seq: 1, byId: null });
      if (made) issued.push(made);
    }
  }
  return issued;
}

/** Writes one certificate: snapshot, name beside it, audit event and mail. Null when it was there already. */
export async function issue(
  tx: Transaction,
  ctx: Context,
  standing: GroupStanding,
  personId: string,
  own: Standing,
  how: { award: Award; seq: number; byId: string | null },
): Promise<Issued | null> {
  if (standing.ruleId === null) return null;
  const [person] = await findPeople(tx, [personId]);
  if (!person) return null;
  const issued: Issued = { certificateId: newId(), code: newToken(), personId, groupId: standing.group.id, award: how.award };
  const facts = certifiedFacts(ctx, standing, own);
  const made = await insertCertificate(
    tx,
    {
      id: issued.certificateId,
      kind: how.award,
      seq: how.seq,
      personId,
      groupId: issued.groupId,
      ruleId: standing.ruleId,
      code: issued.code,
      facts,
      issuedAt: ctx.now,
      byId: how.byId,
    },
    person.name ?? '',
  );
  if (!made) return null;
  if (how.award === 'certificate') await addBadge(tx, ctx, issued.certificateId);
  await recordEvent(tx, ctx, {
    kind: 'certificateIssued',
    entity: 'certificate',
    entityId: issued.certificateId,
    subjectId: personId,
    organisationId: standing.group.libraryId,
    detail: { award: how.award, seq: how.seq },
  });
  const to = mailAddress(person);
  if (to)
    await enqueueMail(tx, ctx, {
      kind: 'certificateEarned',
      to,
      personId,
      values: {
        name: person.name ?? '',
        award: awardNames[how.award],
        course: facts.courseTitle,
        link: `${ctx.publicBaseUrl}/certificaten/${issued.code}`,
      },
      idempotencyKey: `certificate ${issued.certificateId}`,
      groupId: standing.group.id,
    });
  return issued;
}

/** Only what was really done: of a proof of participation, the modules passed and the meetings attended so far. */
export function certifiedFacts(
  ctx: Pick<Context, 'catalogue' | 'now'>,
  standing: {
    group: Pick<GroupStanding['group'], 'courseId' | 'name' | 'libraryId' | 'libraryName'>;
    rule: GroupStanding['rule'];
  },
  own: Pick<Standing, 'completions' | 'attendance'>,
): CertificateFacts {
  const course = ctx.catalogue.courses.get(standing.group.courseId);
  return {
    courseId: standing.group.courseId,
    courseTitle: course?.fullTitle ?? standing.group.courseId,
    groupName: standing.group.name,
    libraryId: standing.group.libraryId,
    libraryName: standing.group.libraryName,
    modules: standing.rule.modules.flatMap(({ moduleId, title }) => {
      const done = own.completions.get(moduleId);
      return done ? [{ id: moduleId, title, version: done.version, passedOn: longDate(done.at) }] : [];
    }),
    meetings: standing.rule.meetings.flatMap(({ meetingId, nr, title }) => {
      const attendance = own.attendance.get(meetingId);
      if (attendance?.state !== 'attended' && attendance?.state !== 'madeUp') return [];
      return [{ nr, title, on: longDate(attendance.on), how: attendance.state }];
    }),
    issuedOn: longDate(ctx.now),
  };
}
