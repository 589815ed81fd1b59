import { markAttendance, type MarkState } from '#src/services/attendance/mark.ts';
import { markEveryone } from '#src/services/attendance/mark-everyone.ts';
import { undoMarks } from '#src/services/attendance/undo.ts';
import { momentPath } from '#src/services/group/work-text.ts';
import { id, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id(), nr: whole('het nummer', 1, 9999), moment: id() };

/** One tap: "present:<person>", "absent:<person>" or "none:<person>". */
const mark = z
  .string('Kies aanwezig of afwezig.')
  .regex(/^(present|absent|none):[a-zA-Z0-9_-]{1,64}$/, 'Kies aanwezig of afwezig.')
  .transform((value) => {
    const [state, personId = ''] = value.split(':');
    const wanted: MarkState = state === 'present' || state === 'absent' ? state : 'cleared';
    return { state: wanted, personId };
  });

interface Tapped {
  changed: string[];
  issued: { personId: string }[];
}

/** Back to the row that was tapped; the address names whom a certificate was issued for. */
function back(at: { groep: string; nr: number; moment: string }, done: Tapped, anchor: string, notice = ''): string {
  const query = new URLSearchParams();
  if (notice) query.set('gelukt', notice);
  for (const { personId } of done.issued) query.append('klaar', personId);
  return `${momentPath(at.groep, at.nr, at.moment)}${query.size > 0 ? `?${query}` : ''}#${anchor}`;
}

export const attendance = {
  mark: formAction(z.strictObject({ ...place, sleutel: id(), mark }), async (ctx, input) => {
    const { personId, state } = input.mark;
    const done = await markAttendance(ctx, {
      groupId: input.groep,
      nr: input.nr,
      momentId: input.moment,
      clientKey: input.sleutel,
      personId,
      state,
    });
    return back(input, done, done.issued.length > 0 ? 'stand' : `persoon-${personId}`);
  }),

  everyone: formAction(z.strictObject({ ...place, sleutel: id() }), async (ctx, input) => {
    const done = await markEveryone(ctx, {
      groupId: input.groep,
      nr: input.nr,
      momentId: input.moment,
      clientKey: input.sleutel,
    });
    return back(input, done, 'stand');
  }),

  undo: formAction(z.strictObject({ ...place, actie: id() }), async (ctx, input) => {
    const done = await undoMarks(ctx, { groupId: input.groep, nr: input.nr, momentId: input.moment, action: input.actie });
    const [only, more] = done.changed;
    return back(input, done, only && !more ? `persoon-${only}` : 'stand', done.changed.length > 0 ? 'ongedaan' : 'onveranderd');
  }),
};
