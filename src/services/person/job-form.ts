import { findOrganisation, listBranches, listOpenGroupsOf } from '#src/db/queries/organisation.ts';
import { rolesAt } from '#src/domain/organisation.ts';
import { roleNames, roles } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import type { Choice } from '../organisation/choices.ts';

/** The roles a form may ask for. */
export const jobRoles = roles;
export const roleChoices: Choice[] = roles.map((role) => ({ value: role, label: roleNames[role] }));

export interface JobForm {
  organisationId: string;
  organisationName: string;
  isLibrary: boolean;
  roles: Choice[];
  branches: Choice[];
  groups: Choice[];
}

/** What can be chosen for a job at this organisation; null when it can't be chosen itself. */
export async function jobForm(ctx: Context, organisationId: string): Promise<JobForm | null> {
  authorise(ctx, 'person:manage');
  const organisation = await findOrganisation(ctx.db, organisationId);
  if (!organisation || organisation.endedAt) return null;
  const [branches, groups] = await Promise.all([listBranches(ctx.db, organisationId), listOpenGroupsOf(ctx.db, organisationId)]);
  const choice = (row: { id: string; name: string }) => ({ value: row.id, label: row.name });
  return {
    organisationId,
    organisationName: organisation.name,
    isLibrary: organisation.kind === 'library',
    roles: rolesAt(organisation.kind).map((role) => ({ value: role, label: roleNames[role] })),
    branches: branches.filter((b) => b.endedAt === null).map(choice),
    groups: groups.filter((g) => g.kind !== 'open').map(choice),
  };
}
