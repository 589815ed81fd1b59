import { listMarks } from '#src/db/queries/attendance.ts';
import { restoresOf, undoKey } from '#src/domain/attendance-undo.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import { afterRecording, assertRecordable, writeMarks, type Recorded } from './write-marks.ts';

/**
 * Takes back one tap: exactly its marks, to what stood before. Who was marked again since stays as they are.
 * @param input.action the key of the tap, as the screen gave it
 */
export async function undoMarks(
  ctx: Context,
  input: { groupId: string; nr: number; momentId: string; action: string },
): Promise<Recorded> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record', input.momentId);
  const recorded = await ctx.db.transaction(async (tx) => {
    const place = { group, ...(await reachMoment(tx, input)) };
    assertRecordable(ctx, place);
    const restores = restoresOf(await listMarks(tx, [place.moment.id]), input.action);
    return writeMarks(tx, ctx, place, restores, { source: 'undo', clientKey: undoKey(input.action) });
  });
  afterRecording(ctx, input.momentId, recorded);
  return recorded;
}
