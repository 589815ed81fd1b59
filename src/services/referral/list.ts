import { listReferrals, referralOrders, referralStates, type ReferralRow } from '#src/db/queries/referral.ts';
import { longDay, wallClock } from '#src/domain/calendar-day.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { needsOf } from '#src/domain/local-text.ts';
import { searchWords, topicIds, topicLabel, topics, topicsWith } from '#src/domain/referral.ts';
import { can } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';
import { reachLibrary } from '../local/reach.ts';

export interface ReferralLine {
  id: string;
  href: string;
  organisation: string;
  topic: string;
  branch: string | null;
  purpose: string;
  how: string;
  contact: string;
  notes: string[];
  /** Asks for something: to be looked at (`stale`), or for an owner. */
  work: boolean;
  stale: boolean;
  ended: boolean;
  seen: number;
}

/** The words of a search with the topics that they stand for. */
export const searchedWords = (search: string) => searchWords(search).map((word) => ({ word, topics: topicsWith(word) }));

/** The sociale kaart of a library, as the address asks: for who works there to read, for its specialist to keep. */
export async function listReferralCard(ctx: Context, libraryId: string, given: Record<string, string>) {
  const { actor, library } = await reachLibrary(ctx, libraryId, 'local:read');
  const manages = can(actor, 'local:manage', { libraryId });
  const query = readListQuery(given, {
    orders: referralOrders,
    filters: { onderwerp: topicIds, toon: manages ? referralStates : [] },
  });
  const today = wallClock(ctx.now).day;
  const words = searchedWords(query.search);
  const order = manages || query.order !== 'werk' ? query.order : 'onderwerp';
  const page = pageOf(query, await listReferrals(ctx.db, { libraryId, query: { ...query, order }, words, today, now: ctx.now }));
  return {
    ...page,
    libraryId,
    libraryName: library.name,
    manages,
    filtered: query.search !== '' || Object.keys(query.filters).length > 0,
    topics: topics.map((topic) => ({ value: topic.id, label: topic.label })),
    rows: page.rows.map((row) => lineOf(row, today, manages)),
  };
}

function lineOf(row: ReferralRow, today: string, manages: boolean): ReferralLine {
  const needs = row.endedAt ? [] : needsOf(row, today);
  const owner = row.ownerName ?? 'nog zonder naam';
  return {
    id: row.id,
    href: `/bij-ons/${row.libraryId}/sociale-kaart/${row.id}`,
    organisation: row.organisation,
    topic: topicLabel(row.topic),
    branch: row.branchName,
    purpose: row.purpose,
    how: row.how,
    contact: row.contact,
    notes: manages
      ? [
          needs.includes('stale')
            ? `Had nagekeken moeten zijn op ${longDay(row.reviewBy)}.`
            : `Nakijken vóór ${longDay(row.reviewBy)}.`,
          needs.includes('ownerless') ? `${row.ownerName ?? 'De eigenaar'} werkt hier niet meer.` : `Eigenaar: ${owner}.`,
        ]
      : row.ownerCurrent
        ? [`Weet je meer of klopt het niet? Zeg het tegen ${owner}.`]
        : [],
    work: manages && needs.length > 0,
    stale: manages && needs.includes('stale'),
    ended: row.endedAt !== null,
    seen: row.checkedAt.getTime(),
  };
}
