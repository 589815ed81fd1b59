import type { Transaction } from '#src/db/client.ts';
import { findOrganisation, insertOrganisation, organisationNameTaken } from '#src/db/queries/organisation.ts';
import { provinces } from '#src/domain/organisation.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { invalid } from '../service-error.ts';

export interface OrganisationInput {
  name: string;
  province?: string | undefined;
  /** The POI of a library. */
  poiId?: string | undefined;
}

/**
 * Adds a library or a POI.
 * @param input.id chosen by the form, so that a second click makes no second one
 */
export async function addOrganisation(
  ctx: Context,
  input: OrganisationInput & { id: string; kind: 'library' | 'poi' },
): Promise<string> {
  authorise(ctx, 'organisation:manage');
  await ctx.db.transaction(async (tx) => {
    if (await findOrganisation(tx, input.id)) return;
    await checkOrganisation(tx, input, { id: input.id, kind: input.kind, province: null });
    await insertOrganisation(tx, {
      id: input.id,
      kind: input.kind,
      name: input.name,
      province: input.province ?? null,
      parentId: input.kind === 'library' ? (input.poiId ?? null) : null,
    });
    await recordEvent(tx, ctx, {
      kind: 'organisationChanged',
      entity: 'organisation',
      entityId: input.id,
      organisationId: input.id,
      detail: { change: 'added', kind: input.kind },
    });
  });
  return input.id;
}

/** Throws where the name is taken, or the province or POI isn't one. */
export async function checkOrganisation(
  tx: Transaction,
  input: OrganisationInput,
  present: { id: string; kind: 'library' | 'poi' | 'platform'; province: string | null },
): Promise<void> {
  if (await organisationNameTaken(tx, present.kind, input.name, present.id))
    throw invalid('naam', present.kind === 'poi' ? 'Er is al een POI met deze naam.' : 'Er is al een bibliotheek met deze naam.');
  const { province } = input;
  if (province && province !== present.province && !provinces.some((name) => name === province))
    throw invalid('provincie', 'Kies een provincie uit de lijst.');
  if (!input.poiId) return;
  const poi = await findOrganisation(tx, input.poiId);
  if (poi?.kind !== 'poi' || poi.endedAt) throw invalid('poi', 'Kies een POI uit de lijst.');
}
