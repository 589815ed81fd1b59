import { findReadingPlace } from '#src/db/queries/local-place.ts';
import { listReferralsForDesk, listReferralTopics } from '#src/db/queries/referral.ts';
import { fullDate } from '#src/domain/calendar-day.ts';
import { capital } from '#src/domain/dutch.ts';
import { isTopic, topicLabel, topics } from '#src/domain/referral.ts';
import type { Context } from '../context.ts';
import { searchedWords } from '../referral/list.ts';

/** So many results are shown: more is no answer at a desk. */
const mostResults = 40;

export interface DeskResult {
  id: string;
  organisation: string;
  purpose: string;
  how: string;
  contact: string;
  /** The branch it is about, where that isn't the one of the reader. */
  branch: string | null;
}

export interface DeskCard {
  search: string;
  /** Topics of which there is something, the chosen one marked. */
  topics: { href: string; label: string; chosen: boolean }[];
  /** Null: nothing was asked yet. */
  found: { title: string; results: DeskResult[]; more: boolean } | null;
}

export interface Desk {
  today: string;
  /** The sociale kaart of the reader's library; null for who has none, or isn't signed in. */
  card: DeskCard | null;
}

/** What the page at the desk shows: a customer may read it, so nothing of the reader or a course. */
export async function standAtDesk(ctx: Context, asked: { zoek?: string; onderwerp?: string }): Promise<Desk> {
  const today = capital(fullDate(ctx.now));
  // Nobody is refused here: whoever isn't signed in, or works at no library, gets the page without a card.
  const place = ctx.actor ? await findReadingPlace(ctx.db, ctx.actor.personId, ctx.now) : null;
  return { today, card: place && (await deskCard(ctx, place, asked)) };
}

async function deskCard(
  ctx: Context,
  place: { libraryId: string; branchId: string | null },
  asked: { zoek?: string; onderwerp?: string },
): Promise<DeskCard | null> {
  const search = (asked.zoek ?? '').trim().slice(0, 100);
  const topic = search === '' && asked.onderwerp && isTopic(asked.onderwerp) ? asked.onderwerp : null;
  const words = searchedWords(search);
  const [known, rows] = await Promise.all([
    listReferralTopics(ctx.db, place.libraryId),
    topic || words.length > 0
      ? listReferralsForDesk(ctx.db, { ...place, topic, words, limit: mostResults + 1 })
      : Promise.resolve(null),
  ]);
  if (known.size === 0) return null;
  return {
    search,
    topics: topics
      .filter(({ id }) => known.has(id))
      .map(({ id, label }) => ({ href: `/balie?onderwerp=${id}`, label, chosen: id === topic })),
    found: rows && {
      title: topic ? topicLabel(topic) : `Gevonden bij ‘${search}’`,
      more: rows.length > mostResults,
      results: rows.slice(0, mostResults).map((row) => ({
        id: row.id,
        organisation: row.organisation,
        purpose: row.purpose,
        how: row.how,
        contact: row.contact,
        branch: row.branchId !== null && row.branchId !== place.branchId ? row.branchName : null,
      })),
    },
  };
}
