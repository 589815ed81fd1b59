import type { Transaction } from '#src/db/client.ts';
import type { PilotRow } from '#src/db/queries/pilot.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { talkPath, type PilotPerson } from '../pilot/talk.ts';

export const wrongOwner = 'Kies iemand van de bibliotheek of van de POI.';

/** "Samira Haddad (Bibliotheek Duinrand)" */
export const withSide = (person: PilotPerson, libraryName: string) => ({
  personId: person.personId,
  name: `${person.name} (${person.side === 'adviser' ? 'adviseur' : libraryName})`,
});

/**
 * Tells whoever takes it on; who wrote it down for themselves knows already.
 * @param key the same never goes out twice
 */
export async function mailPilotOwner(
  tx: Transaction,
  ctx: Context,
  of: { pilot: PilotRow; partId: string; libraryName: string; owner: PilotPerson; body: string; due: string; key: string },
): Promise<boolean> {
  const { owner, pilot } = of;
  if (!owner.email || owner.personId === ctx.actor?.personId) return false;
  return enqueueMail(tx, ctx, {
    kind: 'pilotAgreement',
    to: owner.email,
    personId: owner.personId,
    values: {
      name: owner.name,
      pilot: pilot.name,
      library: of.libraryName,
      agreement: of.body,
      due: longDay(of.due),
      link: `${ctx.publicBaseUrl}${talkPath({ pilotId: pilot.id, partId: of.partId })}#afspraken`,
    },
    idempotencyKey: `pilotAgreement ${of.key}`,
  });
}
