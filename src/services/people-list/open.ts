import { findImport, listFinishedImports, type KeptImport } from '#src/db/queries/people-list.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { pageSize, readListQuery } from '#src/domain/list-query.ts';
import { lineStates, lineStateNames, type LineCounts, type ListRow } from '#src/domain/people-list.ts';
import { can } from '#src/domain/roles.ts';
import { fold } from '#src/domain/people-file.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { reachImport, reachLibrary } from './reach.ts';

/** What the page asks where a list is chosen. */
export interface UploadPage {
  /** The library it is for; null while it must be chosen. */
  library: { id: string; name: string } | null;
  /** Where one is specialist. */
  libraries: { id: string; name: string }[];
  group: { id: string; name: string } | null;
  /** May a list make someone a specialist? */
  givesSpecialist: boolean;
  /** "12 maart 2027: 14 nieuw, 3 anders (Samira Bos)" */
  earlier: string[];
}

export async function openUpload(ctx: Context, given: { libraryId: string; groupId: string }): Promise<UploadPage> {
  const actor = authorise(ctx, 'people:import');
  const group = given.groupId ? await findGroup(ctx.db, given.groupId) : null;
  if (given.groupId && (!group || group.closedAt)) throw notFound();
  const libraries = actor.employments
    .filter((e) => e.role === 'educationSpecialist')
    .map((e) => ({ id: e.organisationId, name: e.organisationName }));
  const only = libraries.length === 1 && !can(actor, 'person:manage') ? libraries[0]?.id : undefined;
  const libraryId = group?.libraryId ?? (given.libraryId || only);
  const library = libraryId ? await reachLibrary(ctx.db, ctx, libraryId) : null;
  const earlier = library ? await listFinishedImports(ctx.db, library.id, 5) : [];
  return {
    library: library && { id: library.id, name: library.name },
    libraries,
    group: group && { id: group.id, name: group.name },
    givesSpecialist: can(actor, 'person:manage'),
    earlier: earlier.map(
      ({ at, counts, byName }) =>
        `${at ? longDate(at) : ''}: ${counts.new ?? 0} nieuw, ${counts.changed ?? 0} anders${byName ? ` (${byName})` : ''}`,
    ),
  };
}

export interface CheckedRow {
  line: number;
  name: string;
  /** E-mail address or user name. */
  login: string;
  state: string;
  refused: boolean;
  /** What happens, or why not. */
  text: string;
  changes: ListRow['changes'];
}

export interface CheckedPage {
  id: string;
  fileName: string;
  libraryId: string;
  libraryName: string;
  group: { id: string; name: string } | null;
  ignored: string[];
  counts: LineCounts;
  total: number;
  /** "12 maart 2027", once it was let in. */
  appliedOn: string | null;
  filter: string;
  search: string;
  rows: CheckedRow[];
  found: number;
  page: number;
  hasMore: boolean;
  /** Shown to who keeps all people. */
  manages: boolean;
}

const filters = lineStates.map((state) => lineStateNames[state]);

/** A list that was uploaded, row by row, as the address asks; once it was let in only how many there were. */
export async function openPeopleList(ctx: Context, id: string, given: Record<string, string>): Promise<CheckedPage> {
  const library = await reachImport(ctx.db, ctx, id);
  const list = await findImport(ctx.db, id);
  if (!list) throw notFound();
  const query = readListQuery(given, { orders: ['regel'], filters: { staat: filters } });
  const all = list.rows?.rows ?? [];
  const state = lineStates.find((one) => lineStateNames[one] === query.filters.staat);
  const words = fold(query.search);
  const found = all.filter(
    (row) => (state === undefined || row.state === state) && (words === '' || searchText(row).includes(words)),
  );
  const from = (query.page - 1) * pageSize;
  const group = list.rows?.groupId ? await findGroup(ctx.db, list.rows.groupId) : null;
  return {
    id: list.id,
    fileName: list.fileName,
    libraryId: library.id,
    libraryName: library.name,
    group: group && { id: group.id, name: group.name },
    ignored: list.rows?.ignored ?? [],
    counts: list.counts,
    total: lineStates.reduce((sum, one) => sum + list.counts[one], 0),
    appliedOn: appliedOn(list),
    filter: query.filters.staat ?? '',
    search: query.search,
    rows: found.slice(from, from + pageSize).map(shown),
    found: found.length,
    page: query.page,
    hasMore: found.length > from + pageSize,
    manages: can(signedIn(ctx), 'person:manage'),
  };
}

/** The same, among the pages of who keeps all people. */
export async function openManagedList(ctx: Context, id: string, given: Record<string, string>): Promise<CheckedPage> {
  authorise(ctx, 'person:manage');
  return openPeopleList(ctx, id, given);
}

const appliedOn = (list: KeptImport) => list.appliedAt && longDate(list.appliedAt);

const searchText = ({ line }: ListRow) => fold(`${line.name ?? ''} ${line.email ?? line.username ?? ''}`);

const shown = ({ line, state, as, why, changes }: ListRow): CheckedRow => ({
  line: line.line,
  name: line.name ?? '',
  login: line.email ?? line.username ?? '',
  state: lineStateNames[state],
  refused: state === 'refused',
  text: why ?? as,
  changes,
});
