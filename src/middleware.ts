/** Around every page: who is it, which form came in, and which error page to show. */
import { defineMiddleware } from 'astro:middleware';
import { getActionContext } from 'astro:actions';
import type { APIContext } from 'astro';
import type { Outcome } from '#src/actions/form-action.ts';
import { safePath } from '#src/actions/fields.ts';
import { cookieName } from '#src/auth/cookie.ts';
import type { App } from '#src/context.ts';
import { isOpenWhenHeldBack } from '#src/domain/passkey.ts';
import { scrub } from '#src/db/errors.ts';
import { log } from '#src/log.ts';
import { recordDenial } from '#src/services/audit.ts';
import { dropDraft } from '#src/services/draft/drop.ts';
import { keepTyped, type TypedForm } from '#src/services/draft/keep.ts';
import { giveBack } from '#src/services/draft/give-back.ts';
import { readableError, statusOf } from '#src/services/service-error.ts';

export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request, routePattern, url } = context;
  const shown = locals.failure !== undefined;
  try {
    const response = await respond(context, next);
    // Nobody waits for it: the database may be held by someone else.
    if (!shown && locals.ctx?.denied) void keepDenial(context, url.pathname);
    return response;
  } catch (error) {
    if (locals.failure?.status !== 500)
      log('error', 'request failed', {
        requestId: locals.requestId,
        method: request.method,
        route: routePattern,
        error: scrub(locals.cause ?? error),
      });
    // Astro makes its error page through here once more: that must not run the action again.
    locals.failure = { status: 500 };
    throw error;
  }
});

async function respond(context: APIContext, next: () => Promise<Response>): Promise<Response> {
  const { locals, request, url } = context;
  if (locals.failure) return showPage(context, next); // an error page is being made: everything is there already
  const app = locals.app ?? (await devApp());
  locals.requestId ??= crypto.randomUUID();
  locals.clientAddress ??= '127.0.0.1';
  const token = context.cookies.get(cookieName(app.config.publicBaseUrl))?.value ?? null;
  const { ctx, lapsedPersonId } = await app.open({ token, requestId: locals.requestId, clientAddress: locals.clientAddress });
  locals.ctx = ctx;

  const { action, setActionResult, serializeActionResult } = getActionContext(context);
  if (ctx.actor?.heldBack && !isOpenWhenHeldBack(context.routePattern, action?.name))
    return askForKey(context, action !== undefined);
  if (action) {
    const form: TypedForm = { lapsedPersonId, action: action.name, path: safePath(url.pathname), fields: await typedIn(request) };
    const result = await action.handler();
    // Without this Astro runs the action once more when it renders the page below.
    setActionResult(action.name, serializeActionResult(result));
    if (result.error) {
      if (result.error.code === 'NOT_FOUND') return fail(context, 404);
      if (result.error.code === 'UNSUPPORTED_MEDIA_TYPE') return fail(context, 415);
      throw result.error;
    }
    const outcome = result.data as Outcome;
    if (action.calledFrom === 'rpc') {
      const answer = locals.answer === undefined ? {} : { answer: locals.answer };
      return Response.json({ ...outcome, ...answer }, { status: outcome.kind === 'done' ? 200 : outcome.status });
    }
    if (outcome.kind === 'done') {
      // It is done: a draft that stays behind is no reason to say otherwise.
      await dropDraft(ctx, form).catch((error: unknown) => log('warn', 'draft not dropped', { error: scrub(error) }));
      return context.redirect(outcome.to, 303);
    }
    if (outcome.status === 503)
      log('error', 'not saved', { requestId: locals.requestId, action: action.name, error: scrub(locals.cause) });
    if (outcome.status === 401) return askToSignIn(context, form);
    if (outcome.status === 403 || outcome.status === 404) return fail(context, outcome.status);
    locals.form = { action: action.name, errors: outcome.errors, fields: form.fields };
    const response = await showPage(context, next, form);
    if (response.status >= 300 && response.status < 400) return response;
    return new Response(response.body, { status: outcome.status, headers: response.headers });
  }
  if (request.method === 'GET' && url.searchParams.has('terug')) {
    const form = await giveBack(ctx, url.pathname);
    if (form) locals.form = form;
  }
  return showPage(context, next);
}

/** Who was refused gets the refusal, also when the database can't keep it now. */
async function keepDenial(context: APIContext, path: string): Promise<void> {
  const { action } = getActionContext(context);
  await recordDenial(context.locals.ctx, { path, ...(action ? { action: action.name } : {}) }).catch((error: unknown) =>
    log('warn', 'denial not kept', { requestId: context.locals.requestId, error: scrub(error) }),
  );
}

/** @param form what was sent to this page and refused, in case the page wants someone to sign in first */
async function showPage(context: APIContext, next: () => Promise<Response>, form?: TypedForm): Promise<Response> {
  try {
    const response = await next();
    // What a signed-in person sees never stays in a browser that someone else uses next.
    if (context.locals.ctx?.actor && !response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    return response;
  } catch (error) {
    const readable = readableError(error);
    if (!readable) throw error;
    if (readable.code === 'notSignedIn') return askToSignIn(context, form);
    return fail(context, statusOf[readable.code], readable.errors[0]?.message);
  }
}

/** To the sign-in page and back here afterwards. What was typed is kept, where it is known whose it is. */
async function askToSignIn(context: APIContext, form?: TypedForm): Promise<Response> {
  const { url, locals } = context;
  let kept = false;
  try {
    kept = form !== undefined && (await keepTyped(locals.ctx, form));
  } catch (error) {
    // Not to the sign-in page then: this one says that going back brings the text back.
    if (readableError(error)) return fail(context, 503);
    throw error;
  }
  // With a customer at the desk this is no moment to ask for a password: the way back does.
  if (form?.action === 'desk.leave') return context.redirect('/balie', 303);
  const here = form ? `${form.path}${kept ? '?terug=1' : ''}` : safePath(url.pathname + url.search);
  const why = form ? `&verlopen=${kept ? 'bewaard' : 'kwijt'}` : '';
  return context.redirect(`/inloggen?verder=${encodeURIComponent(here)}${why}`, 303);
}

/** Whoever must show a passkey first sees nothing else, and does nothing. */
function askForKey(context: APIContext, sent: boolean): Promise<Response> | Response {
  const { url, request } = context;
  if (sent || (request.method !== 'GET' && request.method !== 'HEAD'))
    return fail(context, 403, 'Laat eerst je toegangssleutel zien. Er is niets veranderd.');
  return context.redirect(`/account/bevestigen?verder=${encodeURIComponent(safePath(url.pathname + url.search))}`, 303);
}

/** Shows the error page in place of the page that was asked for; the address stays. */
function fail(context: APIContext, status: number, message?: string): Promise<Response> {
  context.locals.failure = { status, ...(message ? { message } : {}) };
  return context.rewrite('/fout');
}

/** The fields as they were typed; passwords are never kept or shown again. */
async function typedIn(request: Request): Promise<[string, string][]> {
  try {
    const form = await request.clone().formData();
    return [...form.entries()].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !/wachtwoord|password/i.test(entry[0]),
    );
  } catch {
    return [];
  }
}

let dev: Promise<App> | undefined;

/** `astro dev` has no server of ours around it. */
async function devApp(): Promise<App> {
  if (!import.meta.env.DEV) throw new Error('src/server.ts must hand over the app');
  dev ??= makeDevApp();
  return dev;
}

async function makeDevApp(): Promise<App> {
  const [{ createApp }, { readConfig }, { fillCourseText }] = await Promise.all([
    import('#src/context.ts'),
    import('#src/config.ts'),
    import('#src/services/search/fill.ts'),
  ]);
  const app = await createApp(readConfig(process.env), { root: process.cwd() });
  await fillCourseText(app.background(new Date()));
  return app;
}
