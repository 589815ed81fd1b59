import { findPerson, listPeople } from '#src/db/queries/person.ts';
import { listEmployments } from '#src/db/queries/employment.ts';
import { findMergedInto } from '#src/db/queries/person-merge.ts';
import { isOver } from '#src/domain/employment.ts';
import { readListQuery, pageOf } from '#src/domain/list-query.ts';
import { shownName } from '#src/domain/person.ts';
import { roleNames } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { waitingSince } from '../person/list.ts';

/** Whom this person may be the same as: whoever is looked for, and before that whoever has the same last name. */
export async function findOther(ctx: Context, personId: string, given: Record<string, string>) {
  authorise(ctx, 'person:manage');
  const person = await findPerson(ctx.db, personId);
  if (!person) throw notFound();
  const asked = { ...given, zoek: given['zoek'] ?? lastName(person.name) };
  const query = readListQuery(asked, { orders: ['naam'], filters: {} });
  const page = pageOf(query, await listPeople(ctx.db, query, ctx.now, waitingSince(ctx.now)));
  const others = page.rows.filter((row) => row.id !== personId);
  const jobs = await listEmployments(
    ctx.db,
    others.map((row) => row.id),
  );
  return {
    ...page,
    name: shownName(person),
    search: asked.zoek,
    rows: others.map((row) => ({
      id: row.id,
      name: shownName(row),
      email: row.email ?? '',
      work: jobs
        .filter((job) => job.personId === row.id && !isOver(job, ctx.now))
        .map((job) => `${job.organisationName}, ${roleNames[job.role]}`),
    })),
  };
}

const lastName = (name: string | null) => name?.trim().split(/\s+/).at(-1) ?? '';

/** Whom an address means by now: who was joined with somebody is found there. Known to whoever is signed in: it is only a number. */
export async function followMerge(ctx: Context, personId: string): Promise<string> {
  signedIn(ctx);
  let id = personId;
  // A chain ends: nobody is joined with who was joined already.
  for (let steps = 0; steps < 20; steps++) {
    const next = await findMergedInto(ctx.db, id);
    if (next === null) return id;
    id = next;
  }
  return id;
}
