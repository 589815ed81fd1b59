import { findEmployment, listEmployments, setEmploymentUntil } from '#src/db/queries/employment.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { isOver, lastMoment } from '#src/domain/employment.ts';
import { shownName } from '#src/domain/person.ts';
import { roleNames } from '#src/domain/roles.ts';
import { endSessions } from '../account/end-sessions.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { invalid, notFound, refused } from '../service-error.ts';
import { endTies, tiesThatEnd } from './end-ties.ts';
import { keepsAdministrator } from './open.ts';
import { askedPeriod, assertNoSameJob } from './period.ts';

/** What happens when this job ends: for the page that asks whether to do it. */
export async function previewEnd(ctx: Context, personId: string, employmentId: string) {
  authorise(ctx, 'person:manage');
  const [employment, person] = await Promise.all([findEmployment(ctx.db, employmentId), findPerson(ctx.db, personId)]);
  if (!employment || !person || employment.personId !== personId) throw notFound();
  const mine = (await listEmployments(ctx.db, [personId])).find((e) => e.id === employmentId);
  const ties = await tiesThatEnd(ctx.db, ctx, employment);
  return {
    personId,
    employmentId,
    name: shownName(person),
    roleName: roleNames[employment.role],
    organisationName: mine?.organisationName ?? '',
    over: isOver(employment, ctx.now),
    /** The last day, where there is one already. */
    until: employment.until && longDate(lastMoment(employment.until)),
    /** An administrator stops at once: only then is it sure that one remains. What hasn't begun just doesn't begin. */
    atOnce: employment.role === 'administrator' || employment.from > ctx.now,
    refusal: employment.role === 'administrator' ? await keepsAdministrator(ctx.db, ctx, personId) : null,
    leaves: ties.memberships.map((m) => m.groupName),
    stopsLeading: [...new Set(ties.leads.map((l) => l.groupName))],
  };
}

/**
 * Ends a job now, or after a last day. Whoever has no other job at this library leaves its open groups and leads none there any
 * more: nobody keeps looking at people they no longer work with; of a day to come the night does that. Certificates stay. They
 * are signed out.
 */
export async function endEmployment(
  ctx: Context,
  input: { employmentId: string; lastDay?: string | undefined },
): Promise<{ personId: string; ended: boolean }> {
  authorise(ctx, 'person:manage');
  const outcome = await ctx.db.transaction(async (tx) => {
    const employment = await findEmployment(tx, input.employmentId);
    if (!employment) throw notFound();
    const { personId, role } = employment;
    if (isOver(employment, ctx.now)) return { personId, ended: true };
    if (role === 'administrator') {
      if (input.lastDay) throw invalid('tot', 'Een beheerder stopt meteen. Laat deze dag leeg.');
      const refusal = await keepsAdministrator(tx, ctx, personId);
      if (refusal) throw refused(refusal);
    }
    const until = lastDayOf(ctx, employment.from, input.lastDay);
    const ended = until <= ctx.now || employment.from > ctx.now;
    if (!ended) await assertNoSameJob(tx, { ...employment, except: employment.id }, { from: employment.from, until });
    await setEmploymentUntil(tx, [employment.id], until);
    const ties = ended ? await endTies(tx, ctx, employment) : null;
    await recordEvent(tx, ctx, {
      kind: 'roleChanged',
      entity: 'employment',
      entityId: employment.id,
      subjectId: personId,
      organisationId: employment.organisationId,
      detail: ties ? { change: 'ended', role, ...ties } : { change: 'lastDay', role, until: longDate(lastMoment(until)) },
    });
    if (ended) await endSessions(tx, personId);
    return { personId, ended };
  });
  ctx.mailWaits();
  return outcome;
}

/** The first moment after a job. One that hasn't begun ends where it would begin. */
function lastDayOf(ctx: Context, from: Date, lastDay: string | undefined): Date {
  if (from > ctx.now) return from;
  if (lastDay === undefined) return ctx.now;
  const { until } = askedPeriod({ ...ctx, now: from }, { lastDay });
  return until ?? ctx.now;
}

/** Takes the last day away again, while it hasn't gone by. */
export async function keepEmployment(ctx: Context, input: { employmentId: string }): Promise<{ personId: string }> {
  authorise(ctx, 'person:manage');
  return ctx.db.transaction(async (tx) => {
    const employment = await findEmployment(tx, input.employmentId);
    if (!employment) throw notFound();
    const { personId, role } = employment;
    if (employment.until === null) return { personId };
    if (isOver(employment, ctx.now)) throw refused('Deze werkplek is al gestopt. Voeg een nieuwe toe.');
    await assertNoSameJob(tx, { ...employment, except: employment.id }, { from: employment.from, until: null });
    await setEmploymentUntil(tx, [employment.id], null);
    await recordEvent(tx, ctx, {
      kind: 'roleChanged',
      entity: 'employment',
      entityId: employment.id,
      subjectId: personId,
      organisationId: employment.organisationId,
      detail: { change: 'stays', role },
    });
    return { personId };
  });
}
