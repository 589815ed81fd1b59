/** Why a learning record store did not take what it was sent, for people who never heard of HTTP. */
import type { MailFailure } from './mail-failure.ts';

/** The store refuses what it says: trying again is of no use. */
export const isRefusal = (failure: MailFailure | undefined) => failure?.code === 'NOT_VALID';

export function lrsFailureInWords(failure: MailFailure | undefined): string {
  if (!failure) return 'De reden is niet bekend.';
  const { code, detail } = failure;
  if (code === 'STOPPED') return 'Baliewijs stopte bij elke poging. Kijk in het logboek van de server.';
  if (code === 'NOT_VALID') return `Het leersysteem weigert deze gegevens (${detail}).`;
  if (detail === '401' || detail === '403') return 'Het leersysteem kent onze sleutel niet. Kijk naar LRS_KEY en LRS_SECRET.';
  if (detail === '404' || detail === '405' || /^3\d\d$/.test(detail))
    return 'Op dit adres is geen leersysteem. Kijk naar LRS_URL.';
  if (detail === 'TIMEOUT') return 'Het leersysteem antwoordt te langzaam.';
  return 'Het leersysteem is niet bereikbaar.';
}
