/**
 * Which table holds what of whom, what happens to it when someone asks for a copy or to be erased, and how long it is
 * kept. A test fails for a table that is not here, and for a column that points at a person and is not named.
 * Terms are those of the privacy page (content/pages/privacy.md).
 */

/** How many days after its end each kind is kept; the night (queries/purge.ts) clears what is older. */
export const keptDays = {
  /** after it expired */
  draft: 0,
  signInFailure: 1,
  /** after it was used or expired */
  oneTimeLink: 7,
  /** after it ended by our own limits */
  session: 7,
  /** after it was sent or given up */
  mail: 30,
  /** after it was begun; longer than any fact that mails someone stays news */
  jobRun: 100,
  /** two years, a leap day included */
  auditEvent: 731,
  /** a list that was uploaded and not let in */
  peopleImport: 1,
  /** what is needed to undo a merge, after it */
  personMerge: 30,
} as const;

/** As this installation keeps them: an administrator chooses some within bounds (domain/retention.ts). */
export type KeptDays = Record<keyof typeof keptDays, number>;

export interface NoPerson {
  person: false;
  why: string;
}

export interface HoldsPerson {
  person: true;
  /** Columns that name a person, point at one, or are about one. */
  columns: readonly string[];
  /** What someone gets who asks for a copy. */
  export: string;
  /** What is left when someone is erased. */
  erasure: string;
  retention: string | ((kept: KeptDays) => string);
}

const asLongAsAccount = 'Zolang er een account is.';
const wholeRow = 'De hele rij.';
const gone = 'De rijen gaan weg.';
const who = 'Wie het vastlegde, wordt leeg. Het feit zelf blijft.';
const faceless = 'De rijen tellen mee in cijfers, onder een nummer dat naar niemand leidt en met een dag in plaats van een tijd.';

export const personalData: Readonly<Record<string, NoPerson | HoldsPerson>> = {
  person: {
    person: true,
    columns: ['id', 'name', 'merged_into_id'],
    export: wholeRow,
    erasure: 'De naam wordt leeg, erased_at wordt gezet. Het kale nummer blijft, voor de verwijzingen.',
    retention: asLongAsAccount,
  },
  account: {
    person: true,
    columns: ['person_id', 'email', 'username', 'password_hash'],
    export: 'E-mailadres en gebruikersnaam, het wachtwoord nooit.',
    erasure: gone,
    retention: asLongAsAccount,
  },
  employment: { person: true, columns: ['person_id'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  membership: {
    person: true,
    columns: ['person_id', 'employment_id'],
    export: 'Groep, en van wanneer tot wanneer.',
    erasure: faceless,
    retention: asLongAsAccount,
  },
  leader: {
    person: true,
    columns: ['person_id'],
    export: 'Groep, moment, en van wanneer tot wanneer.',
    erasure: gone,
    retention: asLongAsAccount,
  },
  learning_group: { person: false, why: 'Een groep heeft een naam van zichzelf; wie erin zit, staat in membership.' },
  group_rule: {
    person: true,
    columns: ['by_id'],
    export: 'Niets: het gaat over de groep.',
    erasure: who,
    retention: 'Zolang de groep bestaat.',
  },
  group_rule_item: { person: false, why: 'Welke modules en bijeenkomsten een groep vraagt.' },
  meeting: { person: false, why: 'Een bijeenkomst van een groep.' },
  moment: { person: false, why: 'Dag, tijd en plaats.' },
  moment_expected: {
    person: true,
    columns: ['person_id'],
    export: 'De momenten waarop iemand verwacht werd.',
    erasure: faceless,
    retention: asLongAsAccount,
  },
  attendance_mark: {
    person: true,
    columns: ['person_id', 'by_id'],
    export: 'De eigen aanwezigheid, met wie en wanneer dat invulde.',
    erasure: `${faceless} ${who}`,
    retention: asLongAsAccount,
  },
  make_up: {
    person: true,
    columns: ['person_id', 'by_id'],
    export: 'Wat is ingehaald en hoe, met wie en wanneer dat invulde.',
    erasure: `${faceless} ${who}`,
    retention: asLongAsAccount,
  },
  lesson_completion: { person: true, columns: ['person_id'], export: wholeRow, erasure: faceless, retention: asLongAsAccount },
  lesson_position: { person: true, columns: ['person_id'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  module_completion: { person: true, columns: ['person_id'], export: wholeRow, erasure: faceless, retention: asLongAsAccount },
  attempt: {
    person: true,
    columns: ['person_id', 'questions', 'score', 'passed'],
    export: 'De vragen, de uitslag en wanneer.',
    erasure: gone,
    retention: asLongAsAccount,
  },
  answer: {
    person: true,
    columns: ['attempt_id', 'response', 'score', 'sure'],
    export: 'De eigen antwoorden.',
    erasure: 'Weg met de poging.',
    retention: asLongAsAccount,
  },
  draft: {
    person: true,
    columns: ['person_id', 'body'],
    export: 'Wat half was ingevuld.',
    erasure: gone,
    retention: 'Zeven dagen (expires).',
  },
  certificate: {
    person: true,
    columns: ['person_id', 'by_id', 'facts'],
    export: 'Alles wat erop staat, en het adres.',
    erasure: 'De verwijzing naar de persoon wordt leeg. Wat is bewezen, blijft te controleren zonder naam.',
    retention: 'Blijft te controleren, ook zonder account.',
  },
  certificate_name: {
    person: true,
    columns: ['certificate_id', 'name'],
    export: 'De namen die erop stonden.',
    erasure: 'De naam wordt leeg, behalve als iemand hem wil houden. De pagina zegt dan dat de naam is gewist.',
    retention: 'Zo lang als het certificaat.',
  },
  certificate_revocation: {
    person: true,
    columns: ['certificate_id', 'by_id', 'reason'],
    export: 'De reden en wanneer.',
    erasure: who,
    retention: 'Zo lang als het certificaat.',
  },
  session: {
    person: true,
    columns: ['account_id', 'last_seen'],
    export: 'Soort, begin en laatste keer gezien.',
    erasure: gone,
    retention: `Tot het inloggen eindigt, en daarna ${keptDays.session} dagen.`,
  },
  one_time_link: {
    person: true,
    columns: ['account_id', 'token_hash'],
    export: 'Waarvoor en wanneer, het geheim nooit.',
    erasure: gone,
    retention: `Tot gebruik of verlopen, en daarna hoogstens ${keptDays.oneTimeLink} dagen.`,
  },
  sign_in_failure: {
    person: true,
    columns: ['key_hash'],
    export: 'Niets: uit de sleutel is niemand te lezen.',
    erasure: 'Verdwijnt vanzelf.',
    retention: `${keptDays.signInFailure} dag.`,
  },
  outbox: {
    person: true,
    columns: ['person_id', 'payload'],
    export: 'Soort mail, adres en wanneer.',
    erasure: gone,
    retention: (kept) =>
      `De inhoud tot de mail is verstuurd, de rest daarna nog ${kept.mail} dagen. Wat niet aankwam, houdt zijn inhoud zo lang, behalve een link waarmee je binnenkomt. Een demonstratie houdt alle inhoud.`,
  },
  audit_event: {
    person: true,
    columns: ['actor_id', 'subject_id', 'detail'],
    export: 'Wat iemand deed, en wat over iemand werd vastgelegd.',
    erasure: 'Wie het deed en over wie het gaat, worden leeg.',
    retention: (kept) => `${kept.auditEvent} dagen.`,
  },
  conversation_run: { person: true, columns: ['person_id'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  conversation_turn: {
    person: true,
    columns: ['run_id'],
    export: 'De eigen keuzes in een gesprek.',
    erasure: 'Weg met het gesprek.',
    retention: asLongAsAccount,
  },
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
  branch_choice: { person: true, columns: ['person_id'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  note: { person: true, columns: ['person_id', 'body'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  assignment_work: {
    person: true,
    columns: ['person_id', 'response'],
    export: wholeRow,
    erasure: gone,
    retention: asLongAsAccount,
  },
  assignment_reply: {
    person: true,
    columns: ['person_id', 'by_id', 'body'],
    export: 'De reactie, met wie en wanneer.',
    erasure: `${gone} ${who}`,
    retention: asLongAsAccount,
  },
  correction: {
    person: true,
    columns: ['person_id', 'answered_by_id', 'body'],
    export: 'De eigen meldingen en het antwoord.',
    erasure: 'Wie het meldde en wie antwoordde, worden leeg. De melding blijft.',
    retention: 'Zolang de module bestaat.',
  },
  module_deadline: { person: false, why: 'Wensdagen van een groep.' },
  date_poll: {
    person: true,
    columns: ['by_id'],
    export: 'Niets: het gaat over de groep.',
    erasure: who,
    retention: 'Zolang de groep bestaat.',
  },
  date_poll_option: { person: false, why: 'Dagen om uit te kiezen.' },
  date_poll_answer: { person: true, columns: ['person_id'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  moment_visit: {
    person: true,
    columns: ['person_id', 'by_id'],
    export: 'Bij welke andere groep iemand een bijeenkomst volgde.',
    erasure: `${gone} ${who}`,
    retention: asLongAsAccount,
  },
  meeting_agenda: {
    person: true,
    columns: ['by_id'],
    export: 'Niets: het gaat over de groep.',
    erasure: who,
    retention: 'Zolang de groep bestaat.',
  },
  guide_suggestion: {
    person: true,
    columns: ['by_id', 'body'],
    export: 'De eigen suggesties.',
    erasure: who,
    retention: 'Zolang de bibliotheek meedoet.',
  },
  meeting_run: { person: false, why: 'Waar een bijeenkomst is terwijl die loopt.' },
  run_note: { person: true, columns: ['person_id', 'body'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  check_in: { person: true, columns: ['person_id'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  live_poll: { person: false, why: 'Een vraag aan de groep en haar antwoorden.' },
  poll_ballot: {
    person: true,
    columns: ['person_id'],
    export: 'Bij welke peilingen iemand meedeed. Wat iemand koos, weet niemand.',
    erasure: gone,
    retention: asLongAsAccount,
  },
  poll_vote: { person: false, why: 'Een stem zonder persoon en zonder tijd.' },
  agreement: {
    person: true,
    columns: ['owner_id', 'by_id', 'done_by_id', 'body'],
    export: 'De eigen afspraken.',
    erasure: 'Wie het doet en wie het vastlegde, worden leeg. De afspraak blijft.',
    retention: 'Zolang de groep bestaat.',
  },
  intention: { person: true, columns: ['person_id', 'body'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  make_up_work: { person: true, columns: ['person_id', 'response'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  buddy_pair: {
    person: true,
    columns: ['first_id', 'second_id', 'third_id', 'by_id'],
    export: 'Met wie iemand een maatje was, van wanneer tot wanneer.',
    erasure: `${gone} Van drie gaan de andere twee samen verder. ${who}`,
    retention: asLongAsAccount,
  },
  buddy_task: {
    person: true,
    columns: ['pair_id', 'by_id'],
    export: 'Welke opdrachten het tweetal deed.',
    erasure: 'Weg met het tweetal.',
    retention: asLongAsAccount,
  },
  mail_off: { person: true, columns: ['person_id'], export: wholeRow, erasure: gone, retention: asLongAsAccount },
  calendar_feed: {
    person: true,
    columns: ['person_id', 'token_hash'],
    export: 'Wanneer het adres is gemaakt, het geheim nooit.',
    erasure: gone,
    retention: asLongAsAccount,
  },
  people_import: {
    person: true,
    columns: ['by_id', 'rows'],
    export: 'Welke lijsten iemand inlas en wanneer, niet wat erin stond.',
    erasure: who,
    retention: `Wat niet is verwerkt, gaat na ${keptDays.peopleImport} dag weg. Van een lijst die is verwerkt, blijven de aantallen.`,
  },
  person_merge: {
    person: true,
    columns: ['kept_id', 'gone_id', 'by_id', 'moved'],
    export: 'Wanneer twee accounts zijn samengevoegd.',
    erasure: `${gone} ${who}`,
    retention: `Dat het gebeurde: zolang er een account is. Wat nodig is om het terug te draaien: ${keptDays.personMerge} dagen.`,
  },
  erasure_request: {
    person: true,
    columns: ['person_id', 'keeps_certificates'],
    export: wholeRow,
    erasure: 'Blijft, met alleen het kale nummer: zo is na te gaan dat het is gedaan.',
    retention: 'Blijft, zonder naam.',
  },
  pilot: {
    person: true,
    columns: ['by_id', 'name'],
    export: 'Welke pilots iemand begon.',
    erasure: who,
    retention: 'Zolang de organisatie bestaat.',
  },
  pilot_library: {
    person: true,
    columns: ['invited_by_id', 'accepted_by_id', 'ended_by_id'],
    export: 'Voor welke pilot iemand ja of nee zei, of stopte.',
    erasure: who,
    retention: 'Zolang de organisatie bestaat.',
  },
  pilot_figures: { person: false, why: 'Aantallen per week, afgerond op vijf en nooit over minder dan vijf mensen.' },
  pilot_advice: {
    person: true,
    columns: ['by_id', 'body'],
    export: 'De eigen adviezen.',
    erasure: who,
    retention: 'Zolang de organisatie bestaat.',
  },
  pilot_agreement: {
    person: true,
    columns: ['owner_id', 'by_id', 'done_by_id', 'body'],
    export: 'De eigen afspraken.',
    erasure: 'Wie het doet en wie het vastlegde, worden leeg. De afspraak blijft.',
    retention: 'Zolang de organisatie bestaat.',
  },
  pilot_contact: {
    person: true,
    columns: ['by_id', 'about'],
    export: 'Welke gesprekken iemand plande.',
    erasure: who,
    retention: 'Zolang de organisatie bestaat.',
  },
  questionnaire_return: {
    person: true,
    columns: ['person_id'],
    export: 'Welke vragenlijsten iemand invulde. Wat iemand antwoordde, weet niemand.',
    erasure: gone,
    retention: 'Tot de meetronde sluit.',
  },
  questionnaire_answer: { person: false, why: 'Een antwoord zonder persoon en zonder tijd.' },
  questionnaire_round: { person: false, why: 'Hoeveel mensen een vragenlijst kregen.' },
  pilot_result: {
    person: true,
    columns: ['by_id'],
    export: 'Welke tellingen iemand opschreef.',
    erasure: who,
    retention: 'Zolang de organisatie bestaat.',
  },
  evaluation_text: {
    person: true,
    columns: ['by_id', 'body'],
    export: 'De eigen teksten in een verslag.',
    erasure: who,
    retention: 'Zolang de organisatie bestaat.',
  },
  module_verdict: {
    person: true,
    columns: ['by_id', 'why'],
    export: 'Wat iemand over een module besloot.',
    erasure: who,
    retention: 'Zolang de organisatie bestaat.',
  },
  module_task: {
    person: true,
    columns: ['owner_id', 'by_id', 'done_by_id', 'body'],
    export: 'De eigen taken.',
    erasure: 'Wie het doet en wie het vastlegde, worden leeg. De taak blijft.',
    retention: 'Zolang de organisatie bestaat.',
  },
  evaluation_snapshot: {
    person: true,
    columns: ['by_id'],
    export: 'Welke verslagen iemand maakte.',
    erasure: who,
    retention: 'Blijft: een verslag geeft altijd dezelfde cijfers.',
  },
  course_release: {
    person: true,
    columns: ['by_id'],
    export: 'Voor wie iemand een cursus openzette.',
    erasure: who,
    retention: 'Zolang de cursus bestaat.',
  },
  passkey: {
    person: true,
    columns: ['account_id', 'name'],
    export: 'De naam van de toegangssleutel en wanneer hij is gemaakt en gebruikt.',
    erasure: gone,
    retention: asLongAsAccount,
  },
  recovery_code: {
    person: true,
    columns: ['account_id', 'hash'],
    export: 'Wanneer herstelcodes zijn gemaakt en gebruikt, de codes zelf nooit.',
    erasure: gone,
    retention: asLongAsAccount,
  },
  passkey_challenge: {
    person: true,
    columns: ['account_id', 'token_hash'],
    export: 'Niets: het is een raadsel voor een paar minuten.',
    erasure: gone,
    retention: (kept) => `${kept.draft} dagen na de paar minuten dat het geldt.`,
  },
  outside_identity: {
    person: true,
    columns: ['account_id', 'issuer', 'subject'],
    export: wholeRow,
    erasure: gone,
    retention: asLongAsAccount,
  },
  organisation: { person: false, why: 'Een bibliotheek of POI.' },
  branch: { person: false, why: 'Een vestiging.' },
  installation: { person: false, why: 'De soort en het begin van deze installatie.' },
  job_run: {
    person: true,
    columns: ['period'],
    export: 'Op welke dagen iemand een herinnering kreeg.',
    erasure: 'De rijen met het nummer van die persoon gaan weg.',
    retention: `${keptDays.jobRun} dagen.`,
  },
};
