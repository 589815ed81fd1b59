import { deleteOpenImports, insertImport } from '#src/db/queries/people-list.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { maxFileSize } from '#src/domain/people-file.ts';
import { countStates, type KeptList, type LineCounts } from '#src/domain/people-list.ts';
import type { OrganisationRow } from '#src/db/queries/organisation.ts';
import { can } from '#src/domain/roles.ts';
import { signedIn, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid, notFound } from '../service-error.ts';
import { judgeLines, loadPlace } from './judge.ts';
import { reachLibrary } from './reach.ts';
import { readPeopleFile } from './read.ts';

export interface UploadedFile {
  name: string;
  /** In bytes. */
  size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Reads a list and looks what it would change; nobody is let in yet. It comes in the place of an earlier one that was left. */
export async function uploadPeople(
  ctx: Context,
  input: { libraryId: string; groupId?: string | undefined; file: UploadedFile | undefined },
): Promise<{ id: string; manages: boolean }> {
  const library = await reachLibrary(ctx.db, ctx, input.libraryId);
  const actor = signedIn(ctx);
  const { file, groupId = null } = input;
  if (groupId !== null && (await findGroup(ctx.db, groupId))?.libraryId !== library.id) throw notFound();
  if (!file || (file.size === 0 && file.name === '')) throw invalid('bestand', 'Kies eerst een bestand.');
  if (file.size > maxFileSize) throw invalid('bestand', 'Dit bestand is groter dan 5 MB. Verdeel de mensen over meer bestanden.');
  if (!ctx.withinRate(`people list ${actor.personId}`, { max: 60, window: 3_600_000 }))
    throw invalid('bestand', 'Je hebt net al veel lijsten ingelezen. Wacht een uur en probeer het dan weer.');
  const { kept, counts } = await checkPeople(ctx, library, groupId, new Uint8Array(await file.arrayBuffer()));
  const id = newId();
  const fileName = file.name.replaceAll(/[\p{C}]/gu, '').slice(-120) || 'lijst.csv';
  await ctx.db.transaction(async (tx) => {
    await deleteOpenImports(tx, { libraryId: library.id, byId: actor.personId });
    await insertImport(tx, { id, libraryId: library.id, byId: actor.personId, at: ctx.now, fileName, rows: kept, counts });
  });
  return { id, manages: can(actor, 'person:manage') };
}

/** What a file would change; the caller has authorised it. */
export async function checkPeople(
  ctx: Context,
  library: Pick<OrganisationRow, 'id' | 'name'>,
  groupId: string | null,
  bytes: Uint8Array,
): Promise<{ kept: KeptList; counts: LineCounts }> {
  const { lines, ignored } = await readPeopleFile(bytes);
  const place = await loadPlace(ctx.db, ctx, library, groupId);
  const judged = await judgeLines(ctx.db, ctx, { libraryId: library.id, place }, lines);
  const rows = judged.map(({ line, decision: { steps: _steps, ...verdict } }) => ({ line, ...verdict }));
  return { kept: { groupId, ignored, rows }, counts: countStates(rows) };
}
