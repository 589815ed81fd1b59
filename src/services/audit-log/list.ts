import { auditPage, auditPageOf, countAudit, findPeopleLike, type AuditLine, type AuditQuery } from '#src/db/queries/audit.ts';
import { listSamePerson } from '#src/db/queries/personal.ts';
import { addDays, dayMoment, fullMoment } from '#src/domain/calendar-day.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { auditKinds, kindNames, sentenceOf } from './sentence.ts';

/** How far back, in days. The first is where the list starts. */
const periods = { maand: 31, week: 7, dag: 1, jaar: 366, alles: null } as const;
export type Period = keyof typeof periods;
export const periodChoices: { value: Period; label: string }[] = [
  { value: 'dag', label: 'de laatste dag' },
  { value: 'week', label: 'de laatste week' },
  { value: 'maand', label: 'de laatste maand' },
  { value: 'jaar', label: 'het laatste jaar' },
  { value: 'alles', label: 'alles' },
];
export const kindChoices = auditKinds
  .map((value) => ({ value, label: kindNames[value] }))
  .sort((a, b) => a.label.localeCompare(b.label, 'nl'));

/** So many people at most are looked for by a part of a name. */
const mostPeople = 50;

const periodOf = (given: Record<string, string>, standard: Period): Period =>
  given.periode !== undefined && Object.hasOwn(periods, given.periode) ? (given.periode as Period) : standard;
const sinceOf = (ctx: Context, period: Period) => {
  const days = periods[period];
  return days === null ? null : addDays(ctx.now, -days);
};

/** The audit trail, as the address asks: kind, person (part of a name or address, or an id), organisation, period. */
export async function listAudit(ctx: Context, given: Record<string, string>) {
  authorise(ctx, 'audit:read');
  const query = readListQuery(given, { orders: ['nieuw'], filters: { soort: auditKinds, organisatie: null, persoon: null } });
  const period = periodOf(given, 'maand');
  const { soort, organisatie, persoon } = query.filters;
  const personIds = persoon
    ? await listSamePerson(ctx.db, persoon)
    : query.search
      ? await findPeopleLike(ctx.db, query.search, mostPeople)
      : null;
  const asked: AuditQuery = {
    page: query.page,
    since: sinceOf(ctx, period),
    kind: soort,
    organisationId: organisatie,
    personIds,
  };
  const [rows, total] = [await auditPage(ctx.db, asked), await countAudit(ctx.db, asked)];
  const page = pageOf(query, { rows, total });
  return { ...page, period, rows: page.rows.map((row) => ({ ...lineOf(row, []), person: row.subjectId ?? row.actorId })) };
}

/**
 * What the reader did, and what others did about them, also under an account that was merged into this one. Of others only
 * what they are called to them.
 */
export async function listOwnAudit(ctx: Context, given: Record<string, string>) {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const query = readListQuery(given, { orders: ['nieuw'], filters: {} });
  const period = periodOf(given, 'maand');
  const own = await listSamePerson(ctx.db, actor.personId);
  const rows = await auditPageOf(ctx.db, { page: query.page, since: sinceOf(ctx, period), personIds: own });
  const page = pageOf(query, { rows, total: rows.length });
  return { ...page, period, rows: page.rows.map((row) => lineOf(row, own)) };
}

/** What nobody did, the house did: at night, on the command line, or before anyone was signed in. */
const house = 'Baliewijs';

function lineOf(row: AuditLine, own: readonly string[]) {
  const mine = (id: string | null) => id !== null && own.includes(id);
  const named = (id: string | null, name: string | null) => (id === null ? null : name || 'iemand zonder naam');
  return {
    id: row.id,
    at: dayMoment(row.at),
    exactly: fullMoment(row.at),
    kind: Object.hasOwn(kindNames, row.kind) ? kindNames[row.kind as keyof typeof kindNames] : row.kind,
    text: sentenceOf({
      kind: row.kind,
      actor: mine(row.actorId) ? 'Je' : (named(row.actorId, row.actorName) ?? house),
      subject: mine(row.subjectId) ? (mine(row.actorId) ? 'jezelf' : 'jou') : named(row.subjectId, row.subjectName),
      self: row.actorId !== null && (row.actorId === row.subjectId || (mine(row.actorId) && mine(row.subjectId))),
      detail: row.detail ?? {},
    }),
    organisation: row.organisationName,
  };
}
