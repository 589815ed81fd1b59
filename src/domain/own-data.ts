/** What is held about someone, in the words of the person themselves: categories, and names for columns and values. */
export const dataCategories = ['account', 'groups', 'learning', 'wrote', 'certificates', 'library', 'signIn', 'log'] as const;
export type DataCategory = (typeof dataCategories)[number];

export interface CategoryText {
  title: string;
  /** Why it is kept: for the register of processing. */
  purpose: string;
}

export const categoryTexts: Record<DataCategory, CategoryText> = {
  account: { title: 'Je account en je werk', purpose: 'Inloggen, mail sturen en de juiste groep en cursus laten zien.' },
  groups: { title: 'Je groepen en bijeenkomsten', purpose: 'Bijeenkomsten plannen, leiden en bijhouden wie er was.' },
  learning: { title: 'Wat je leerde', purpose: 'Verdergaan waar iemand was, en weten of een module is gehaald.' },
  wrote: { title: 'Wat je schreef', purpose: 'Teruglezen wat iemand schreef, en er een reactie op krijgen.' },
  certificates: { title: 'Je certificaten', purpose: 'Laten zien en controleren wat iemand heeft gedaan.' },
  library: { title: 'Wat je voor je bibliotheek deed', purpose: 'Weten wie over een tekst of lijst van de bibliotheek gaat.' },
  signIn: { title: 'Inloggen en mail', purpose: 'Accounts veilig houden, en mail afleveren die iemand wil.' },
  log: { title: 'Logboek en verzoeken', purpose: 'Later nagaan wie een gevoelige handeling deed, en wanneer.' },
};

/** Columns that say nothing to a reader: numbers of rows, and of things that have no name. */
export const silentColumns: ReadonlySet<string> = new Set([
  'id',
  'seq',
  'attempt_id',
  'run_id',
  'work_id',
  'rule_id',
  'account_id',
  'certificate_id',
  'pair_id',
  'employment_id',
  'source_id',
  'objective_id',
  'question_id',
  'node_id',
  'pass_mark',
  'kept_id',
  'gone_id',
  'form_key',
  'tries',
  'next_try_at',
  'ical_uid',
]);

/** Names of columns; where a table means something else by one, `table.column` comes first. */
export const columnNames: Readonly<Record<string, string>> = {
  about: 'Gaat over',
  absolute_until: 'Werkt hoogstens tot',
  actor_id: 'Door',
  anchor: 'Kop in de les',
  answer: 'Antwoord',
  answered_at: 'Beantwoord op',
  answered_by_id: 'Beantwoord door',
  applied_at: 'Verwerkt op',
  assignment_id: 'Opdracht',
  at: 'Wanneer',
  body: 'Tekst',
  branch_id: 'Vestiging',
  by_id: 'Vastgelegd door',
  channel: 'Manier',
  choice_id: 'Keuze',
  code: 'Code',
  conversation_id: 'Gesprek',
  counts: 'Aantallen',
  course_id: 'Cursus',
  created_at: 'Gemaakt op',
  changed_at: 'Veranderd op',
  deactivated_at: 'Uitgezet op',
  detail: 'Wat er veranderde',
  done_at: 'Klaar op',
  done_by_id: 'Afgevinkt door',
  due: 'Graag klaar op',
  due_at: 'Gepland op',
  email: 'E-mailadres',
  ended_at: 'Geëindigd op',
  ending_id: 'Einde van het gesprek',
  entity: 'Gaat over',
  erased_at: 'Gewist op',
  expires: 'Verloopt op',
  facts: 'Wat erop staat',
  failed_at: 'Opgegeven op',
  file_name: 'Bestand',
  finished_at: 'Klaar op',
  first_id: 'Eerste',
  for_meeting_id: 'In plaats van',
  from: 'Vanaf',
  group_id: 'Groep',
  handed_in: 'Ingeleverd',
  how: 'Hoe',
  issued_at: 'Gekregen op',
  joined_at: 'Erbij sinds',
  keeps_certificates: 'Certificaten houden je naam',
  kind: 'Soort',
  last_seen: 'Laatst gezien',
  late: 'Later verstuurd',
  left_at: 'Gestopt op',
  lesson_id: 'Les',
  library_id: 'Bibliotheek',
  meeting_id: 'Bijeenkomst',
  module_id: 'Module',
  moment_id: 'Moment',
  name: 'Naam',
  nr: 'Nummer',
  option_id: 'Dag om uit te kiezen',
  organisation_id: 'Organisatie',
  owner_id: 'Wie het oppakt',
  passed: 'Gehaald',
  paused_at: 'Pauze sinds',
  payload: 'Mail',
  period: 'Voor welke periode',
  person_id: 'Van',
  poll_id: 'Peiling',
  purpose: 'Waarvoor',
  questions: 'Vragen',
  reason: 'Reden',
  response: 'Wat je invulde',
  role: 'Rol',
  score: 'Score',
  second_id: 'Tweede',
  sent_at: 'Verstuurd op',
  shared: 'Gedeeld met je begeleider',
  shared_with: 'Wie het leest',
  source: 'Hoe het is ingevuld',
  started_at: 'Begonnen op',
  state: 'Wat er staat',
  subject_id: 'Over',
  submitted_at: 'Ingeleverd op',
  sure: 'Zeker',
  talked: 'Met iemand besproken',
  template_id: 'Bijeenkomst',
  third_id: 'Derde',
  undone_at: 'Teruggedraaid op',
  until: 'Tot',
  username: 'Gebruikersnaam',
  uses_left: 'Nog te gebruiken',
  version: 'Versie van de module',
  via: 'Hoe',
  withdrawn_at: 'Ingetrokken op',
  'certificate.seq': 'Volgnummer',
  'job_run.name': 'Welke herinnering',
  'mail_off.kind': 'Welke mail',
  'outbox.due_at': 'Klaargezet op',
  'erasure_request.due_at': 'Wordt uitgevoerd op',
  'person.created_at': 'Bekend sinds',
  'date_poll_answer.answer': 'Kun je dan?',
};

/** Words for values of a closed list. */
export const valueNames: Readonly<Record<string, string>> = {
  absent: 'afwezig',
  adviser: 'adviseur POI',
  administrator: 'beheerder',
  attendanceCorrected: 'aanwezigheid hersteld',
  certificate: 'certificaat',
  changes: 'vraag over wat er veranderde',
  checkIn: 'ingecheckt',
  cleared: 'leeggemaakt',
  conversation: 'gesprek met de begeleider',
  duplicate: 'dubbel',
  educationSpecialist: 'specialist',
  everyone: 'iedereen in één keer',
  groupInvitation: 'uitnodiging voor een groep',
  guest: 'gast',
  ifNeeded: 'als het moet',
  import: 'uit een lijst',
  invitation: 'uitnodiging',
  leader: 'begeleider',
  learner: 'medewerker',
  local: 'Bij ons',
  mail: 'mail',
  national: 'de les zelf',
  no: 'nee',
  otherGroup: 'bij een andere groep',
  own: 'eigen apparaat',
  package: 'pakket',
  participation: 'bewijs van deelname',
  passwordReset: 'nieuw wachtwoord',
  pin: 'pincode',
  present: 'aanwezig',
  qr: 'QR-code',
  quiz: 'toets',
  request: 'op verzoek',
  self: 'alleen jij',
  shared: 'gedeelde computer',
  signIn: 'link om in te loggen',
  signInCard: 'kaart om in te loggen',
  specialist: 'je begeleider',
  substitute: 'vervanger',
  task: 'inhaalopdracht',
  undo: 'teruggedraaid',
  wrongPerson: 'verkeerde persoon',
  yes: 'ja',
};

export const columnName = (table: string, column: string) => columnNames[`${table}.${column}`] ?? columnNames[column];
export const isSilent = (table: string, column: string) =>
  silentColumns.has(column) && columnNames[`${table}.${column}`] === undefined;

/** JSON as a line of text: what was typed and chosen, without the marks of a computer. */
export function flatText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  if (Array.isArray(value)) return value.map(flatText).filter(Boolean).join('; ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, inner]) => [key, flatText(inner)] as const)
      .filter(([, text]) => text !== '')
      .map(([key, text]) => `${key}: ${text}`)
      .join('; ');
  return String(value);
}
