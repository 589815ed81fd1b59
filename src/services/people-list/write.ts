import type { Transaction } from '#src/db/client.ts';
import type { OrganisationRow } from '#src/db/queries/organisation.ts';
import { insertEmployments, insertPeople, lapseSessionsOf, renamePeople, setBranches } from '#src/db/queries/people-list.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { inviteNew, type Invitation } from '../account/invite.ts';
import { recordEvents, type AuditFacts } from '../audit.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { joinTogether, type Joining } from '../membership/join-together.ts';
import { newId } from '../new-id.ts';
import type { Judged } from './judge.ts';

/** So many people are written with one statement of each kind. */
const atOnce = 200;

/** Writes what was decided, in the transaction of the caller, who has authorised it. */
export async function writePeople(
  tx: Transaction,
  ctx: Context,
  library: Pick<OrganisationRow, 'id' | 'name'>,
  list: { judged: readonly Judged[]; invites: boolean },
): Promise<void> {
  const work = list.judged.filter(({ decision }) => decision.state === 'new' || decision.state === 'changed');
  const joining = new Map<string, Joining[]>();
  const invitations: Invitation[] = [];
  for (let at = 0; at < work.length; at += atOnce) {
    if (at > 0) await giveWay();
    await writePart(tx, ctx, library, work.slice(at, at + atOnce), { joining, invitations });
  }
  const quiet = new Set<string>();
  for (const groupId of joining.keys()) if ((await findGroup(tx, groupId))?.kind === 'practice') quiet.add(groupId);
  if (list.invites) {
    // A practice group mails nobody.
    const wanted = invitations.filter(({ groupId }) => groupId === undefined || !quiet.has(groupId));
    for (let at = 0; at < wanted.length; at += atOnce) {
      await giveWay();
      await inviteNew(tx, ctx, wanted.slice(at, at + atOnce));
    }
  }
  // After the invitations, so that a mail about a meeting doesn't come first.
  for (const [groupId, people] of joining) {
    await giveWay();
    await joinTogether(tx, ctx, { groupId, people, mails: list.invites });
  }
}

async function writePart(
  tx: Transaction,
  ctx: Context,
  library: Pick<OrganisationRow, 'id' | 'name'>,
  part: readonly Judged[],
  gathered: { joining: Map<string, Joining[]>; invitations: Invitation[] },
): Promise<void> {
  const people: Parameters<typeof insertPeople>[1] = [];
  const accounts: Parameters<typeof insertPeople>[2] = [];
  const employments: Parameters<typeof insertEmployments>[1] = [];
  const events: AuditFacts[] = [];
  const signedOut: string[] = [];
  const renames: [string, string][] = [];
  const branches: [string, string][] = [];
  for (const { line, decision, known } of part) {
    const { steps } = decision;
    const personId = known?.personId ?? newId();
    if (steps.make) {
      const accountId = newId();
      people.push({ id: personId, name: line.name, createdAt: ctx.now });
      accounts.push({ id: accountId, personId, email: line.email, username: line.username, passwordHash: null });
      if (line.email !== null)
        gathered.invitations.push({
          personId,
          accountId,
          email: line.email,
          libraryName: library.name,
          ...(steps.joinGroupId === null ? {} : { groupId: steps.joinGroupId }),
        });
    }
    let employmentId = known?.jobs[0]?.id ?? null;
    if (steps.employ) {
      employmentId = newId();
      employments.push({ id: employmentId, personId, organisationId: library.id, from: ctx.now, ...steps.employ });
      events.push(jobEvent(personId, employmentId, { change: 'added', role: steps.employ.role }));
      if (known) signedOut.push(personId);
    }
    if (steps.branch) {
      branches.push([steps.branch.employmentId, steps.branch.branchId]);
      events.push(jobEvent(personId, steps.branch.employmentId, { change: 'branch' }));
    }
    if (steps.rename !== null) {
      renames.push([personId, steps.rename]);
      events.push({ kind: 'personRenamed', entity: 'person', entityId: personId, subjectId: personId });
    }
    if (steps.joinGroupId !== null) {
      const joining = gathered.joining.get(steps.joinGroupId) ?? [];
      joining.push({ personId, employmentId, isNew: known === null, hasBeenIn: known?.joined ?? false });
      gathered.joining.set(steps.joinGroupId, joining);
    }
  }
  await insertPeople(tx, people, accounts);
  await insertEmployments(tx, employments);
  await setBranches(tx, branches);
  await renamePeople(tx, renames, ctx.now);
  await lapseSessionsOf(tx, signedOut);
  await recordEvents(tx, ctx, events);

  function jobEvent(personId: string, employmentId: string, detail: Record<string, string>): AuditFacts {
    return {
      kind: 'roleChanged',
      entity: 'employment',
      entityId: employmentId,
      subjectId: personId,
      organisationId: library.id,
      detail,
    };
  }
}
