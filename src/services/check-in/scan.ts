import { findMomentById, findMomentOf } from '#src/db/queries/check-in.ts';
import { canCheckIn, scannedWindows } from '#src/domain/check-in.ts';
import { authorise, type Context } from '../context.ts';
import { refused } from '../service-error.ts';
import { isSigned, readCode } from './code.ts';
import { writeCheckIn, type CheckInWay } from './write.ts';

export const expiredText = 'Deze code is verlopen. Scan de code op het scherm opnieuw, of typ de pincode.';
export const notYoursText =
  'Deze code is van een bijeenkomst waar jij niet bij staat. Ben je er wel? Zeg het tegen de begeleider.';
export const closedText = 'Inchecken kan nu niet: van een half uur voor het begin tot een half uur na het einde.';

/**
 * Checks the signed-in person in with the code that was scanned. Who is not of this meeting is told so: a code can't be guessed.
 * @returns the moment, to go on to
 */
export async function checkInByCode(ctx: Context, input: { code: string } & Omit<CheckInWay, 'how'>): Promise<string> {
  const { personId } = authorise(ctx, 'course:follow');
  const code = readCode(input.code);
  const done = await ctx.db.transaction(async (tx) => {
    const moment = code && (await findMomentById(tx, code.momentId));
    if (!code || !moment?.secret || !isSigned({ ...moment, secret: moment.secret }, code)) throw refused(expiredText);
    if (!canCheckIn(moment, ctx.now)) throw refused(closedText);
    if (!scannedWindows(ctx.now, input.waited).includes(code.window)) throw refused(expiredText);
    if (!(await findMomentOf(tx, moment.momentId, personId))) throw refused(notYoursText);
    const way = { how: 'qr' as const, clientKey: input.clientKey, waited: input.waited };
    return { momentId: moment.momentId, revision: await writeCheckIn(tx, ctx, { momentId: moment.momentId, personId }, way) };
  });
  if (done.revision !== null) ctx.live.tell(done.momentId, { revision: done.revision, to: 'leaders' });
  return done.momentId;
}
