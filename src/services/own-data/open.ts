import { countPersonal, listPersonal, listSamePerson, personalTables, type PersonalTable } from '#src/db/queries/personal.ts';
import { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { awardNames } from '#src/domain/certificate.ts';
import { capital } from '#src/domain/dutch.ts';
import { categoryTexts, dataCategories } from '#src/domain/own-data.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { callPeople, forReader, type Fact } from './read.ts';

export interface OwnKind {
  /** Of its own page. */
  href: string;
  title: string;
  total: number;
  rows: Fact[][];
}

/** On the first page of each kind; the rest is a page further. */
const shownAtOnce = 25;
export const rowsPerPage = 100;

const slug = ({ name }: PersonalTable) => name.replaceAll('_', '-');
const shown = personalTables.filter(({ rule }) => rule.shown);

/** Everything that is held about the reader, by category, the newest of each kind. */
export async function openOwnData(ctx: Context) {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const ids = await listSamePerson(ctx.db, actor.personId);
  const kinds = new Map<PersonalTable, OwnKind>();
  for (const found of shown) {
    const total = await countPersonal(ctx.db, found, ids);
    const rows = total > 0 ? await readPage(ctx, found, ids, { limit: shownAtOnce, offset: 0 }) : [];
    kinds.set(found, { href: `/account/gegevens/${slug(found)}`, title: found.rule.title, total, rows });
  }
  const certificates = await listCertificatesOfPerson(ctx.db, actor.personId);
  return {
    name: actor.name,
    made: longDate(ctx.now),
    shownAtOnce,
    categories: dataCategories.map((category) => {
      const own = shown.filter(({ rule }) => rule.category === category).map((found) => kinds.get(found) as OwnKind);
      return {
        title: categoryTexts[category].title,
        kinds: own.filter(({ total }) => total > 0).sort((a, b) => a.title.localeCompare(b.title, 'nl')),
        empty: own.filter(({ total }) => total === 0).map(({ title }) => title),
      };
    }),
    certificates: certificates
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ code, kind, facts, issuedAt }) => ({
        href: `/certificaten/${code}.pdf`,
        text: `${capital(awardNames[kind])}: ${facts.courseTitle}, ${longDate(issuedAt)}`,
      })),
  };
}

/** All rows of one kind, by page. */
export async function openOwnKind(ctx: Context, kind: string, page: number) {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const found = shown.find((one) => slug(one) === kind);
  if (!found) throw notFound();
  const ids = await listSamePerson(ctx.db, actor.personId);
  const at = Math.min(Math.max(Number.isInteger(page) ? page : 1, 1), 10_000);
  const rows = await readPage(ctx, found, ids, { limit: rowsPerPage + 1, offset: (at - 1) * rowsPerPage });
  return {
    title: found.rule.title,
    page: at,
    first: (at - 1) * rowsPerPage + 1,
    rows: rows.slice(0, rowsPerPage),
    hasMore: rows.length > rowsPerPage,
    total: await countPersonal(ctx.db, found, ids),
  };
}

async function readPage(ctx: Context, found: PersonalTable, ids: readonly string[], page: { limit: number; offset: number }) {
  const rows = await listPersonal(ctx.db, found, ids, page);
  return forReader(ctx.db, ctx.catalogue, found, rows, await callPeople(ctx.db, found, rows, ids));
}
