import {
  findOpenErasure,
  insertErasure,
  listAdministratorsToMail,
  listLibraryOfEach,
  type listAway,
} from '#src/db/queries/erasure.ts';
import { listSpecialistsToMail } from '#src/db/queries/local-place.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { dueFrom } from '#src/domain/erasure.ts';
import { greetingName } from '#src/domain/person.ts';
import type { Terms } from '#src/domain/retention.ts';
import type { Context } from '../context.ts';
import { enqueueMails } from '../mail/enqueue.ts';
import { newId } from '../new-id.ts';

type Away = Awaited<ReturnType<typeof listAway>>['rows'][number];

/**
 * Whoever has no address can't be told that their account goes: the specialists of their library are, in one mail a night with
 * the user names; the administrators where there is no such specialist. They were away themselves? Then so be it.
 */
export async function warnForOthers(ctx: Context, away: readonly Away[], terms: Terms): Promise<void> {
  const libraries = await listLibraryOfEach(
    ctx.db,
    away.map((who) => who.personId),
    ctx.now,
  );
  const byLibrary = Map.groupBy(away, (who) => libraries.get(who.personId)?.id ?? '');
  for (const [libraryId, people] of byLibrary) {
    const library = libraries.get(people[0]?.personId ?? '');
    const dueAt = dueFrom(ctx.now, 'away');
    await ctx.db.transaction(async (tx) => {
      const told: { id: string; username: string }[] = [];
      for (const { personId, username } of people) {
        if (await findOpenErasure(tx, personId)) continue;
        const id = newId();
        await insertErasure(tx, { id, personId, at: ctx.now, dueAt, keepsCertificates: true });
        told.push({ id, username: username ?? 'een account zonder naam' });
      }
      const specialists = libraryId === '' ? [] : await listSpecialistsToMail(tx, libraryId, ctx.now);
      const readers = specialists.length > 0 ? specialists : await listAdministratorsToMail(tx, ctx.now);
      if (told.length === 0) return;
      await enqueueMails(
        tx,
        ctx,
        readers.map((reader) => ({
          kind: 'accountsAway',
          to: reader.email,
          personId: reader.personId,
          values: {
            name: greetingName(reader.name),
            library: library?.name ?? 'mensen zonder bibliotheek',
            years: `${terms.away} jaar`,
            accounts: told.map((one) => one.username).join('\n'),
            day: longDate(dueAt),
            link: ctx.publicBaseUrl,
          },
          idempotencyKey: `accountsAway ${told[0]?.id} ${reader.personId}`,
        })),
      );
    });
  }
}
