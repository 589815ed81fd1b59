/** Objectives and shared data that packages of one owner have in common for one person (SN 3.10, RTE 4.3.1). */
import type { Queryable } from '#src/db/client.ts';
import { listCommon, listGlobals, saveCommon, type FoundLaunch } from '#src/db/queries/package.ts';
import { itemsOf, type Manifest } from '#src/scorm/manifest/types.ts';

const most = 2000;
const kinds = ['objective', 'shared'] as const;
type Kind = (typeof kinds)[number];
export type Values = Record<Kind, Record<string, unknown>>;

/** Names that a package may see beyond one attempt. Trying out is kept apart. */
function namesOf({ version, attempt }: FoundLaunch): Record<Kind, string[]> {
  const { root, collections, common } = version.manifest as Manifest;
  const items = attempt.preview ? [] : [...itemsOf(root)];
  const sequencings = [...items.map((item) => item.sequencing), ...(items.length > 0 ? Object.values(collections) : [])];
  const objectives = sequencings.flatMap((s) => s?.objectives ?? []).flatMap((o) => o.maps.map((map) => map.target));
  const shared = items.flatMap((item) => item.data.map((map) => map.targetId));
  const once = (names: string[]) => [...new Set(names)].slice(0, most);
  return { objective: common.objectives ? once(objectives) : [], shared: common.shared ? once(shared) : [] };
}

/** What an attempt goes on with: its own, and the newest of what is in common. */
export async function readValues(db: Queryable, launch: FoundLaunch): Promise<Values> {
  const names = namesOf(launch);
  const where = { personId: launch.attempt.personId, ownerId: launch.ownerId };
  const [own, ...common] = await Promise.all([
    listGlobals(db, launch.attempt.id),
    ...kinds.map((kind) => listCommon(db, { ...where, kind, keys: names[kind] })),
  ]);
  const [objective, shared] = kinds.map((kind, at) =>
    Object.fromEntries([...own.filter((g) => g.kind === kind), ...(common[at] ?? [])].map((g) => [g.key, g.value])),
  );
  return { objective: objective ?? {}, shared: shared ?? {} };
}

/** Keeps for other attempts what is otherwise than this attempt had it. */
export async function keepCommon(tx: Queryable, launch: FoundLaunch, news: Partial<Values>, at: Date): Promise<void> {
  const names = namesOf(launch);
  if (kinds.every((kind) => names[kind].length === 0)) return;
  const own = await listGlobals(tx, launch.attempt.id);
  const before = new Map(own.map((g) => [`${g.kind} ${g.key}`, JSON.stringify(g.value)]));
  for (const kind of kinds) {
    const known = new Set(names[kind]);
    const changed = Object.entries(news[kind] ?? {}).filter(
      ([key, value]) => known.has(key) && before.get(`${kind} ${key}`) !== JSON.stringify(value),
    );
    await saveCommon(tx, { personId: launch.attempt.personId, ownerId: launch.ownerId, kind, at }, changed);
  }
}
