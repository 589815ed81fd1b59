import type { Transaction } from '#src/db/client.ts';
import { findPilot, findPilotLibrary, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { listContacts, updateContact, type PilotContactRow } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { peopleOf } from '../pilot/talk.ts';
import { attendeesOf, tellContact } from './tell.ts';
import { toldOf } from './told.ts';

/** In the transaction of the calling off; who asks may. */
export async function callOff(
  tx: Transaction,
  ctx: Context,
  { pilot, part, contacts }: { pilot: PilotRow; part: PilotLibraryRow; contacts: readonly PilotContactRow[] },
): Promise<void> {
  if (contacts.length === 0) return;
  const people = await peopleOf(tx, { pilot, part, now: ctx.now });
  for (const row of contacts) {
    const contact = { ...row, sequence: row.sequence + 1 };
    await updateContact(tx, row.id, { cancelledAt: ctx.now, sequence: contact.sequence });
    await tellContact(tx, ctx, {
      ...(await toldOf(tx, { pilot, part, contact })),
      people: attendeesOf(people, row.byId),
      method: 'cancel',
    });
  }
}

/** A library leaves a pilot, or the pilot stops: what was planned with it goes out of the calendars. In that transaction. */
export async function callOffContacts(tx: Transaction, ctx: Context, partId: string): Promise<void> {
  const part = await findPilotLibrary(tx, partId);
  const pilot = part && (await findPilot(tx, part.pilotId));
  if (!part || !pilot) return;
  const coming = (await listContacts(tx, part.id)).filter((row) => row.cancelledAt === null && row.startsAt > ctx.now);
  await callOff(tx, ctx, { pilot, part, contacts: coming });
}
