import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { endLeaders, insertLeader, listLeaders } from '#src/db/queries/leader.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { putOnLeaderAgenda, takeOffLeaderAgenda } from '../meeting/follow-leader.ts';
import { findOpenGroup } from '../membership/join.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';

/**
 * Makes people of the library leaders of the group, and puts its coming moments in their calendar. Who leads it already
 * stays so; a leader may be a member too.
 */
export async function addLeaders(ctx: Context, input: { groupId: string; personIds: readonly string[] }): Promise<void> {
  await reachGroup(ctx, input.groupId, 'group:arrange');
  if (input.personIds.length === 0) throw invalid('persoon', 'Kies minstens één persoon.');
  await ctx.db.transaction(async (tx) => {
    const group = await findOpenGroup(tx, input.groupId, { field: 'persoon' });
    const present = await listLeaders(tx, group.id, ctx.now);
    for (const personId of new Set(input.personIds)) {
      if (present.some((l) => l.personId === personId)) continue;
      const [person, job] = await Promise.all([
        findPerson(tx, personId),
        findCurrentEmployment(tx, { personId, organisationId: group.libraryId, now: ctx.now }),
      ]);
      if (!person || person.deactivatedAt || !job) throw invalid('persoon', 'Kies mensen die bij deze bibliotheek werken.');
      await insertLeader(tx, { id: newId(), groupId: group.id, personId, kind: 'leader', from: ctx.now });
      await recordEvent(tx, ctx, {
        kind: 'groupChanged',
        entity: 'group',
        entityId: group.id,
        subjectId: personId,
        organisationId: group.libraryId,
        detail: { change: 'leads' },
      });
      await putOnLeaderAgenda(tx, ctx, { groupId: group.id, personId });
    }
  });
  ctx.mailWaits();
}

/** From now on this person doesn't lead the group: its coming moments go out of their calendar. */
export async function removeLeader(ctx: Context, input: { groupId: string; personId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  await ctx.db.transaction(async (tx) => {
    const rows = (await listLeaders(tx, group.id, ctx.now)).filter((l) => l.personId === input.personId);
    if (rows.length === 0) return;
    await endLeaders(
      tx,
      rows.map((l) => l.id),
      ctx.now,
    );
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: group.id,
      subjectId: input.personId,
      organisationId: group.libraryId,
      detail: { change: 'stoppedLeading' },
    });
    await takeOffLeaderAgenda(tx, ctx, input);
  });
  ctx.mailWaits();
}
