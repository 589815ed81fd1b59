import type { Queryable, Transaction } from '#src/db/client.ts';
import { listPilotsFor } from '#src/db/queries/pilot.ts';
import { closePart } from '#src/db/queries/pilot-talk.ts';
import { pilotState } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';
import { callOffContacts } from '../pilot-contact/call-off.ts';

export interface OpenPart {
  id: string;
  pilotName: string;
  accepted: boolean;
  /** The pilot still is, or is to come. */
  running: boolean;
}

/** The pilots that a library takes part in or is asked for. */
export async function listOpenParts(db: Queryable, libraryId: string, now: Date): Promise<OpenPart[]> {
  return (await listPilotsFor(db, [libraryId]))
    .filter(({ taking }) => taking.endedAt === null && taking.declinedAt === null)
    .map(({ taking, pilot }) => ({
      id: taking.id,
      pilotName: pilot.name,
      accepted: taking.acceptedAt !== null,
      running: pilotState(pilot, now) !== 'over',
    }));
}

/** In the transaction of what makes it leave; what was planned with it goes out of the calendars. */
export async function leavePilot(tx: Transaction, ctx: Context, part: OpenPart): Promise<void> {
  await callOffContacts(tx, ctx, part.id);
  await closePart(
    tx,
    part.id,
    part.accepted ? { endedAt: ctx.now, endedById: ctx.actor?.personId ?? null } : { declinedAt: ctx.now },
  );
}
