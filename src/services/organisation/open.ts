import { listCurrentEmploymentsAt } from '#src/db/queries/employment.ts';
import { findOrganisation, listBranches, listLibrariesOf, listOpenGroupsOf } from '#src/db/queries/organisation.ts';
import { authorise, type Context } from '../context.ts';
import { listOpenParts } from '../pilot/leave.ts';
import { notFound } from '../service-error.ts';

/** A library or POI with its branches, open groups and libraries, and how many work there. */
export async function openOrganisation(ctx: Context, id: string) {
  authorise(ctx, 'organisation:manage');
  const organisation = await findOrganisation(ctx.db, id);
  if (!organisation || organisation.kind === 'platform') throw notFound();
  const [branches, groups, libraries, employments, poi, parts] = await Promise.all([
    listBranches(ctx.db, id),
    listOpenGroupsOf(ctx.db, id),
    listLibrariesOf(ctx.db, id),
    listCurrentEmploymentsAt(ctx.db, id, ctx.now),
    organisation.parentId ? findOrganisation(ctx.db, organisation.parentId) : null,
    listOpenParts(ctx.db, id, ctx.now),
  ]);
  const people = new Set(employments.map((e) => e.personId)).size;
  const specialists = new Set(employments.filter((e) => e.role === 'educationSpecialist').map((e) => e.personId)).size;
  const advisers = new Set(employments.filter((e) => e.role === 'adviser').map((e) => e.personId)).size;
  /** That a library takes part in, or is asked for. */
  const pilots = parts.filter((part) => part.running).map((part) => part.pilotName);
  return { ...organisation, advisers, pilots, branches, groups, libraries, people, specialists, poiName: poi?.name ?? null };
}
