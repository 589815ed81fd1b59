import { listRunningOrganisations } from '#src/db/queries/organisation.ts';
import { organisationKindNames, organisationKinds, provinces, type OrganisationKind } from '#src/domain/organisation.ts';
import { authorise, type Context } from '../context.ts';

export interface Choice {
  value: string;
  label: string;
}

/** Organisations that run, to choose from: libraries first, by name. */
export async function organisationChoices(
  ctx: Context,
  kinds: readonly OrganisationKind[] = organisationKinds,
): Promise<Choice[]> {
  authorise(ctx, 'organisation:manage');
  const rows = await listRunningOrganisations(ctx.db, kinds);
  return kinds.flatMap((kind) =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({ value: row.id, label: kind === 'library' ? row.name : `${row.name} (${organisationKindNames[kind]})` })),
  );
}

/** The provinces; one that isn't in the list stays a choice for the library that has it. */
export function provinceChoices(present: string | null = null): Choice[] {
  const names: string[] = [...provinces];
  if (present && !names.includes(present)) names.unshift(present);
  return [{ value: '', label: 'Nog niet gekozen' }, ...names.map((name) => ({ value: name, label: name }))];
}
