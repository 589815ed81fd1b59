import type { Transaction } from '#src/db/client.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { enqueueMails } from '../mail/enqueue.ts';
import type { PilotPerson } from '../pilot/talk.ts';
import { contactInvitation, type ToldContact } from './in-calendar.ts';

/** Who has a talk in their calendar: the library's specialists, and the adviser who planned it. */
export const attendeesOf = (people: readonly PilotPerson[], byId: string | null) =>
  people.filter((p) => p.side === 'library' || p.personId === byId);

/** Mails when and where a talk is, or that it is off, with the file for the calendar: once a person for each version of it. */
export async function tellContact(
  tx: Transaction,
  ctx: Context,
  told: ToldContact & { people: readonly PilotPerson[]; method: 'request' | 'cancel' },
): Promise<void> {
  const { contact, method, people } = told;
  if (contact.startsAt <= ctx.now) return;
  await enqueueMails(
    tx,
    ctx,
    people.flatMap(({ personId, name, email }) => {
      if (!email) return [];
      const invitation = contactInvitation(ctx, name, method, told);
      return [
        {
          kind: method === 'request' ? 'pilotContact' : 'pilotContactOff',
          to: email,
          personId,
          values: {
            name,
            about: contact.about,
            library: told.libraryName,
            poi: told.poiName,
            pilot: told.pilotName,
            when: fullPeriod(contact.startsAt, contact.endsAt),
            place: contact.place,
            link: invitation.link,
          },
          idempotencyKey: `pilotContact ${method} ${contact.id} ${contact.sequence} ${personId}`,
          invitation,
        },
      ];
    }),
  );
}
