import { deleteFeed, findFeed, putFeed } from '#src/db/queries/calendar-feed.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { hashToken, newToken } from '../new-id.ts';
import { refused } from '../service-error.ts';

export interface FeedView {
  /** The day on which the address was made; null without one. */
  since: string | null;
  /** Only right after it was made: what is kept can't be turned back into it. */
  address: { web: string; program: string } | null;
  /** For the form: a secret that becomes the address when it is sent. Sent twice it is one address. */
  token: string;
}

const self = (ctx: Context) => authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });

/** @param made the secret of a form that was just sent */
export async function viewFeedAddress(ctx: Context, made: string | null): Promise<FeedView> {
  const { personId } = self(ctx);
  const feed = await findFeed(ctx.db, personId);
  const fresh = feed !== null && made !== null && feed.tokenHash === hashToken(made);
  const web = `${ctx.publicBaseUrl}/agenda/${made}.ics`;
  return {
    since: feed && longDate(feed.createdAt),
    address: fresh ? { web, program: web.replace(/^https?:/, 'webcal:') } : null,
    token: newToken(),
  };
}

/** Makes an address for one's own calendar; an older one stops at once. */
export async function makeFeedAddress(ctx: Context, token: string): Promise<void> {
  const { personId } = self(ctx);
  if (!/^[0-9a-z]{32}$/.test(token)) throw refused('Laad de pagina opnieuw en probeer het nog een keer.');
  await putFeed(ctx.db, { personId, tokenHash: hashToken(token), createdAt: ctx.now });
}

/** The address stops; without one nothing happens. */
export async function endFeedAddress(ctx: Context): Promise<void> {
  const { personId } = self(ctx);
  await deleteFeed(ctx.db, personId);
}
