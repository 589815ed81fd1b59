import type { Transaction } from '#src/db/client.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';
import { enqueueMail } from '../mail/enqueue.ts';

/**
 * Tells whoever takes on an agreement. A practice group mails nobody.
 * @param key the same never goes out twice
 */
export async function mailOwner(
  tx: Transaction,
  ctx: Context,
  of: {
    group: ReachedGroup;
    owner: { personId: string; name: string; email: string | null };
    body: string;
    due: string;
    key: string;
  },
): Promise<void> {
  const { group, owner } = of;
  if (!owner.email || group.kind === 'practice') return;
  await enqueueMail(tx, ctx, {
    kind: 'agreementMade',
    to: owner.email,
    personId: owner.personId,
    values: {
      name: owner.name,
      group: group.name,
      agreement: of.body,
      due: longDay(of.due),
      link: `${ctx.publicBaseUrl}/leerkaart/${group.id}`,
    },
    idempotencyKey: `agreement ${of.key}`,
    groupId: group.id,
  });
}
