import { endMembership } from '#src/db/queries/certificate.ts';
import { findMembership, setPaused } from '#src/db/queries/membership.ts';
import { expectNoMore } from '#src/db/queries/moment.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import { signedIn, type Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { takeOffAgenda } from '../meeting/follow-member.ts';
import { notFound, refused } from '../service-error.ts';

/** One's own place in a group: taking a rest from it, or leaving it. */
export async function openRest(ctx: Context, groupId: string) {
  const { personId } = signedIn(ctx);
  const [group, own] = await Promise.all([findGroup(ctx.db, groupId), findMembership(ctx.db, groupId, personId)]);
  if (!group || !own || own.leftAt) throw notFound();
  return {
    groupId,
    groupName: group.name,
    courseTitle: ctx.catalogue.courses.get(group.courseId)?.title ?? group.courseId,
    pausedSince: own.pausedAt ? longDate(own.pausedAt) : null,
  };
}

/**
 * A rest from a group, or an end to it. Nobody asks or keeps why. Who rests is expected at nothing that is still to come
 * and gets no mail but what is necessary; what was done stays, and counts.
 * @param input.personId whose: one's own, or that of a member of a group one arranges
 */
export async function pauseMember(ctx: Context, input: { groupId: string; personId: string; paused: boolean }): Promise<void> {
  const actor = signedIn(ctx);
  if (input.personId !== actor.personId) await reachGroup(ctx, input.groupId, 'group:arrange');
  await ctx.db.transaction(async (tx) => {
    const [group, own] = await Promise.all([findGroup(tx, input.groupId), findMembership(tx, input.groupId, input.personId)]);
    if (!group || !own) throw notFound();
    if (own.leftAt) throw refused('Deze persoon doet niet meer mee met de groep.');
    if ((own.pausedAt !== null) === input.paused) return;
    await setPaused(tx, own.id, input.paused ? ctx.now : null);
    if (input.paused) {
      await takeOffAgenda(tx, ctx, input);
      await expectNoMore(tx, { ...input, now: ctx.now });
    }
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: group.id,
      subjectId: input.personId,
      organisationId: group.libraryId,
      detail: { change: input.paused ? 'paused' : 'resumed' },
    });
  });
  ctx.mailWaits();
}

/** Leaves a group oneself. What was done stays one's own; the leader can give a proof of it, or put one back. */
export async function leaveGroup(ctx: Context, groupId: string): Promise<void> {
  const { personId } = signedIn(ctx);
  await ctx.db.transaction(async (tx) => {
    const [group, own] = await Promise.all([findGroup(tx, groupId), findMembership(tx, groupId, personId)]);
    if (!group || !own) throw notFound();
    if (!(await endMembership(tx, { groupId, personId }, ctx.now))) return;
    await takeOffAgenda(tx, ctx, { groupId, personId });
    await expectNoMore(tx, { groupId, personId, now: ctx.now });
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: groupId,
      subjectId: personId,
      organisationId: group.libraryId,
      detail: { change: 'left', self: true },
    });
  });
  ctx.mailWaits();
}
