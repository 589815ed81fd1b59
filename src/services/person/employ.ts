import type { Transaction } from '#src/db/client.ts';
import { insertEmployment } from '#src/db/queries/employment.ts';
import { findBranch, findOrganisation, type OrganisationRow } from '#src/db/queries/organisation.ts';
import type { JobPeriod } from '#src/domain/employment.ts';
import { fits, organisationKindNames } from '#src/domain/organisation.ts';
import { roleNames, type Role } from '#src/domain/roles.ts';
import { endSessions } from '../account/end-sessions.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';

export interface Job {
  organisationId: string;
  branchId?: string | undefined;
  role: Role;
}

/** Throws where this can't be a job: the organisation ended, the role belongs elsewhere, the branch to another library. */
export async function checkJob(tx: Transaction, job: Job): Promise<OrganisationRow> {
  const organisation = await findOrganisation(tx, job.organisationId);
  if (!organisation || organisation.endedAt) throw invalid('organisatie', 'Kies een organisatie uit de lijst.');
  if (!fits(job.role, organisation.kind))
    throw invalid(
      'rol',
      `De rol ${roleNames[job.role]} past niet bij een organisatie van de soort ${organisationKindNames[organisation.kind]}.`,
    );
  if (job.branchId) {
    const branch = await findBranch(tx, job.branchId);
    if (branch?.libraryId !== organisation.id || branch.endedAt)
      throw invalid('vestiging', `Kies een vestiging van ${organisation.name}.`);
  }
  return organisation;
}

/** Gives someone a job, in the caller's transaction. Their rights change, so they are signed out. */
export async function employ(
  tx: Transaction,
  ctx: Context,
  personId: string,
  job: Job,
  period: JobPeriod = { from: ctx.now, until: null },
): Promise<string> {
  const id = newId();
  await insertEmployment(tx, {
    id,
    personId,
    organisationId: job.organisationId,
    branchId: job.branchId ?? null,
    role: job.role,
    from: period.from,
    until: period.until,
  });
  await recordEvent(tx, ctx, {
    kind: 'roleChanged',
    entity: 'employment',
    entityId: id,
    subjectId: personId,
    organisationId: job.organisationId,
    detail: { change: 'added', role: job.role },
  });
  await endSessions(tx, personId);
  return id;
}
