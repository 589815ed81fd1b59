import { findCheckIn, findMomentById, findMomentOf, listMomentsAround } from '#src/db/queries/check-in.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import { canCheckIn, scannedWindows } from '#src/domain/check-in.ts';
import { authorise, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { aroundNow } from './around.ts';
import { isSigned, readCode } from './code.ts';
import { closedText, expiredText, notYoursText } from './scan.ts';

export interface ScannedPage {
  /** The meeting to check in at; null where the code opens nothing, and `why` says so. */
  meeting: { title: string; group: string; when: string; place: string } | null;
  why: string | null;
  /** Checked in already. */
  done: boolean;
  href: string | null;
  code: string;
  clientKey: string;
  owner: string;
}

/** What someone sees who scanned the code on the screen. Looking checks nobody in: the button does. */
export async function openScanned(ctx: Context, input: { code: string }): Promise<ScannedPage> {
  const { personId } = authorise(ctx, 'course:follow');
  const page = { meeting: null, done: false, href: null, code: input.code, clientKey: newId(), owner: personId };
  const code = readCode(input.code);
  const moment = code && (await findMomentById(ctx.db, code.momentId));
  if (!code || !moment?.secret || !isSigned({ ...moment, secret: moment.secret }, code)) return { ...page, why: expiredText };
  if (!(await findMomentOf(ctx.db, moment.momentId, personId))) return { ...page, why: notYoursText };
  const meeting = {
    title: moment.title,
    group: moment.groupName,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
  };
  const href = participantPath(moment.momentId);
  if (await findCheckIn(ctx.db, moment.momentId, personId)) return { ...page, meeting, href, done: true, why: null };
  if (!canCheckIn(moment, ctx.now)) return { ...page, href, why: closedText };
  if (!scannedWindows(ctx.now).includes(code.window)) return { ...page, href, why: expiredText };
  return { ...page, meeting, href, why: null };
}

export interface PinPage {
  /** The reader's own meetings at which one can check in now. */
  now: { title: string; group: string; when: string; done: boolean; href: string }[];
  clientKey: string;
  owner: string;
}

/** The page on which the PIN is typed. It is the same for everyone: what a wrong PIN says doesn't depend on what is on. */
export async function openPin(ctx: Context): Promise<PinPage> {
  const { personId } = authorise(ctx, 'course:follow');
  const moments = (await listMomentsAround(ctx.db, { personId, ...aroundNow(ctx.now) })).filter((m) => canCheckIn(m, ctx.now));
  return {
    now: await Promise.all(
      moments.map(async (m) => ({
        title: m.title,
        group: m.groupName,
        when: fullPeriod(m.startsAt, m.endsAt),
        done: (await findCheckIn(ctx.db, m.momentId, personId)) !== null,
        href: participantPath(m.momentId),
      })),
    ),
    clientKey: newId(),
    owner: personId,
  };
}

export const participantPath = (momentId: string) => `/bijeenkomst/${momentId}`;
