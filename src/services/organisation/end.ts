import { listCurrentEmploymentsAt, listEndedWith, setEmploymentUntil } from '#src/db/queries/employment.ts';
import { closeOpenGroups, reopenOpenGroups } from '#src/db/queries/open-group.ts';
import { endLeadersOfLibrary, resumeLeadersOfLibrary } from '#src/db/queries/leader.ts';
import {
  findOrganisation,
  listLibrariesOf,
  listOpenGroupsOf,
  organisationNameTaken,
  updateOrganisation,
} from '#src/db/queries/organisation.ts';
import { leavePilots } from '#src/db/queries/pilot-taking.ts';
import { stopPilotsOf } from '#src/db/queries/pilot-talk.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { endSessions } from '../account/end-sessions.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { callOffContacts } from '../pilot-contact/call-off.ts';
import { listOpenParts } from '../pilot/leave.ts';
import { notFound, refused } from '../service-error.ts';

/** Ends a library or POI and everyone's employment there. Refused while it has open groups (a POI: libraries), which are named. */
export async function endOrganisation(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'organisation:manage');
  await ctx.db.transaction(async (tx) => {
    const present = await findOrganisation(tx, id);
    if (!present || present.kind === 'platform') throw notFound();
    if (present.endedAt) return;
    // Groups that made themselves close with their library.
    const groups = (await listOpenGroupsOf(tx, id)).filter((g) => g.kind !== 'open');
    if (groups.length > 0)
      throw refused(
        `Er zijn nog groepen open: ${enumerate(groups.map((g) => `‘${g.name}’`))}. Sluit die eerst, dan kun je de bibliotheek opheffen.`,
      );
    const libraries = await listLibrariesOf(tx, id);
    if (libraries.length > 0)
      throw refused(
        `Bij deze POI horen nog bibliotheken: ${enumerate(libraries.map((l) => l.name))}. Kies daar eerst een andere POI.`,
      );
    // First: who is told of it works here until now.
    for (const part of await listOpenParts(tx, id, ctx.now)) await callOffContacts(tx, ctx, part.id);
    if (present.kind === 'poi') await stopPilotsOf(tx, id, ctx.now, wallClock(ctx.now).day);
    const employments = await listCurrentEmploymentsAt(tx, id, ctx.now);
    await updateOrganisation(tx, id, { endedAt: ctx.now });
    await setEmploymentUntil(
      tx,
      employments.map((e) => e.id),
      ctx.now,
    );
    await endLeadersOfLibrary(tx, id, ctx.now);
    await closeOpenGroups(tx, id, ctx.now);
    // Nothing of it is told any more; what was told stays. When the end is taken back, its adviser asks again.
    await leavePilots(tx, id, { personId: ctx.actor?.personId ?? null, at: ctx.now });
    await recordEvent(tx, ctx, {
      kind: 'organisationChanged',
      entity: 'organisation',
      entityId: id,
      organisationId: id,
      detail: { change: 'ended', employments: employments.length },
    });
    for (const { id: employmentId, personId, role } of employments)
      await recordEvent(tx, ctx, {
        kind: 'roleChanged',
        entity: 'employment',
        entityId: employmentId,
        subjectId: personId,
        organisationId: id,
        detail: { change: 'ended', role },
      });
    for (const personId of new Set(employments.map((e) => e.personId))) await endSessions(tx, personId);
  });
  ctx.mailWaits();
}

/** Takes the end back: the employments that ended with it run on. */
export async function reopenOrganisation(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'organisation:manage');
  await ctx.db.transaction(async (tx) => {
    const present = await findOrganisation(tx, id);
    if (!present || present.kind === 'platform') throw notFound();
    if (!present.endedAt) return;
    if (await organisationNameTaken(tx, present.kind, present.name, id))
      throw refused('Er is intussen een andere met deze naam. Geef die eerst een andere naam.');
    const employments = await listEndedWith(tx, id, present.endedAt);
    await updateOrganisation(tx, id, { endedAt: null });
    await setEmploymentUntil(
      tx,
      employments.map((e) => e.id),
      null,
    );
    await resumeLeadersOfLibrary(tx, id, present.endedAt);
    await reopenOpenGroups(tx, id, present.endedAt);
    await recordEvent(tx, ctx, {
      kind: 'organisationChanged',
      entity: 'organisation',
      entityId: id,
      organisationId: id,
      detail: { change: 'reopened', employments: employments.length },
    });
    for (const { id: employmentId, personId, role } of employments) {
      await recordEvent(tx, ctx, {
        kind: 'roleChanged',
        entity: 'employment',
        entityId: employmentId,
        subjectId: personId,
        organisationId: id,
        detail: { change: 'added', role },
      });
      await endSessions(tx, personId);
    }
  });
}
