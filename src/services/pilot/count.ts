import type { Queryable } from '#src/db/client.ts';
import { listPilotGroups, type PilotRow } from '#src/db/queries/pilot.ts';
import {
  countCrowds,
  countMeetings,
  countModules,
  countStates,
  listRulesAt,
  type CrowdGroup,
  type CrowdPart,
} from '#src/db/queries/pilot-count.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { figuresOf, rowsOf, stillDays, type Counted, type PilotFigures } from '#src/domain/pilot-figures.ts';
import { beginOf } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';

/** So many groups, and so many people, are counted in one go: the others must get their turn in between. */
const groupsAtOnce = 25;
const peopleAtOnce = 150;

interface What {
  pilot: PilotRow;
  libraryIds: readonly string[];
  /** Counted as it was then. */
  at: Date;
}

/** What may be told of these libraries in a pilot, per row: a library's id, or `rest`. Who is too few has no row. */
export async function countRows(ctx: Context, what: What): Promise<Map<string, PilotFigures>> {
  const counted = await countPeople(ctx, what, rowsOf);
  const rows = new Map<string, PilotFigures>();
  for (const [row, numbers] of counted) {
    const figures = figuresOf(numbers);
    if (figures) rows.set(row, figures);
  }
  return rows;
}

/** The people themselves, of one library: for those who see their own group anyway. */
export async function countOwn(ctx: Context, { pilot, libraryId, at }: Omit<What, 'libraryIds'> & { libraryId: string }) {
  const counted = await countPeople(
    ctx,
    { pilot, libraryIds: [libraryId], at },
    (sizes) => new Map([...sizes].map(([id]) => [id, id])),
  );
  return counted.get(libraryId) ?? null;
}

async function countPeople(
  ctx: Context,
  { pilot, libraryIds, at }: What,
  placed: (sizes: ReadonlyMap<string, number>) => ReadonlyMap<string, string>,
): Promise<Map<string, Counted>> {
  if (libraryIds.length === 0) return new Map();
  const { db } = ctx;
  const groups = await groupsIn(db, { pilot, libraryIds, at });
  const sizes = new Map<string, number>();
  for (const piece of pieces(groups, () => 1, groupsAtOnce)) {
    for (const { crowd, people } of await countCrowds(db, piece, { at })) sizes.set(crowd, people);
    await giveWay();
  }
  const rows = placed(sizes);
  const told = groups.flatMap((group) => {
    const row = rows.get(group.crowd);
    return row === undefined ? [] : [{ ...group, crowd: row, people: sizes.get(group.crowd) ?? 0 }];
  });
  const counted = new Map<string, Counted>();
  const order = inOrder(ctx, pilot.courseId);
  for (const piece of pieces(told, ({ people }) => people, peopleAtOnce)) {
    const states = await countStates(db, piece, { at, since: addDays(at, -stillDays) });
    await giveWay();
    const modules = await countModules(db, piece, { at });
    await giveWay();
    const meetings = await countMeetings(db, piece, { at });
    await giveWay();
    for (const state of states)
      counted.set(state.crowd, { ...state, modules: order(modules, state.crowd), meetings: order(meetings, state.crowd) });
  }
  return counted;
}

async function groupsIn(db: Queryable, { pilot, libraryIds, at }: What): Promise<CrowdGroup[]> {
  const { courseId, startsOn, endsOn } = pilot;
  const within = { libraryIds, courseId, from: beginOf(startsOn), until: beginOf(endsOn) };
  const groups = (await listPilotGroups(db, within)).filter(({ createdAt }) => createdAt < at);
  const rules = new Map(
    (
      await listRulesAt(
        db,
        groups.map(({ id }) => id),
        { at },
      )
    ).map((rule) => [rule.groupId, rule]),
  );
  return groups.map(({ id, libraryId }) => ({
    crowd: libraryId,
    groupId: id,
    ruleId: rules.get(id)?.ruleId ?? '',
    award: rules.get(id)?.award ?? 'certificate',
  }));
}

/** Whole crowds together, until there are enough for one go. */
function pieces<G extends CrowdGroup>(groups: readonly G[], weight: (group: G) => number, most: number): G[][] {
  const made: G[][] = [];
  let piece: G[] = [];
  let sum = 0;
  for (const crowd of Map.groupBy(groups, (group) => group.crowd).values()) {
    const more = crowd.reduce((total, group) => total + weight(group), 0);
    if (piece.length > 0 && sum + more > most) {
      made.push(piece);
      [piece, sum] = [[], 0];
    }
    piece.push(...crowd);
    sum += more;
  }
  return piece.length > 0 ? [...made, piece] : made;
}

/** As the course has them; what it no longer has comes last. */
function inOrder(ctx: Context, courseId: string) {
  const course = ctx.catalogue.courses.get(courseId);
  const places = new Map([...(course?.modules ?? []), ...(course?.meetings ?? []).map(({ id }) => id)].map((id, nr) => [id, nr]));
  const place = (id: string) => places.get(id) ?? Infinity;
  return (parts: readonly CrowdPart[], crowd: string) =>
    parts
      .filter((part) => part.crowd === crowd)
      .map(({ id, of, done }) => ({ id, of, done }))
      .sort((a, b) => (place(a.id) === place(b.id) ? a.id.localeCompare(b.id) : place(a.id) - place(b.id)));
}
