import { relyingParty, type RelyingParty } from '#src/domain/passkey.ts';
import type { Context } from '../context.ts';
import { refused } from '../service-error.ts';

/** The site as passkeys know it. @throws ServiceError where this address can't have any */
export function passkeySite(ctx: Context): RelyingParty {
  const site = relyingParty(ctx.publicBaseUrl);
  if (!site)
    throw refused(
      'Op dit adres werken toegangssleutels niet. Dat kan alleen op een adres met een naam en https. Vraag het aan de beheerder.',
    );
  return site;
}
