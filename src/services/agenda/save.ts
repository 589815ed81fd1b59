import { findAgenda, insertAgenda } from '#src/db/queries/meeting-agenda.ts';
import { changeRun } from '#src/db/queries/run.ts';
import { listMoments } from '#src/db/queries/rule.ts';
import { readParts, sameAgenda, type PartField, type PartText } from '#src/domain/agenda.ts';
import { dayMoment } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { assertNotCancelled, reachMeeting } from '../meeting/reach.ts';
import { newId } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';

/** Form fields by part: `titel:0`, `minuten:0` … */
export const fieldOf: Record<PartField, string> = {
  title: 'titel',
  minutes: 'minuten',
  form: 'vorm',
  question: 'vraag',
  tool: 'hulp',
  options: 'opties',
  notes: 'notities',
};

/**
 * Keeps the agenda as this group's leader made it; older ones stay. Where the meeting runs now, screens follow.
 * @param input.seen the row that the form was made from: who comes second with something else is told who was first
 */
export async function saveAgenda(
  ctx: Context,
  input: { groupId: string; nr: number; parts: readonly PartText[]; seen: number },
): Promise<void> {
  await reachGroup(ctx, input.groupId, 'meeting:plan');
  const read = readParts(input.parts);
  if (read.kind === 'wrong')
    throw new ServiceError(
      'invalid',
      read.faults.map(({ part, field, message }) => ({ field: `${fieldOf[field]}:${part}`, message })),
    );
  const told = await ctx.db.transaction(async (tx) => {
    const { meeting } = await reachMeeting(tx, input);
    assertNotCancelled(meeting);
    const newest = await findAgenda(tx, meeting.id);
    if (newest && sameAgenda(newest.agenda, read.agenda)) return [];
    if ((newest?.seq ?? 0) !== input.seen)
      throw new ServiceError(
        'conflict',
        `${newest?.byName ?? 'Iemand anders'} veranderde dit programma net (${newest ? dayMoment(newest.at) : 'zojuist'}). Jouw programma staat nog hier. Open deze pagina in een nieuw tabblad om te zien wat er nu staat.`,
      );
    await insertAgenda(tx, {
      id: newId(),
      meetingId: meeting.id,
      agenda: read.agenda,
      byId: ctx.actor?.personId ?? null,
      at: ctx.now,
    });
    const changed: { momentId: string; revision: number }[] = [];
    for (const moment of await listMoments(tx, [meeting.id])) {
      const revision = await changeRun(tx, moment.id, {}, ctx.now);
      if (revision !== null) changed.push({ momentId: moment.id, revision });
    }
    return changed;
  });
  for (const { momentId, revision } of told) ctx.live.tell(momentId, { revision, to: 'all' });
}
