/** What someone does for the library, and mail to them. */
import { type HoldsPerson, type NoPerson, type PersonalRule, readers, ways, words } from './declare.ts';

export const data: Readonly<Record<string, NoPerson | HoldsPerson>> = {
  local_text: {
    person: true,
    columns: ['owner_id', 'by_id', 'body'],
    export: 'Niets: het gaat over de bibliotheek.',
    erasure: 'Wie het schreef en wie erover gaat, worden leeg. De tekst blijft.',
    retention: 'Zolang de bibliotheek meedoet.',
  },
  referral: {
    person: true,
    columns: ['owner_id', 'by_id'],
    export: 'Niets: het gaat over een organisatie.',
    erasure: 'Wie het schreef en wie erover gaat, worden leeg. De verwijzing blijft.',
    retention: 'Zolang de bibliotheek meedoet.',
  },
  branch_choice: {
    person: true,
    columns: ['person_id'],
    export: words.wholeRow,
    erasure: words.gone,
    retention: words.asLongAsAccount,
  },
  outbox: {
    person: true,
    columns: ['person_id', 'payload'],
    export: 'Soort mail, adres en wanneer; van leergegevens dat er iets wacht voor een leersysteem.',
    erasure: words.gone,
    retention: (kept) =>
      `De inhoud tot de mail is verstuurd, de rest daarna nog ${kept.mail} dagen. Wat niet aankwam, houdt zijn inhoud zo lang, behalve een link waarmee je binnenkomt. Een demonstratie houdt alle inhoud.`,
  },
  statement_forwarded: {
    person: true,
    columns: ['person_id'],
    export:
      'Van welke bibliotheek, waarheen en wanneer. Wat er is verteld, staat bij de lessen, modules, bijeenkomsten en certificaten zelf.',
    erasure:
      'De verwijzing naar de persoon wordt leeg. Daarna trekken we bij het leersysteem in wat was doorgestuurd, en gaat de rij weg.',
    retention: 'Zolang er een account is en het feit nog klopt.',
  },
  mail_off: {
    person: true,
    columns: ['person_id'],
    export: words.wholeRow,
    erasure: words.gone,
    retention: words.asLongAsAccount,
  },
  calendar_feed: {
    person: true,
    columns: ['person_id', 'token_hash'],
    export: 'Wanneer het adres is gemaakt, het geheim nooit.',
    erasure: words.gone,
    retention: words.asLongAsAccount,
  },
};

export const rules: Readonly<Record<string, PersonalRule>> = {
  local_text: {
    title: 'Teksten van Bij ons',
    category: 'library',
    of: ['owner_id', 'by_id'],
    shown: false,
    erase: ways.stay,
    readBy: ['local:read', 'local:manage'],
  },
  referral: {
    title: 'Regels van de sociale kaart',
    category: 'library',
    of: ['owner_id', 'by_id'],
    shown: false,
    erase: ways.stay,
    readBy: ['local:read', 'local:manage'],
  },
  branch_choice: {
    title: 'De vestiging die je koos',
    category: 'library',
    of: ['person_id'],
    shown: true,
    erase: ways.gone,
    readBy: readers.nobody,
  },
  outbox: {
    title: 'Mail aan jou',
    category: 'signIn',
    of: ['person_id'],
    shown: true,
    never: ['idempotency_key', 'message_id'],
    erase: ways.gone,
    readBy: ['mail:manage'],
  },
  statement_forwarded: {
    title: 'Leergegevens die zijn doorgestuurd',
    category: 'learning',
    of: ['person_id'],
    shown: true,
    erase: ways.stay,
    readBy: readers.nobody,
  },
  mail_off: {
    title: 'Mail die je uitzette',
    category: 'signIn',
    of: ['person_id'],
    shown: true,
    erase: ways.gone,
    readBy: readers.nobody,
  },
  calendar_feed: {
    title: 'Je agenda-adres',
    category: 'signIn',
    of: ['person_id'],
    shown: true,
    never: ['token_hash'],
    erase: ways.gone,
    readBy: readers.nobody,
  },
};
