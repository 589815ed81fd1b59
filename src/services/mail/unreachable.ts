import { listFailedOf } from '#src/db/queries/outbox.ts';
import type { Queryable } from '#src/db/client.ts';
import { isBounce } from '#src/domain/mail-failure.ts';

/** Who of these people has an address that refuses mail, as far as we heard. An address that changed since counts as good. */
export async function listUnreachable(
  db: Queryable,
  people: readonly { personId: string; email: string | null }[],
): Promise<Set<string>> {
  const addressOf = new Map(people.map((person) => [person.personId, person.email]));
  const failed = await listFailedOf(db, [...addressOf.keys()]);
  return new Set(
    failed.flatMap(({ personId, payload }) =>
      personId && isBounce(payload.failure) && !payload.settled && addressOf.get(personId) === payload.to ? [personId] : [],
    ),
  );
}
