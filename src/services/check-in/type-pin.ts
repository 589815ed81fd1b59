import { listMomentsAround } from '#src/db/queries/check-in.ts';
import { canCheckIn, pinWindows, readPin } from '#src/domain/check-in.ts';
import { addressBlock } from '#src/domain/network-address.ts';
import { authorise, type Context } from '../context.ts';
import { invalid, ServiceError } from '../service-error.ts';
import { countTry } from '../session/count-try.ts';
import { isPinOf } from './code.ts';
import { aroundNow } from './around.ts';
import { writeCheckIn, type CheckInWay } from './write.ts';

/** As with signing in: so many wrong PINs per person, and per address over all people, in a quarter of an hour. */
const limits = { person: 8, address: 60, window: 15 * 60_000 };

/** The same for a wrong PIN, an old one, one of a meeting one is not of, and no meeting at all: nothing can be found out by trying. */
const wrongText = 'Deze pincode klopt niet, of niet meer. Kijk op het scherm: de code wisselt elke tien minuten.';

/**
 * Checks the signed-in person in with the PIN from the screen, at whichever of their own meetings it is of.
 * @returns the moment, to go on to
 * @throws ServiceError tooMany after too many wrong ones
 */
export async function checkInByPin(ctx: Context, input: { pin: string } & Omit<CheckInWay, 'how'>): Promise<string> {
  const { personId } = authorise(ctx, 'course:follow');
  const pin = readPin(input.pin);
  if (pin === null) throw invalid('pincode', 'Typ de zes cijfers die op het scherm staan.');
  const counted = await ctx.db.transaction((tx) =>
    countTry(
      tx,
      ctx,
      { key: `pin person ${personId}`, max: limits.person, window: limits.window },
      { key: `pin address ${addressBlock(ctx.clientAddress)}`, max: limits.address, window: limits.window },
    ),
  );
  if (!counted)
    throw new ServiceError(
      'tooMany',
      'Het is te vaak misgegaan. Wacht een kwartier, of scan de QR-code. Je begeleider kan je ook aanvinken.',
    );
  const done = await ctx.db.transaction(async (tx) => {
    const moments = (await listMomentsAround(tx, { personId, ...aroundNow(ctx.now) })).filter((m) => canCheckIn(m, ctx.now));
    const windows = pinWindows(ctx.now, input.waited);
    const moment = moments.find((m) => m.secret !== null && isPinOf({ momentId: m.momentId, secret: m.secret }, pin, windows));
    if (!moment) throw invalid('pincode', wrongText);
    await counted.takeBack(tx);
    const way = { how: 'pin' as const, clientKey: input.clientKey, waited: input.waited };
    return { momentId: moment.momentId, revision: await writeCheckIn(tx, ctx, { momentId: moment.momentId, personId }, way) };
  });
  if (done.revision !== null) ctx.live.tell(done.momentId, { revision: done.revision, to: 'leaders' });
  return done.momentId;
}
