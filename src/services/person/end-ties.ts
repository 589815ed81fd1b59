import type { Queryable, Transaction } from '#src/db/client.ts';
import { listEmployments } from '#src/db/queries/employment.ts';
import { endLeaders } from '#src/db/queries/leader.ts';
import { listTies, setLeft } from '#src/db/queries/membership.ts';
import { isNever, isOver } from '#src/domain/employment.ts';
import type { Context } from '../context.ts';
import { takeOffLeaderAgenda } from '../meeting/follow-leader.ts';
import { takeOffAgenda } from '../meeting/follow-member.ts';

interface Job {
  id: string;
  personId: string;
  organisationId: string;
}

/** Groups at this library that someone is in or leads, when this is their last job there; none while they have another, or one is to begin. */
export async function tiesThatEnd(db: Queryable, ctx: Context, job: Job) {
  const others = (await listEmployments(db, [job.personId])).filter(
    (e) => e.id !== job.id && e.organisationId === job.organisationId && !isOver(e, ctx.now) && !isNever(e),
  );
  if (others.length > 0) return { memberships: [], leads: [] };
  return listTies(db, { personId: job.personId, libraryId: job.organisationId, now: ctx.now });
}

/** Lets go of those groups. What was done in them stays. Call ctx.mailWaits() after the commit. */
export async function endTies(tx: Transaction, ctx: Context, job: Job): Promise<{ left: number; stoppedLeading: number }> {
  const { personId } = job;
  const ties = await tiesThatEnd(tx, ctx, job);
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
  return { left: ties.memberships.length, stoppedLeading: ties.leads.length };
}
