import { listSpecialists } from '#src/db/queries/reach.ts';
import { listOwnGroups } from '#src/db/queries/own-groups.ts';
import type { Queryable } from '#src/db/client.ts';
import { shownName } from '#src/domain/person.ts';
import { staffLibraries, type Actor } from '#src/domain/roles.ts';
import { buddiesToday } from '../buddy/own.ts';
import { loadLeaders, mailAddress } from '../group/members.ts';

export interface Askable {
  personId: string;
  name: string;
  email: string;
  /** Why this one: "je maatje", "begeleider van je groep" or "specialist van Bibliotheek Duinrand". */
  what: string;
}

/**
 * Whom someone can ask for help with a lesson by mail: buddies, and who leads their groups; without a leader the specialists
 * of their library. Only people with an address, each once, buddies first, and never oneself.
 */
export async function askablePeople(db: Queryable, actor: Actor, courseId: string, now: Date): Promise<Askable[]> {
  const groups = await listOwnGroups(db, actor.personId);
  // With a group for this course, its people know best.
  const same = groups.filter((g) => g.courseId === courseId);
  const asked = (same.length > 0 ? same : groups).map((g) => g.id);
  const people: { personId: string; name: string; email: string | null; what: string }[] = [];
  for (const groupId of asked) {
    const buddies = await buddiesToday(db, { groupId, personId: actor.personId });
    for (const buddy of [...(buddies?.buddies ?? []), ...(buddies?.standIns ?? [])]) people.push({ ...buddy, what: 'je maatje' });
  }
  const leaders = await loadLeaders(db, asked, now);
  for (const leader of [...leaders.values()].flat()) people.push({ ...leader, what: 'begeleider van je groep' });
  const known = new Map<string, Askable>();
  const add = (person: (typeof people)[number]) => {
    const { personId, name, email, what } = person;
    if (email && personId !== actor.personId && !known.has(personId)) known.set(personId, { personId, name, email, what });
  };
  people.forEach(add);
  if (![...known.values()].some((p) => p.what !== 'je maatje'))
    for (const library of staffLibraries(actor))
      for (const specialist of await listSpecialists(db, library.id, now))
        add({
          personId: specialist.personId,
          name: shownName(specialist),
          email: mailAddress(specialist),
          what: `specialist van ${library.name}`,
        });
  return [...known.values()];
}
