/**
 * What `personal-data.ts` says in words, as rules that the export, the erasure and the pages of account follow. A test
 * fails for a table with a person that has no rule, and for a rule that says something else than the words.
 */
import type { Permission } from '#src/domain/roles.ts';
import type { DataCategory } from '#src/domain/own-data.ts';
import { pilotRules } from './personal-rules-pilot.ts';

export type Erasure =
  /** The rows go. */
  | { rows: 'gone' }
  /**
   * The rows count on in figures about a group, under a new number that leads to nobody; their time becomes a day.
   * `empty`: columns that are cleared.
   */
  | { rows: 'faceless'; empty?: readonly string[] }
  /** The rows stay; what pointed at the person is cleared, and so is `empty`. */
  | { rows: 'stay'; empty?: readonly string[] }
  /** The rows stay with nothing but the bare number of the person. */
  | { rows: 'number'; empty?: readonly string[] };

export interface PersonalRule {
  /** In Dutch, as the reader's own: a heading over the rows. */
  title: string;
  category: DataCategory;
  /**
   * Columns that make a row someone's: straight, or through the row they point at. Other columns that point at a person
   * say who recorded it: someone else in an export, cleared at erasure.
   */
  of: readonly string[];
  /** Whether a copy of one's own data has it. */
  shown: boolean;
  /** Columns that no copy ever has: secrets, and what is about others. */
  never?: readonly string[];
  erase: Erasure;
  /** Besides the person: who can read it, by what they may do (domain/roles.ts). */
  readBy: readonly Permission[];
}

const gone = { rows: 'gone' } as const;
const stay = { rows: 'stay' } as const;
const faceless = { rows: 'faceless' } as const;
const nobody: readonly Permission[] = [];
const leaders: readonly Permission[] = ['group:view'];

export const personalRules: Readonly<Record<string, PersonalRule>> = {
  person: {
    title: 'Je naam',
    category: 'account',
    of: ['id'],
    shown: true,
    never: ['merged_into_id'],
    erase: { rows: 'number', empty: ['name'] },
    readBy: ['group:view', 'group:arrange', 'attendance:see', 'person:manage'],
  },
  account: {
    title: 'Waarmee je inlogt',
    category: 'account',
    of: ['person_id'],
    shown: true,
    never: ['password_hash'],
    erase: gone,
    readBy: ['group:arrange', 'person:manage'],
  },
  employment: {
    title: 'Je werkplekken',
    category: 'account',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: ['person:manage'],
  },
  membership: {
    title: 'Je groepen',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: { rows: 'faceless', empty: ['employment_id', 'paused_at'] },
    readBy: ['group:view', 'group:arrange', 'person:manage'],
  },
  leader: {
    title: 'Groepen die je begeleidde',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: ['group:view', 'group:arrange', 'person:manage'],
  },
  group_rule: {
    title: 'Wat een groep vraagt, en wie dat koos',
    category: 'groups',
    of: ['by_id'],
    shown: false,
    erase: stay,
    readBy: ['group:view', 'group:arrange'],
  },
  moment_expected: {
    title: 'Waar je verwacht werd',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: faceless,
    readBy: ['attendance:see', 'attendance:record'],
  },
  attendance_mark: {
    title: 'Je aanwezigheid',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    never: ['client_key'],
    erase: { rows: 'faceless', empty: ['client_key'] },
    readBy: ['attendance:see', 'attendance:record'],
  },
  make_up: {
    title: 'Wat je inhaalde',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: faceless,
    readBy: leaders,
  },
  lesson_completion: {
    title: 'Lessen die je deed',
    category: 'learning',
    of: ['person_id'],
    shown: true,
    erase: faceless,
    readBy: leaders,
  },
  lesson_position: {
    title: 'Waar je was in een les',
    category: 'learning',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  module_completion: {
    title: 'Modules die je haalde',
    category: 'learning',
    of: ['person_id'],
    shown: true,
    erase: { rows: 'faceless', empty: ['source_id'] },
    readBy: leaders,
  },
  attempt: {
    title: 'Je toetsen',
    category: 'learning',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  answer: {
    title: 'Je antwoorden in toetsen',
    category: 'learning',
    of: ['attempt_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  draft: { title: 'Wat je half invulde', category: 'wrote', of: ['person_id'], shown: true, erase: gone, readBy: nobody },
  certificate: {
    title: 'Je certificaten',
    category: 'certificates',
    of: ['person_id'],
    shown: true,
    erase: stay,
    readBy: ['certificate:manage', 'certificate:download'],
  },
  certificate_name: {
    title: 'De naam op je certificaten',
    category: 'certificates',
    of: ['certificate_id'],
    shown: true,
    erase: { rows: 'stay', empty: ['name'] },
    readBy: ['certificate:manage', 'certificate:download'],
  },
  certificate_revocation: {
    title: 'Ingetrokken certificaten',
    category: 'certificates',
    of: ['certificate_id'],
    shown: true,
    erase: stay,
    readBy: ['certificate:manage', 'certificate:download'],
  },
  session: {
    title: 'Waar je was ingelogd',
    category: 'signIn',
    of: ['account_id'],
    shown: true,
    never: ['id', 'expires'],
    erase: gone,
    readBy: nobody,
  },
  one_time_link: {
    title: 'Links die één keer werken',
    category: 'signIn',
    of: ['account_id'],
    shown: true,
    never: ['token_hash'],
    erase: gone,
    readBy: nobody,
  },
  sign_in_failure: {
    title: 'De teller van mislukt inloggen',
    category: 'signIn',
    of: [],
    shown: false,
    erase: stay,
    readBy: nobody,
  },
  outbox: {
    title: 'Mail aan jou',
    category: 'signIn',
    of: ['person_id'],
    shown: true,
    never: ['idempotency_key', 'message_id'],
    erase: gone,
    readBy: ['mail:manage'],
  },
  audit_event: {
    title: 'Het logboek',
    category: 'log',
    of: ['actor_id', 'subject_id'],
    shown: true,
    // What it was about may be someone else.
    never: ['entity_id'],
    erase: stay,
    readBy: ['audit:read'],
  },
  conversation_run: {
    title: 'Je baliegesprekken',
    category: 'learning',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  conversation_turn: {
    title: 'Je keuzes in baliegesprekken',
    category: 'learning',
    of: ['run_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  local_text: {
    title: 'Teksten van Bij ons',
    category: 'library',
    of: ['owner_id', 'by_id'],
    shown: false,
    erase: stay,
    readBy: ['local:read', 'local:manage'],
  },
  referral: {
    title: 'Regels van de sociale kaart',
    category: 'library',
    of: ['owner_id', 'by_id'],
    shown: false,
    erase: stay,
    readBy: ['local:read', 'local:manage'],
  },
  branch_choice: {
    title: 'De vestiging die je koos',
    category: 'library',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  note: { title: 'Je notities', category: 'wrote', of: ['person_id'], shown: true, erase: gone, readBy: nobody },
  assignment_work: {
    title: 'Je opdrachten',
    category: 'wrote',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: ['assignment:read'],
  },
  assignment_reply: {
    title: 'Reacties op je opdrachten',
    category: 'wrote',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: ['assignment:read'],
  },
  correction: {
    title: 'Wat je meldde over een les',
    category: 'wrote',
    of: ['person_id'],
    shown: true,
    erase: stay,
    readBy: ['correction:local'],
  },
  date_poll: {
    title: 'Datumprikkers, en wie ze maakte',
    category: 'groups',
    of: ['by_id'],
    shown: false,
    erase: stay,
    readBy: leaders,
  },
  date_poll_answer: {
    title: 'Wanneer je kon',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: ['meeting:plan'],
  },
  moment_visit: {
    title: 'Bijeenkomsten bij een andere groep',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: ['attendance:see', 'attendance:record'],
  },
  meeting_agenda: {
    title: 'Programma’s, en wie ze aanpaste',
    category: 'groups',
    of: ['by_id'],
    shown: false,
    erase: stay,
    readBy: leaders,
  },
  guide_suggestion: {
    title: 'Suggesties die je deed',
    category: 'wrote',
    of: ['by_id'],
    shown: true,
    erase: stay,
    readBy: ['group:view', 'guide:suggestTo'],
  },
  run_note: {
    title: 'Je notities bij bijeenkomsten',
    category: 'wrote',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  check_in: {
    title: 'Waar je incheckte',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: ['attendance:record'],
  },
  poll_ballot: {
    title: 'Peilingen waar je meedeed',
    category: 'groups',
    of: ['person_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  agreement: {
    title: 'Afspraken die je oppakte',
    category: 'groups',
    of: ['owner_id'],
    shown: true,
    erase: stay,
    readBy: leaders,
  },
  intention: { title: 'Je voornemens', category: 'wrote', of: ['person_id'], shown: true, erase: gone, readBy: leaders },
  make_up_work: { title: 'Je inhaalopdrachten', category: 'wrote', of: ['person_id'], shown: true, erase: gone, readBy: leaders },
  buddy_pair: {
    title: 'Je maatjes',
    category: 'groups',
    of: ['first_id', 'second_id', 'third_id'],
    shown: true,
    erase: gone,
    readBy: leaders,
  },
  buddy_task: {
    title: 'Wat je met je maatje afvinkte',
    category: 'groups',
    of: ['pair_id'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
  mail_off: { title: 'Mail die je uitzette', category: 'signIn', of: ['person_id'], shown: true, erase: gone, readBy: nobody },
  calendar_feed: {
    title: 'Je agenda-adres',
    category: 'signIn',
    of: ['person_id'],
    shown: true,
    never: ['token_hash'],
    erase: gone,
    readBy: nobody,
  },
  people_import: {
    title: 'Lijsten die je inlas',
    category: 'library',
    of: ['by_id'],
    shown: true,
    // The lines are about others.
    never: ['rows'],
    erase: stay,
    readBy: ['person:manage'],
  },
  person_merge: {
    title: 'Samengevoegde accounts',
    category: 'account',
    of: ['kept_id', 'gone_id'],
    shown: true,
    never: ['moved'],
    erase: gone,
    readBy: ['person:manage'],
  },
  erasure_request: {
    title: 'Je verzoek om je gegevens te wissen',
    category: 'log',
    of: ['person_id'],
    shown: true,
    erase: { rows: 'number' },
    readBy: ['privacy:manage'],
  },
  ...pilotRules,
  job_run: {
    title: 'Dagen waarop je een herinnering kreeg',
    category: 'signIn',
    // The number of the person stands at the end of it, after a space.
    of: ['period'],
    shown: true,
    erase: gone,
    readBy: nobody,
  },
};
