import { findReadingPlace } from '#src/db/queries/local-place.ts';
import { listSlotTexts } from '#src/db/queries/local-text.ts';
import { listReferralsForDesk } from '#src/db/queries/referral.ts';
import { longDate, wallClock } from '#src/domain/calendar-day.ts';
import { isStale, textFor } from '#src/domain/local-text.ts';
import { topicLabel } from '#src/domain/referral.ts';
import type { Context } from '../context.ts';

export interface LocalTextView {
  slotId: string;
  title: string;
  body: string;
  /** "Nagekeken op 3 februari 2027" */
  checked: string;
  /** The day to look at it again has passed. */
  stale: boolean;
}

export interface ReferralView {
  id: string;
  topic: string;
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
  const today = wallClock(ctx.now).day;
  return {
    where: place.branchName ? `${place.libraryName}, ${place.branchName}` : place.libraryName,
    texts: slotIds.flatMap((slotId): LocalTextView[] => {
      const slot = ctx.catalogue.slots.get(slotId);
      const text = textFor(rows, slotId, place.branchId);
      if (!slot || !text?.body) return [];
      return [
        {
          slotId,
          title: slot.title,
          body: text.body,
          checked: `Nagekeken op ${longDate(text.checkedAt)}`,
          stale: isStale(text.reviewBy, today),
        },
      ];
    }),
    referrals: referrals.map(({ id, topic, organisation, purpose, how, contact, branchName }) => ({
      ...{ id, organisation, purpose, how, contact },
      topic: topicLabel(topic),
      branch: branchName,
    })),
  };
}
