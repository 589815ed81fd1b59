import { staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { listLocalWork, type LocalWork } from './overview.ts';
import { readLocal, type LocalReading } from './read.ts';

export type LocalPage = { kind: 'work'; work: LocalWork } | { kind: 'reading'; reading: LocalReading };

/** "Bij ons": what needs doing for who fills it in, the texts themselves for everyone else. */
export async function openLocal(ctx: Context, given: { toon?: string; bibliotheek?: string }): Promise<LocalPage> {
  const actor = authorise(ctx, 'local:list');
  return staffLibraries(actor).some((library) => library.manages)
    ? { kind: 'work', work: await listLocalWork(ctx, given) }
    : { kind: 'reading', reading: await readLocal(ctx) };
}
