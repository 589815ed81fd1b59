import { findMomentOf } from '#src/db/queries/check-in.ts';
import { findRevision } from '#src/db/queries/run.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { reachRun, type MomentAt } from './load.ts';

interface Watched {
  momentId: string;
  personId: string;
  to: 'all' | 'leaders';
}

/** A connection without a word is cut by what stands in between. */
const heartbeatMs = 20_000;
/** Then the browser comes back by itself, and is asked again who it is. */
const longestMs = 15 * 60_000;
/** How soon a browser comes back. */
const retryMs = 2000;

/** What changes at a moment, for whoever leads it. */
export async function watchAsLeader(ctx: Context, request: Request, at: MomentAt): Promise<Response> {
  const { moment } = await reachRun(ctx, at);
  return answer(ctx, request, { momentId: moment.id, personId: signedIn(ctx).personId, to: 'leaders' });
}

/** What changes at a moment, for whoever takes part. */
export async function watchAsParticipant(ctx: Context, request: Request, at: { momentId: string }): Promise<Response> {
  const { personId } = authorise(ctx, 'course:follow');
  if (!(await findMomentOf(ctx.db, at.momentId, personId))) throw notFound();
  return answer(ctx, request, { momentId: at.momentId, personId, to: 'all' });
}

/**
 * Numbers only: a screen that hears one it doesn't know fetches its page again, as its reader. Who doesn't ask for a stream
 * gets the number of now, so that a page can also ask every so often.
 */
async function answer(ctx: Context, request: Request, who: Watched): Promise<Response> {
  if (!request.headers.get('accept')?.includes('text/event-stream'))
    return Response.json({ revision: await findRevision(ctx.db, who.momentId) }, { headers: { 'Cache-Control': 'no-store' } });
  const stream = await openStream(ctx, who, request.headers.get('last-event-id'));
  if (!stream) return new Response('Er staan al te veel schermen open.', { status: 429, headers: { 'Retry-After': '30' } });
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Compressed, or kept together by a proxy, an event would wait for the next one.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

/** @param last the number that the browser heard last; null when it comes for the first time */
async function openStream(ctx: Context, who: Watched, last: string | null): Promise<ReadableStream<Uint8Array> | null> {
  const text = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let stop: (() => void) | null = null;
  let over = false;
  const send = (line: string) => {
    if (!over) controller?.enqueue(text.encode(line));
  };
  const hear = (revision: number) => send(`id: ${revision}\ndata: ${revision}\n\n`);
  const end = () => {
    if (over) return;
    over = true;
    clearInterval(beat);
    clearTimeout(limit);
    stop?.();
    controller?.close();
  };
  const beat = setInterval(() => send(': hier\n\n'), heartbeatMs);
  const limit = setTimeout(end, longestMs);
  beat.unref();
  limit.unref();
  const stream = new ReadableStream<Uint8Array>({
    start(own) {
      controller = own;
    },
    cancel() {
      controller = null;
      end();
    },
  });
  // Listening first, then looking: nothing that happens in between is missed.
  stop = ctx.live.watch(who.momentId, { personId: who.personId, to: who.to, hear, end });
  if (!stop) {
    controller = null;
    end();
    return null;
  }
  try {
    const revision = await findRevision(ctx.db, who.momentId);
    send(`retry: ${retryMs}\n\n`);
    if (last !== String(revision)) hear(revision);
  } catch (error) {
    end();
    throw error;
  }
  return stream;
}
