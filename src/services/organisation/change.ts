import { findOrganisation, updateOrganisation } from '#src/db/queries/organisation.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { checkOrganisation, type OrganisationInput } from './add.ts';

/** Changes name, province and POI of a library or POI. What stays the same is not recorded. */
export async function changeOrganisation(ctx: Context, input: OrganisationInput & { id: string }): Promise<void> {
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
    await updateOrganisation(tx, input.id, wanted);
    await recordEvent(tx, ctx, {
      kind: 'organisationChanged',
      entity: 'organisation',
      entityId: input.id,
      organisationId: input.id,
      detail: { change: 'changed', from: present.name, to: wanted.name },
    });
  });
}
