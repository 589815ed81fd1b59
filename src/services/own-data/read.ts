import type { Queryable } from '#src/db/client.ts';
import { listNames, listRolesOf, type PersonalRow, type PersonalTable } from '#src/db/queries/personal.ts';
import type { Catalogue } from '#src/catalogue/read.ts';
import { fullMoment } from '#src/domain/calendar-day.ts';
import { columnName, flatText, isSilent, valueNames } from '#src/domain/own-data.ts';
import { roleNames, type Role } from '#src/domain/roles.ts';

/** Other people go by what they are, never by their name. */
export type People = ReadonlyMap<string, string>;

const highest: readonly Role[] = ['administrator', 'educationSpecialist', 'adviser', 'learner'];

/** What to call whoever these rows point at. */
export async function callPeople(
  db: Queryable,
  found: PersonalTable,
  rows: readonly PersonalRow[],
  own: readonly string[],
): Promise<People> {
  const columns = [...found.points].filter(([, to]) => to.name === 'person').map(([column]) => column);
  const ids = new Set(rows.flatMap((row) => columns.map((column) => row[column])).filter((id) => typeof id === 'string'));
  const others = [...ids].filter((id) => !own.includes(id));
  const roles = await listRolesOf(db, others);
  const buddies = found.name === 'buddy_pair';
  return new Map([
    ...others.map((id) => {
      const role = highest.find((one) => roles.some((held) => held.personId === id && held.role === one));
      return [id, buddies ? 'je maatje' : role ? `een ${roleNames[role]}` : 'iemand anders'] as const;
    }),
    ...own.map((id) => [id, 'jijzelf'] as const),
  ]);
}

/** A row for a machine to read: as it is stored, times in ISO 8601, other people by their role. */
export function forMachine(found: PersonalTable, row: PersonalRow, people: People): PersonalRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (value !== null && found.name !== 'person' && found.points.get(column)?.name === 'person')
        return [column, people.get(String(value)) ?? 'iemand anders'];
      return [column, value instanceof Date ? value.toISOString() : value];
    }),
  );
}

export interface Fact {
  label: string;
  value: string;
}

/** Rows for a person to read: one list of facts each, without what says nothing. */
export async function forReader(
  db: Queryable,
  catalogue: Catalogue,
  found: PersonalTable,
  rows: readonly PersonalRow[],
  people: People,
): Promise<Fact[][]> {
  const names = new Map<string, Map<string, string | Date>>();
  for (const [column, to] of found.points) {
    const ids = [...new Set(rows.map((row) => row[column]).filter((id) => typeof id === 'string'))];
    names.set(column, await listNames(db, to.name, ids));
  }
  const say = (column: string, value: unknown): string => {
    const to = found.points.get(column);
    if (to?.name === 'person') return people.get(String(value)) ?? 'iemand anders';
    if (to) return said(names.get(column)?.get(String(value)));
    if (column === 'module_id') return catalogue.modules.get(String(value))?.title ?? String(value);
    if (column === 'course_id') return catalogue.courses.get(String(value))?.title ?? String(value);
    if (column === 'lesson_id') return lessonTitle(catalogue, String(value));
    if (found.name === 'mail_off' || found.name === 'outbox') return mailText(catalogue, value);
    if (found.columns.get(column)?.enumValues?.length) return valueNames[String(value)] ?? String(value);
    return said(value);
  };
  // Of the reader, like every row of this kind.
  const isOwner = (column: string) => found.points.get(column)?.name === 'person' && found.rule.of.join() === column;
  return rows.map((row) =>
    Object.entries(row).flatMap(([column, value]) => {
      const label = columnName(found.name, column);
      if (value === null || label === undefined || isSilent(found.name, column) || isOwner(column)) return [];
      const text = say(column, value);
      return text === '' ? [] : [{ label, value: text }];
    }),
  );
}

const said = (value: unknown): string => (value instanceof Date ? fullMoment(value) : flatText(value));

function lessonTitle(catalogue: Catalogue, id: string): string {
  for (const module of catalogue.modules.values()) {
    const lesson = module.lessons.find((one) => one.id === id);
    if (lesson) return lesson.title;
  }
  return id;
}

/** What a kind of mail is about, with where it went. */
function mailText(catalogue: Catalogue, value: unknown): string {
  if (value === 'statements') return 'leergegevens';
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const { kind, to } = value as { kind: string; to: string };
    return `${mailText(catalogue, kind)}, aan ${to}`;
  }
  const text = typeof value === 'string' ? catalogue.emails.get(value) : undefined;
  return text ? (text.label ?? text.subject.replaceAll(/\{\{\w+\}\}/g, '…')) : said(value);
}
