/** The state of a tree as text, to go on with another time. */
import type { Manifest } from '../manifest/types.ts';
import { noTracking, type ObjectiveState, type Tracked, type Tree } from './activity.ts';
import { newTree } from './session.ts';

interface Written {
  shape: 1;
  current: string | null;
  suspended: string | null;
  activities: Record<string, Partial<Tracked>>;
}

export function write(tree: Tree): string {
  const written: Written = {
    shape: 1,
    current: tree.current?.id ?? null,
    suspended: tree.suspended?.id ?? null,
    activities: Object.fromEntries(
      tree.list.flatMap(({ id, tracked }) => {
        const said = Object.entries(tracked).filter(([, value]) => !isNothing(value));
        return said.length > 0 ? [[id, Object.fromEntries(said) as Partial<Tracked>]] : [];
      }),
    ),
  };
  return JSON.stringify(written);
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === false ||
  value === 0 ||
  (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isEmpty));
const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A tree as it was written down; a new one when that can't be read. */
export function read(
  manifest: Pick<Manifest, 'root' | 'collections'>,
  text: string | null,
  globals: Readonly<Record<string, unknown>>,
): Tree {
  const tree = newTree(manifest);
  for (const [id, state] of Object.entries(globals)) tree.globals.set(id, { ...(state as ObjectiveState) });
  const written = text === null ? null : parsed(text);
  if (!written) return tree;
  for (const activity of tree.list) {
    const { order } = activity.tracked;
    activity.tracked = { ...noTracking(), ...written.activities[activity.id] };
    if (activity.tracked.attempts === 0 && order && !activity.tracked.order) activity.tracked.order = order;
  }
  tree.current = (written.current !== null && tree.byId.get(written.current)) || null;
  tree.suspended = (written.suspended !== null && tree.byId.get(written.suspended)) || null;
  return tree;
}

function parsed(text: string): Written | null {
  try {
    const found = JSON.parse(text) as Written;
    return found.shape === 1 && typeof found.activities === 'object' ? found : null;
  } catch {
    return null;
  }
}
