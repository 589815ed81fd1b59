import { listEmployments } from '#src/db/queries/employment.ts';
import { findOrganisation } from '#src/db/queries/organisation.ts';
import { listPeople, personOrders, personStates } from '#src/db/queries/person.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { isCurrent } from '#src/domain/employment.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { accountState, accountStateNames, shownName } from '#src/domain/person.ts';
import { roleNames, roles } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';

/** Who was invited this many days ago and never came, waits for someone to ask. */
export const waitingDays = 14;
export const waitingSince = (now: Date) => addDays(now, -waitingDays);

/** People for the administrator, as the address asks: name, e-mail, where they work. Never what they learn. */
export async function listEveryone(ctx: Context, given: Record<string, string>) {
  authorise(ctx, 'person:manage');
  const query = readListQuery(given, {
    orders: personOrders,
    filters: { organisatie: null, rol: roles, staat: personStates },
  });
  const page = pageOf(query, await listPeople(ctx.db, query, ctx.now, waitingSince(ctx.now)));
  const [employments, organisation] = await Promise.all([
    listEmployments(
      ctx.db,
      page.rows.map((row) => row.id),
    ),
    query.filters.organisatie ? findOrganisation(ctx.db, query.filters.organisatie) : null,
  ]);
  const rows = page.rows.map((row) => ({
    id: row.id,
    name: shownName(row),
    email: row.email ?? '',
    state: accountStateNames[accountState(row)],
    work: employments
      .filter((e) => e.personId === row.id && isCurrent(e, ctx.now))
      .map((e) => `${e.organisationName}, ${roleNames[e.role]}`),
  }));
  return { ...page, rows, organisationName: organisation?.name ?? null };
}
