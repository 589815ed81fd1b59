import { insertRevocation } from '#src/db/queries/certificate.ts';
import { awardNames, revocationReasonNames, revocationReasons, type RevocationReason } from '#src/domain/certificate.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { mailAddress } from '../group/members.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { notFound } from '../service-error.ts';
import { authoriseMember, loadMember, type MemberOf } from './reach-member.ts';

export { revocationReasons };

/** The closed list to choose from, as it is shown. */
export const reasonChoices = () => revocationReasons.map((value) => ({ value, label: revocationReasonNames[value] }));

/**
 * Takes a certificate back, for a reason that its page shows from then on. The rule never issues it again; a leader may
 * (reissue.ts). A second time changes nothing: the first reason stays. Answers what was taken back.
 */
export async function revokeCertificate(
  ctx: Context,
  input: MemberOf & { certificateId: string; reason: RevocationReason },
): Promise<{ label: string }> {
  await authoriseMember(ctx, 'certificate:manage', input);
  const label = await ctx.db.transaction(async (tx) => {
    const { group, member, certificates } = await loadMember(tx, ctx, input);
    const found = certificates.find((c) => c.id === input.certificateId);
    if (!found) throw notFound();
    const row = { certificateId: found.id, reason: input.reason, byId: ctx.actor?.personId ?? null, at: ctx.now };
    if (!(await insertRevocation(tx, row))) return awardNames[found.kind];
    await recordEvent(tx, ctx, {
      kind: 'certificateRevoked',
      entity: 'certificate',
      entityId: found.id,
      subjectId: input.personId,
      organisationId: group.libraryId,
      detail: { reason: input.reason, award: found.kind, seq: found.seq },
    });
    const to = mailAddress(member);
    if (to)
      await enqueueMail(tx, ctx, {
        kind: 'certificateRevoked',
        to,
        personId: input.personId,
        values: {
          name: member.name ?? '',
          course: ctx.catalogue.courses.get(group.courseId)?.fullTitle ?? group.courseId,
          reason: revocationReasonNames[input.reason],
          link: `${ctx.publicBaseUrl}/certificaten/${found.code}`,
        },
        idempotencyKey: `certificateRevoked ${found.id}`,
      });
    return awardNames[found.kind];
  });
  ctx.mailWaits();
  return { label };
}
