/** Why a mail did not arrive, for people who never heard of SMTP. */
export interface MailFailure {
  /** UNREACHABLE, REFUSED or BOUNCED (mail/types.ts), STOPPED or NO_TEXT (services/mail/send-next-due.ts). */
  code: string;
  /** Codes of the server, such as "EENVELOPE 550 5.1.1"; never an address. */
  detail: string;
}

/** The address itself is no good: a new mail to it won't arrive either. */
export const isBounce = (failure: MailFailure | undefined) =>
  failure?.code === 'BOUNCED' && failure.detail.startsWith('EENVELOPE');

/** One or two sentences. The enhanced code is that of RFC 3463. */
export function failureInWords(failure: MailFailure | undefined): string {
  if (!failure) return 'De reden is niet bekend.';
  const { code, detail } = failure;
  const [, subject, number] = /\b[45]\.(\d{1,3})\.(\d{1,3})\b/.exec(detail) ?? [];
  if (code === 'STOPPED') return 'Baliewijs stopte bij elke poging. Kijk in het logboek van de server.';
  if (code === 'NO_TEXT') return 'De tekst van deze mail bestaat niet meer.';
  if (code === 'UNREACHABLE')
    return detail.includes('EAUTH')
      ? 'De mailserver kent onze naam of ons wachtwoord niet. Kijk naar SMTP_URL.'
      : 'De mailserver is niet bereikbaar.';
  if (subject === '2' && number === '2') return 'De postbus van de ontvanger is vol.';
  if (subject === '7') return 'De mailserver van de ontvanger weigert mail van Baliewijs.';
  if (isBounce(failure)) return 'Het adres wordt geweigerd. Het bestaat niet (meer), of er staat een typefout in.';
  if (code === 'BOUNCED') return 'De mailserver weigert de inhoud van deze mail.';
  return 'De mailserver nam deze mail niet aan.';
}
