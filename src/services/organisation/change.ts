import { findOrganisation, updateOrganisation } from '#src/db/queries/organisation.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { leavePilot, listOpenParts } from '../pilot/leave.ts';
import { invalid, notFound } from '../service-error.ts';
import { checkOrganisation, type OrganisationInput } from './add.ts';

/**
 * Changes name, province and POI of a library or POI. What stays the same is not recorded. A library that goes to another POI
 * leaves the pilots of the one it had: only when whoever changes it says to know that (`leavesPilots`).
 */
export async function changeOrganisation(
  ctx: Context,
  input: OrganisationInput & { id: string; leavesPilots?: boolean },
): Promise<void> {
  authorise(ctx, 'organisation:manage');
  await ctx.db.transaction(async (tx) => {
    const present = await findOrganisation(tx, input.id);
    if (!present || present.kind === 'platform') throw notFound();
    await checkOrganisation(tx, input, present);
    const wanted = {
      name: input.name,
      province: input.province ?? null,
      parentId: present.kind === 'library' ? (input.poiId ?? null) : null,
    };
    if (wanted.name === present.name && wanted.province === present.province && wanted.parentId === present.parentId) return;
    const left = wanted.parentId === present.parentId ? [] : await listOpenParts(tx, input.id, ctx.now);
    const running = left.filter((part) => part.running);
    if (running.length > 0 && !input.leavesPilots)
      throw invalid(
        'verlaatPilots',
        `${present.name} doet mee aan ${enumerate(running.map((part) => `‘${part.pilotName}’`))} van de POI die ze nu heeft. Dat stopt als de POI verandert. Zet een vinkje als je dat weet.`,
      );
    for (const part of left) await leavePilot(tx, ctx, part);
    await updateOrganisation(tx, input.id, wanted);
    await recordEvent(tx, ctx, {
      kind: 'organisationChanged',
      entity: 'organisation',
      entityId: input.id,
      organisationId: input.id,
      detail: { change: 'changed', from: present.name, to: wanted.name, pilotsLeft: left.length },
    });
  });
  ctx.mailWaits();
}
