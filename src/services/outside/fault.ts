import { recordEvent } from '../audit.ts';
import type { Context, Outside, OutsideFault } from '../context.ts';
import { addressBlock } from '#src/domain/network-address.ts';
import { notFound, refused, ServiceError } from '../service-error.ts';

/** What is kept in the browser while it is away: only this process can read it. */
export const outsideTerm = 10 * 60_000;

/** @throws ServiceError notFound where no other place to sign in was set up */
export function reachOutside(ctx: Context): Outside {
  if (!ctx.outside) throw notFound();
  return ctx.outside;
}

/** A whole library may come from one address. */
const limit = { max: 300, window: 15 * 60_000 };

/** @throws ServiceError tooMany */
export function assertNotTooOften(ctx: Context): void {
  if (!ctx.withinRate(`outside ${addressBlock(ctx.clientAddress)}`, limit))
    throw new ServiceError('tooMany', 'Dit is nu te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw.');
}

/** `nobody`: there is no account for this person; said in the same words as any other reason why not. */
export type OutsideRefusal = OutsideFault | 'nobody';

const texts: Record<OutsideRefusal, (label: string) => string> = {
  denied: (label) => `Je bent niet ingelogd: bij ${label} is het afgebroken. Je kunt het opnieuw proberen.`,
  down: (label) => `${label} antwoordt nu niet. Probeer het later opnieuw, of log op een andere manier in.`,
  wrong: (label) => `We kunnen het antwoord van ${label} niet vertrouwen. Je bent niet ingelogd. Probeer het nog een keer.`,
  stale: () => 'Dit duurde te lang, of je begon in een andere browser. Begin opnieuw.',
  nobody: (label) =>
    `Met dit account van ${label} kom je hier niet binnen. Ben je uitgenodigd, en met precies dit e-mailadres? Is het adres bij ${label} bevestigd? Vraag het anders aan je begeleider.`,
};

/** Keeps that it failed, and why; never what the provider sent. */
export async function refuseOutside(
  ctx: Context,
  why: OutsideRefusal,
  owner: { accountId: string; personId: string } | null = null,
): Promise<ServiceError> {
  await recordEvent(ctx.db, ctx, {
    kind: 'signInFailed',
    entity: 'account',
    entityId: owner?.accountId ?? 'unknown',
    subjectId: owner?.personId ?? null,
    detail: { by: 'outside', why },
  });
  return refused(texts[why](ctx.outside?.label ?? ''));
}
