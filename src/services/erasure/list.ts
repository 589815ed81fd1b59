import { findPeople } from '#src/db/queries/certificate.ts';
import { countOpenErasures, findErasure, listDoneErasures, listOpenErasures } from '#src/db/queries/erasure.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { arrangeFirst, causeOf, stateOf } from '#src/domain/erasure.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { shownName } from '#src/domain/person.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { loadTies } from './ties.ts';

/** Open wishes to be erased, the first due on top, and when earlier ones were carried out. */
export async function listErasures(ctx: Context, given: Record<string, string>) {
  authorise(ctx, 'privacy:manage');
  const query = readListQuery(given, { orders: ['eerst'], filters: {} });
  const [found, total, done] = await Promise.all([
    listOpenErasures(ctx.db, { page: query.page }),
    countOpenErasures(ctx.db),
    listDoneErasures(ctx.db, 10),
  ]);
  const page = pageOf(query, { rows: found, total });
  const rows = [];
  for (const row of page.rows)
    rows.push({
      id: row.id,
      personId: row.personId,
      name: shownName(row),
      cause: causeOf(row),
      asked: longDate(row.at),
      due: longDate(row.dueAt),
      keepsCertificates: row.keepsCertificates,
      first: arrangeFirst(await loadTies(ctx.db, row.personId, ctx.now), true),
    });
  return { ...page, rows, done: done.flatMap(({ doneAt }) => (doneAt ? longDate(doneAt) : [])) };
}

/** One open wish, before it is carried out early. */
export async function openWish(ctx: Context, requestId: string) {
  authorise(ctx, 'privacy:manage');
  const request = await findErasure(ctx.db, requestId);
  if (!request || stateOf(request) !== 'open') throw notFound();
  const [who] = await findPeople(ctx.db, [request.personId]);
  return {
    id: request.id,
    name: who ? shownName(who) : 'iemand',
    due: longDate(request.dueAt),
    cause: causeOf(request),
    keepsCertificates: request.keepsCertificates,
    first: arrangeFirst(await loadTies(ctx.db, request.personId, ctx.now), true),
  };
}
