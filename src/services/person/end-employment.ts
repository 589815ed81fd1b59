import type { Queryable } from '#src/db/client.ts';
import { findEmployment, listEmployments, setEmploymentUntil, type EmploymentRow } from '#src/db/queries/employment.ts';
import { endLeaders } from '#src/db/queries/leader.ts';
import { listTies, setLeft } from '#src/db/queries/membership.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { shownName } from '#src/domain/person.ts';
import { roleNames } from '#src/domain/roles.ts';
import { endSessions } from '../account/end-sessions.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { takeOffLeaderAgenda } from '../meeting/follow-leader.ts';
import { takeOffAgenda } from '../meeting/follow-member.ts';
import { notFound, refused } from '../service-error.ts';
import { keepsAdministrator } from './open.ts';

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
    over: isOver(ctx, employment),
    refusal: employment.role === 'administrator' ? await keepsAdministrator(ctx.db, ctx, personId) : null,
    leaves: ties.memberships.map((m) => m.groupName),
    stopsLeading: [...new Set(ties.leads.map((l) => l.groupName))],
  };
}

/**
 * Ends a job today. Whoever has no other job at this library leaves its open groups and leads none there any more: nobody keeps
 * looking at people they no longer work with. Certificates stay. They are signed out.
 */
export async function endEmployment(ctx: Context, input: { employmentId: string }): Promise<{ personId: string }> {
  authorise(ctx, 'person:manage');
  const ended = await ctx.db.transaction(async (tx) => {
    const employment = await findEmployment(tx, input.employmentId);
    if (!employment) throw notFound();
    const { personId } = employment;
    if (isOver(ctx, employment)) return { personId };
    if (employment.role === 'administrator') {
      const refusal = await keepsAdministrator(tx, ctx, personId);
      if (refusal) throw refused(refusal);
    }
    const ties = await tiesThatEnd(tx, ctx, employment);
    await setEmploymentUntil(tx, [employment.id], ctx.now);
    await endLeaders(
      tx,
      ties.leads.map((l) => l.id),
      ctx.now,
    );
    // What they lead and follow both goes out once, with what they follow.
    for (const groupId of new Set(ties.leads.map((l) => l.groupId))) await takeOffLeaderAgenda(tx, ctx, { groupId, personId });
    await setLeft(
      tx,
      ties.memberships.map((m) => m.id),
      ctx.now,
    );
    for (const { groupId } of ties.memberships) await takeOffAgenda(tx, ctx, { groupId, personId });
    await recordEvent(tx, ctx, {
      kind: 'roleChanged',
      entity: 'employment',
      entityId: employment.id,
      subjectId: personId,
      organisationId: employment.organisationId,
      detail: { change: 'ended', role: employment.role, left: ties.memberships.length, stoppedLeading: ties.leads.length },
    });
    await endSessions(tx, personId);
    return { personId };
  });
  ctx.mailWaits();
  return ended;
}

const isOver = (ctx: Context, employment: EmploymentRow) => employment.until !== null && employment.until <= ctx.now;

async function tiesThatEnd(db: Queryable, ctx: Context, employment: EmploymentRow) {
  const others = (await listEmployments(db, [employment.personId])).filter(
    (e) => e.id !== employment.id && e.organisationId === employment.organisationId && (e.until === null || e.until > ctx.now),
  );
  if (others.length > 0) return { memberships: [], leads: [] };
  return listTies(db, { personId: employment.personId, libraryId: employment.organisationId, now: ctx.now });
}
