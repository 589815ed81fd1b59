import { shownName } from '#src/domain/person.ts';
import type { Transaction } from '#src/db/client.ts';
import { listValidCertificates } from '#src/db/queries/attendance.ts';
import { listSpecialists } from '#src/db/queries/reach.ts';
import type { Context } from '../context.ts';
import { mailAddress, loadLeaders, type Leader } from '../group/members.ts';
import type { ReachedGroup } from '../group/reach.ts';
import { enqueueMail } from '../mail/enqueue.ts';

/**
 * Someone no longer counts as having been at a meeting that a valid certificate of theirs states. The certificate stays;
 * the leaders of the group hear it and may revoke it. Where nobody leads, the library's specialists hear it.
 * @returns the people it concerns
 */
export async function tellCorrection(
  tx: Transaction,
  ctx: Context,
  change: {
    group: ReachedGroup;
    meeting: { id: string; nr: number; title: string };
    personIds: readonly string[];
    path: string;
    key: string;
  },
): Promise<string[]> {
  if (change.personIds.length === 0) return [];
  const certificates = await listValidCertificates(tx, [change.group.id]);
  const people = change.personIds.filter((id) => statesMeeting(certificates, id, change.meeting.nr));
  if (people.length === 0) return [];
  const leaders = (await loadLeaders(tx, [change.group.id], ctx.now)).get(change.group.id) ?? [];
  for (const leader of leaders.length > 0 ? leaders : await specialists(tx, ctx, change.group.libraryId))
    for (const personId of people)
      if (leader.email)
        await enqueueMail(tx, ctx, {
          kind: 'correctionAfterCertificate',
          to: leader.email,
          personId: leader.personId,
          values: {
            name: leader.name,
            group: change.group.name,
            meeting: change.meeting.title,
            link: `${ctx.publicBaseUrl}${change.path}#persoon-${personId}`,
          },
          idempotencyKey: `correction ${change.key} ${personId} ${leader.personId}`,
        });
  return people;
}

/** Has this person a valid certificate or proof that names the meeting? */
export const statesMeeting = (certificates: Awaited<ReturnType<typeof listValidCertificates>>, personId: string, nr: number) =>
  certificates.some((c) => c.personId === personId && c.facts.meetings.some((m) => m.nr === nr));

async function specialists(tx: Transaction, ctx: Context, libraryId: string): Promise<Leader[]> {
  const rows = await listSpecialists(tx, libraryId, ctx.now);
  return rows.map((row) => ({ personId: row.personId, name: shownName(row), email: mailAddress(row) }));
}
