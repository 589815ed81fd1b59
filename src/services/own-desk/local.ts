import { findReadingPlace } from '#src/db/queries/local-place.ts';
import { listSlotTexts } from '#src/db/queries/local-text.ts';
import { listReferralsForDesk } from '#src/db/queries/referral.ts';
import { textFor } from '#src/domain/local-text.ts';
import { topicLabel, topics } from '#src/domain/referral.ts';
import { staffLibraries } from '#src/domain/roles.ts';
import { signedIn, type Context } from '../context.ts';
import { cardPath } from '../local/paths.ts';
import { slotView } from '../local/view.ts';

export interface LocalTextView {
  slotId: string;
  title: string;
  body: string;
  /** "Nagekeken op 3 februari 2027." */
  checked: string;
  /** The day to look at it again has passed. */
  stale: boolean;
}

export interface ReferralView {
  id: string;
  topic: string;
  /** Other words for the topic, so that a search finds it. */
  topicWords: readonly string[];
  organisation: string;
  purpose: string;
  how: string;
  contact: string;
  /** The branch it is for; null: the whole library. */
  branch: string | null;
}

export interface LocalView {
  /** "Bibliotheek Duinrand" or "Bibliotheek Duinrand, Zeedorp" */
  where: string;
  texts: LocalTextView[];
  referrals: ReferralView[];
  /** The sociale kaart itself. */
  cardHref: string;
  /** Is it the reader who fills this in? */
  manages: boolean;
}

const mostReferrals = 300;

/**
 * What the reader's library wrote down in these places, and its sociale kaart; null for who works at no library.
 * @param slotIds in the order in which they are shown
 */
export async function localView(ctx: Context, personId: string, slotIds: readonly string[]): Promise<LocalView | null> {
  const place = await findReadingPlace(ctx.db, personId, ctx.now);
  if (!place) return null;
  const [rows, referrals] = await Promise.all([
    listSlotTexts(ctx.db, { personId, slotIds, now: ctx.now }),
    listReferralsForDesk(ctx.db, { ...place, topic: null, words: [], limit: mostReferrals }),
  ]);
  return {
    where: place.branchName ? `${place.libraryName}, ${place.branchName}` : place.libraryName,
    texts: slotIds.flatMap((slotId): LocalTextView[] => {
      const slot = ctx.catalogue.slots.get(slotId);
      const view = slot && slotView(slot.title, textFor(rows, slotId, place.branchId), place.libraryName, ctx.now);
      return view?.text ? [{ slotId, title: view.title, body: view.text, checked: view.checked ?? '', stale: view.stale }] : [];
    }),
    referrals: referrals.map(({ id, topic, organisation, purpose, how, contact, branchName }) => ({
      ...{ id, organisation, purpose, how, contact },
      topic: topicLabel(topic),
      topicWords: topics.find((known) => known.id === topic)?.words ?? [],
      branch: branchName,
    })),
    cardHref: cardPath(place.libraryId),
    manages: staffLibraries(signedIn(ctx)).some((library) => library.id === place.libraryId && library.manages),
  };
}
