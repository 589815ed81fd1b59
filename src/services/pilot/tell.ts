import type { Transaction } from '#src/db/client.ts';
import { listSpecialistsToMail } from '#src/db/queries/local-place.ts';
import { findMailAddress } from '#src/db/queries/pilot-taking.ts';
import type { PilotLibraryRow, PilotRow } from '#src/db/queries/pilot.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import { greetingName } from '#src/domain/person.ts';
import { findOrganisation } from '#src/db/queries/organisation.ts';
import type { Context } from '../context.ts';
import { enqueueMails, enqueueMail, type MailOrder } from '../mail/enqueue.ts';
import { courseTitle, joinPath, partPath } from './words.ts';

type Told = Pick<PilotLibraryRow, 'id' | 'libraryId' | 'libraryName'>;

/** Mails the specialists of these libraries: they are asked, asked no longer, or the pilot stops. */
export async function tellLibraries(
  tx: Transaction,
  ctx: Context,
  { kind, pilot, parts }: { kind: 'pilotAsked' | 'pilotTakenBack' | 'pilotStopped'; pilot: PilotRow; parts: readonly Told[] },
): Promise<void> {
  const poi = (await findOrganisation(tx, pilot.poiId))?.name ?? 'de POI';
  const orders: MailOrder[] = [];
  for (const part of parts)
    for (const { personId, name, email } of await listSpecialistsToMail(tx, part.libraryId, ctx.now))
      orders.push({
        kind,
        to: email,
        personId,
        values: {
          name: greetingName(name),
          poi,
          library: part.libraryName,
          pilot: pilot.name,
          course: courseTitle(ctx, pilot.courseId),
          day: longDay(pilot.startsOn),
          link: `${ctx.publicBaseUrl}${kind === 'pilotAsked' ? joinPath(pilot.id, part.id) : '/pilots'}`,
        },
        idempotencyKey: `${kind} ${part.id} ${personId}`,
      });
  await enqueueMails(tx, ctx, orders);
}

const answers = {
  yes: 'doet mee',
  no: 'doet niet mee',
  stopped: 'stopt met de pilot',
} as const;

/** Mails the adviser who asked that a library said yes, said no or stopped. */
export async function tellAdviser(
  tx: Transaction,
  ctx: Context,
  { answer, pilot, part }: { answer: keyof typeof answers; pilot: PilotRow; part: PilotLibraryRow },
): Promise<void> {
  const adviser = part.invitedById === null ? null : await findMailAddress(tx, part.invitedById, pilot.poiId, ctx.now);
  if (!adviser) return;
  await enqueueMail(tx, ctx, {
    kind: 'pilotAnswered',
    to: adviser.email,
    personId: adviser.personId,
    values: {
      name: greetingName(adviser.name),
      library: part.libraryName,
      does: answers[answer],
      pilot: pilot.name,
      link: `${ctx.publicBaseUrl}${partPath(pilot.id, part.id)}`,
    },
    idempotencyKey: `pilotAnswered ${answer} ${part.id} ${adviser.personId}`,
  });
}
