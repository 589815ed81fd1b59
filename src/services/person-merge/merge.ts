import { insertMerge, listCertificateIds, swapLogins, takeStep } from '#src/db/queries/person-merge.ts';
import { insertRevocation } from '#src/db/queries/certificate.ts';
import type { MergeRecord } from '#src/domain/person-merge.ts';
import { greetingName } from '#src/domain/person.ts';
import { endSessions } from '../account/end-sessions.ts';
import { recordEvent } from '../audit.ts';
import { issueWhenEarned } from '../certificate/issue-when-earned.ts';
import { authorise, type Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { newId } from '../new-id.ts';
import { invalid, refused } from '../service-error.ts';
import { planMerge } from './plan.ts';
import { findSides, loginOf } from './sides.ts';

/**
 * Joins two accounts of one person: everything that points at the one that goes, points at the one that stays. Both are signed
 * out, and who stays hears it by mail. Whatever is done is written down, so that it can be undone.
 * @param input.login whose address, user name and password stay in use
 */
export async function mergePeople(
  ctx: Context,
  input: { keptId: string; goneId: string; login: 'kept' | 'gone' },
): Promise<void> {
  authorise(ctx, 'person:manage');
  await ctx.db.transaction(async (tx) => {
    const { kept, gone, refusal } = await findSides(tx, ctx, input);
    if (gone.mergedIntoId === kept.id) return;
    if (refusal) throw refused(refusal);
    const [stays, other] = input.login === 'kept' ? [kept, gone] : [gone, kept];
    if (stays.passwordHash === null && other.passwordHash !== null)
      throw invalid('inlog', `Met ${loginOf(stays)} is nog nooit ingelogd. Kies ${loginOf(other)}.`);
    const before = [...(await listCertificateIds(tx, kept.id)), ...(await listCertificateIds(tx, gone.id))];
    const plan = await planMerge(tx, kept, gone);
    const { steps, groups } = plan;
    const record: MergeRecord = { steps, swapped: input.login === 'gone', certificates: before, groups };
    for (const step of plan.steps) await takeStep(tx, step);
    for (const { id } of plan.doubleCertificates) {
      const certificateId = String(id);
      await insertRevocation(tx, { certificateId, reason: 'duplicate', byId: ctx.actor?.personId ?? null, at: ctx.now });
      record.steps.push({ do: 'add', table: 'certificate_revocation', key: { certificate_id: certificateId } });
    }
    if (record.swapped) await swapLogins(tx, kept.accountId, gone.accountId);
    for (const side of [kept, gone]) await endSessions(tx, side.id);
    const id = newId();
    await insertMerge(tx, {
      id,
      keptId: kept.id,
      goneId: gone.id,
      byId: ctx.actor?.personId ?? null,
      at: ctx.now,
      moved: record,
    });
    await recordEvent(tx, ctx, {
      kind: 'peopleMerged',
      entity: 'person',
      entityId: kept.id,
      subjectId: kept.id,
      detail: { merge: id, gone: gone.id, moved: plan.steps.length },
    });
    const to = stays.email;
    if (to)
      await enqueueMail(tx, ctx, {
        kind: 'accountsMerged',
        to,
        personId: kept.id,
        values: { name: greetingName(kept.name ?? gone.name), email: to, other: loginOf(other) },
        idempotencyKey: `accountsMerged ${id}`,
      });
    // Together they may have what neither had.
    await issueWhenEarned(tx, ctx, { personId: kept.id });
  });
  ctx.mailWaits();
}
