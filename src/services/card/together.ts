import { listOwnAgreements, listOwnIntentions } from '#src/db/queries/agreement.ts';
import { agreementLines, type AgreementLine } from '../agreement/view.ts';
import { ownBuddies, type OwnBuddies } from '../buddy/own.ts';
import type { Context } from '../context.ts';
import { intentionPath } from '../intention/open.ts';

/** What stands beside someone's leerkaart of what they do with others, and what they intend. */
export interface Together {
  buddies: OwnBuddies | null;
  /** One's own; the done ones last. */
  agreements: AgreementLine[];
  intentions: { meeting: string; body: string; shared: boolean; href: string }[];
}

export async function togetherOf(
  ctx: Context,
  where: { groupId: string; personId: string; moduleIds: readonly string[] },
): Promise<Together> {
  const [buddies, agreements, intentions] = await Promise.all([
    ownBuddies(ctx, where),
    listOwnAgreements(ctx.db, where),
    listOwnIntentions(ctx.db, where),
  ]);
  return {
    buddies,
    agreements: agreementLines(ctx, agreements),
    intentions: intentions.map(({ meetingId, nr, title, body, shared }) => ({
      meeting: `Bijeenkomst ${nr}: ${title}`,
      body,
      shared,
      href: intentionPath(meetingId),
    })),
  };
}
