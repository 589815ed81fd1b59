/**
 * Two accounts turn out to be of one person: what goes from the one to the other, and what both have. Rows are as the database
 * keeps them, so that they can be put back exactly.
 */
export type Raw = string | number | null;
export type RawRow = Readonly<Record<string, Raw>>;

export interface MergeTable {
  name: string;
  keys: readonly string[];
  /** Columns that point at a person. */
  columns: readonly string[];
  unique: readonly { columns: readonly string[]; holds: (row: RawRow) => boolean }[];
  /** Every row that names one of the two. */
  rows: readonly RawRow[];
}

export interface Pair {
  keptId: string;
  goneId: string;
}

/** What one row becomes. */
export interface Change {
  row: RawRow;
  values: Readonly<Record<string, Raw>>;
}

/** Both have it: one stays, the other is taken away. */
export interface Double {
  away: RawRow;
  /** None for what no longer says anything: buddies who turn out to be one person. */
  stays: RawRow | null;
}

export interface TablePlan {
  changes: Change[];
  doubles: Double[];
}

export const mergeUndoDays = 30;

/** When a row came to be, in whichever of these columns a table has. */
const ages = ['at', 'joined_at', 'issued_at', 'started_at', 'created_at', 'from', 'seq'];
const age = (row: RawRow) => ages.map((column) => row[column]).find((value) => typeof value === 'number') ?? 0;

/** Of these the newest says most. */
const newest = new Set(['lesson_position', 'date_poll_answer', 'draft', 'run_note', 'intention', 'scorm_common']);

/** What says the same without a rule in the database: the same job twice, leading the same thing twice. */
const same: Readonly<Record<string, readonly string[]>> = {
  employment: ['organisation_id', 'role'],
  leader: ['group_id', 'moment_id', 'kind'],
};

const holder = (row: RawRow, columns: readonly string[], id: string) => columns.some((column) => row[column] === id);
const goesTo = (row: RawRow, columns: readonly string[], { keptId, goneId }: Pair): RawRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, columns.includes(name) && value === goneId ? keptId : value]),
  );
const changed = (row: RawRow, next: RawRow): Record<string, Raw> =>
  Object.fromEntries(Object.entries(next).filter(([name, value]) => row[name] !== value));

/** What moves of one table, and what is double. */
export function planTable(table: MergeTable, pair: Pair): TablePlan {
  if (table.name === 'attendance_mark') return planMarks(table, pair);
  if (table.name === 'buddy_pair') return planBuddies(table, pair);
  if (table.name === 'certificate') return planCertificates(table, pair);
  const doubles: Double[] = [];
  const gone = new Set<RawRow>();
  const logical = same[table.name];
  const rules = [
    ...table.unique.map((rule) => ({ ...rule, nulls: false })),
    ...(logical ? [{ columns: ['person_id', ...logical], holds: (row: RawRow) => row['until'] === null, nulls: true }] : []),
  ];
  for (const rule of rules) {
    const keyOf = (row: RawRow) => {
      const after = goesTo(row, table.columns, pair);
      const values = rule.columns.map((column) => after[column] ?? null);
      return !rule.nulls && values.includes(null) ? null : JSON.stringify(values);
    };
    const left = table.rows.filter((row) => !gone.has(row) && rule.holds(row) && keyOf(row) !== null);
    for (const rows of Map.groupBy(left, keyOf).values()) {
      const [stays, ...others] = rows.toSorted((a, b) => preference(table.name, pair, a, b));
      for (const away of others) {
        gone.add(away);
        doubles.push({ away, stays: stays ?? null });
      }
    }
  }
  return { changes: moves(table, pair, gone), doubles };
}

function moves(table: MergeTable, pair: Pair, gone: ReadonlySet<RawRow>): Change[] {
  return table.rows
    .filter((row) => !gone.has(row) && holder(row, table.columns, pair.goneId))
    .map((row) => ({ row, values: changed(row, goesTo(row, table.columns, pair)) }));
}

/** Negative where the first stays: still in the group before left, then the oldest, then what the account that stays had. */
function preference(table: string, { keptId }: Pair, a: RawRow, b: RawRow): number {
  const left = (row: RawRow) => (table === 'membership' && row['left_at'] !== null ? 1 : 0);
  const order = newest.has(table) ? -1 : 1;
  const own = (row: RawRow) => (row['person_id'] === keptId ? 0 : 1);
  return left(a) - left(b) || order * (age(a) - age(b)) || own(a) - own(b);
}

/**
 * Marks at one moment are read as one story, of which the last word counts. Two stories can't be told as one: of a moment where
 * both were marked, the marks of the account that was there stay.
 */
function planMarks(table: MergeTable, pair: Pair): TablePlan {
  const doubles: Double[] = [];
  const gone = new Set<RawRow>();
  const own = table.rows.filter((row) => row['person_id'] === pair.keptId || row['person_id'] === pair.goneId);
  for (const rows of Map.groupBy(own, (row) => row['moment_id']).values()) {
    const sides = [pair.keptId, pair.goneId].map((id) =>
      rows.filter((row) => row['person_id'] === id).sort((a, b) => Number(a['seq']) - Number(b['seq'])),
    );
    if (sides.some((side) => side.length === 0)) continue;
    const worth = (side: RawRow[]) => ['cleared', 'absent', 'present'].indexOf(String(side.at(-1)?.['state']));
    const first = (side: RawRow[]) => Number(side[0]?.['seq']);
    const [stays, away] = sides.toSorted((a, b) => worth(b) - worth(a) || first(a) - first(b));
    for (const row of away ?? []) {
      gone.add(row);
      doubles.push({ away: row, stays: stays?.at(-1) ?? null });
    }
  }
  return { changes: moves(table, pair, gone), doubles };
}

/** Certificates all stay, for whoever has their address; they are numbered on. Which one is double, is for `doubleCertificates`. */
function planCertificates(table: MergeTable, pair: Pair): TablePlan {
  const own = table.rows.filter((row) => row['person_id'] === pair.keptId);
  const changes = moves(table, pair, new Set()).map(({ row, values }) => {
    if (row['person_id'] !== pair.goneId) return { row, values };
    const before = own.filter((o) => o['group_id'] === row['group_id'] && o['kind'] === row['kind']).map((o) => Number(o['seq']));
    return before.length === 0 ? { row, values } : { row, values: { ...values, seq: Math.max(...before) + Number(row['seq']) } };
  });
  return { changes, doubles: [] };
}

/** Of certificates that still hold for the same group and are of the same kind, the oldest stays; these are the others. */
export function doubleCertificates(rows: readonly RawRow[], revoked: ReadonlySet<Raw>, pair: Pair): RawRow[] {
  const own = rows.filter(
    (r) => (r['person_id'] === pair.keptId || r['person_id'] === pair.goneId) && !revoked.has(r['id'] ?? null),
  );
  return [...Map.groupBy(own, (r) => `${r['group_id']} ${r['kind']}`).values()].flatMap((same) =>
    same.toSorted((a, b) => preference('certificate', pair, a, b)).slice(1),
  );
}

/** Nobody is their own buddy, and nobody is in two pairs of one group at once: the oldest stays. */
function planBuddies(table: MergeTable, pair: Pair): TablePlan {
  const people = ['first_id', 'second_id', 'third_id'] as const;
  const doubles: Double[] = [];
  const changes: Change[] = [];
  const sorted = table.rows.toSorted((a, b) => preference(table.name, pair, a, b));
  const open = new Map<Raw, RawRow>();
  for (const row of sorted) {
    const after = goesTo(row, table.columns, pair);
    const members = [...new Set(people.map((column) => after[column] ?? null))].filter((id) => id !== null);
    const isIn = members.includes(pair.keptId);
    if (members.length < 2) {
      doubles.push({ away: row, stays: null });
      continue;
    }
    if (isIn && row['until'] === null) {
      const older = open.get(row['group_id'] ?? null);
      if (older) {
        doubles.push({ away: row, stays: older });
        continue;
      }
      open.set(row['group_id'] ?? null, row);
    }
    // Three of whom two are one: the others close up.
    const next = members.length === people.filter((c) => after[c] !== null).length ? {} : closedUp(members);
    const values = changed(row, { ...after, ...next });
    if (Object.keys(values).length > 0) changes.push({ row, values });
  }
  return { changes, doubles };
}

const closedUp = (members: readonly Raw[]): Record<string, Raw> => ({
  first_id: members[0] ?? null,
  second_id: members[1] ?? null,
  third_id: members[2] ?? null,
});

/** One thing that was done, so that it can be undone: in this order when joining, the other way round when taking it back. */
export type Step =
  | { do: 'remove'; table: string; row: RawRow }
  | { do: 'change'; table: string; key: RawRow; before: RawRow; after: RawRow }
  | { do: 'add'; table: string; key: RawRow };

/** What is kept of a merge while it can be undone. */
export interface MergeRecord {
  steps: Step[];
  /** The accounts exchanged what is signed in with. */
  swapped: boolean;
  /** Certificates that were there before. */
  certificates: string[];
  /** Groups in which only the account that went took part. */
  groups: string[];
  [more: string]: unknown;
}

export const isRecord = (value: unknown): value is MergeRecord =>
  typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps);

/** What people call what is in a table; one and several. The empty ones are not worth a line. */
export const mergeLabels: Readonly<Record<string, readonly [string, string] | null>> = {
  employment: ['werkplek', 'werkplekken'],
  membership: ['groep', 'groepen'],
  leader: ['keer begeleider', 'keer begeleider'],
  group_rule: null,
  moment_expected: ['moment in de agenda', 'momenten in de agenda'],
  attendance_mark: ['keer aanwezigheid ingevuld', 'keer aanwezigheid ingevuld'],
  make_up: ['keer ingehaald', 'keer ingehaald'],
  lesson_completion: ['les', 'lessen'],
  lesson_position: ['leesplek', 'leesplekken'],
  draft: ['half ingevuld formulier', 'half ingevulde formulieren'],
  module_completion: ['gehaalde module', 'gehaalde modules'],
  attempt: ['poging bij een toets', 'pogingen bij toetsen'],
  scorm_package: ['pakket dat is toegevoegd', 'pakketten die zijn toegevoegd'],
  scorm_version: ['bestand van een pakket', 'bestanden van pakketten'],
  scorm_attempt: ['poging bij een pakket', 'pogingen bij pakketten'],
  // Goes along with the attempts that it is of.
  scorm_common: null,
  certificate: ['certificaat of bewijs', 'certificaten en bewijzen'],
  certificate_revocation: null,
  outbox: ['verstuurde mail', 'verstuurde mails'],
  statement_forwarded: null,
  conversation_run: ['oefengesprek', 'oefengesprekken'],
  local_text: ['tekst van de bibliotheek', 'teksten van de bibliotheek'],
  referral: ['regel op de sociale kaart', 'regels op de sociale kaart'],
  branch_choice: ['keuze van vestiging', 'keuzes van vestiging'],
  note: ['notitie', 'notities'],
  assignment_work: ['ingevulde opdracht', 'ingevulde opdrachten'],
  assignment_reply: ['reactie op een opdracht', 'reacties op opdrachten'],
  correction: ['melding over een les', 'meldingen over lessen'],
  date_poll: null,
  date_poll_answer: ['antwoord op een datumprikker', 'antwoorden op datumprikkers'],
  moment_visit: ['bezoek aan een andere groep', 'bezoeken aan andere groepen'],
  meeting_agenda: null,
  guide_suggestion: ['suggestie voor een draaiboek', 'suggesties voor draaiboeken'],
  run_note: ['aantekening bij een bijeenkomst', 'aantekeningen bij bijeenkomsten'],
  check_in: ['keer ingecheckt', 'keer ingecheckt'],
  poll_ballot: ['peiling', 'peilingen'],
  agreement: ['afspraak', 'afspraken'],
  intention: ['voornemen', 'voornemens'],
  make_up_work: ['inhaalopdracht', 'inhaalopdrachten'],
  buddy_pair: ['maatje', 'maatjes'],
  buddy_task: null,
  mail_off: ['keuze voor mail', 'keuzes voor mail'],
  calendar_feed: ['agenda-adres', 'agenda-adressen'],
  people_import: null,
  pilot: null,
  pilot_library: null,
  pilot_advice: ['advies', 'adviezen'],
  pilot_agreement: ['afspraak in een pilot', 'afspraken in pilots'],
  pilot_contact: ['gesprek in een pilot', 'gesprekken in pilots'],
  // Nobody sees who filled one in, not even how often.
  questionnaire_return: null,
  pilot_result: null,
  evaluation_text: null,
  module_verdict: null,
  module_task: ['taak voor een module', 'taken voor modules'],
  evaluation_snapshot: null,
  course_release: null,
};

/** What may be made again without anybody missing the old one: no reason to refuse an undo. */
export const replaceable: ReadonlySet<string> = new Set([
  'draft',
  'lesson_position',
  'calendar_feed',
  'mail_off',
  'branch_choice',
  'date_poll_answer',
  'run_note',
  'scorm_common',
]);
