import type { PageMessage } from './types.ts';

/** What a page says after a form was handled: the address carries a key (`?gelukt=…`), never the text itself. */
const notices: Record<string, string> = {
  opgeslagen: 'Opgeslagen.',
  uitgelogd: 'Je bent uitgelogd.',
  wachtwoord: 'Je wachtwoord is veranderd. Op andere apparaten ben je uitgelogd.',
  nieuwWachtwoord: 'Je nieuwe wachtwoord is bewaard. Log ermee in.',
  sessie: 'Dat apparaat is uitgelogd.',
  sessies: 'Je bent op alle andere apparaten uitgelogd.',
  uitgenodigd: 'De uitnodiging is onderweg.',
  toegevoegd: 'Toegevoegd.',
  verwijderd: 'Verwijderd.',
  ongedaan: 'Ongedaan gemaakt.',
  opgeheven: 'Opgeheven.',
  uitgezet: 'Het account is uitgezet.',
  aangezet: 'Het account staat weer aan.',
  gesloten: 'De groep is gesloten.',
  'uit-groep': 'Niet meer in de groep. Wat diegene deed, blijft bewaard.',
  'begeleidt-niet': 'Begeleidt deze groep niet meer.',
  'opgeslagen-uitgereikt': 'Opgeslagen. Wie alles al had gedaan, kreeg het bewijs of certificaat, met een mail.',
  werkplek: 'De werkplek is gestopt.',
  geteld: 'Je antwoord van daarnet is bewaard en telt mee.',
  gezegd: 'Wat je net koos, is bewaard. Je gaat verder waar je was.',
  gepland: 'Het moment staat erin.',
  'gepland-voorbij': 'Het moment staat erin. Het is al geweest: je kunt nu invullen wie er was.',
  verplaatst: 'Het moment is veranderd. Is het nog niet geweest? Dan krijgen de mensen die je verwacht een mail.',
  vervallen: 'Dit gaat niet door. Wie er nog heen moest, krijgt een mail.',
  ingedeeld: 'Opgeslagen. Heeft iemand een ander moment dat nog komt? Dan is er een mail onderweg.',
  onveranderd: 'Er is niets veranderd.',
  ingehaald: 'Opgeslagen: deze bijeenkomst is ingehaald.',
  'inhalen-weg': 'Het inhalen is teruggedraaid.',
  gegeven: 'Gegeven. De deelnemer krijgt een mail met de link.',
  'bij-ons': 'Opgeslagen. Je collega’s lezen dit nu in hun lessen.',
  nagekeken: 'Nagekeken. De nieuwe datum staat erin.',
  'tekst-weg': 'De tekst is weggehaald. In de geschiedenis staat hij nog.',
  vestiging: 'Opgeslagen. Je leest nu de teksten van deze vestiging.',
  'regel-gestopt': 'De regel staat niet meer op de kaart.',
  'agenda-uit': 'Je agenda-adres werkt niet meer.',
  'mail-opnieuw': 'Deze mail gaat opnieuw de deur uit.',
  'mails-opnieuw': 'Wat aan de mailserver lag, gaat opnieuw de deur uit.',
  'geen-mail': 'Er is geen mail om opnieuw te sturen.',
  ingetrokken: 'Ingetrokken. De deelnemer krijgt een mail.',
};

export function noticeFor(key: string | null): PageMessage | null {
  const text = key === null ? undefined : Object.hasOwn(notices, key) ? notices[key] : undefined;
  return text === undefined ? null : { kind: 'ok', text };
}
