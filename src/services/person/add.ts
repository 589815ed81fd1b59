import { findAccountByEmail } from '#src/db/queries/account.ts';
import { insertPerson } from '#src/db/queries/person.ts';
import { invite } from '../account/invite.ts';
import { authorise, type Context } from '../context.ts';
import { findOpenGroup, joinGroup } from '../membership/join.ts';
import { newId } from '../new-id.ts';
import { checkJob, employ, type Job } from './employ.ts';

export interface NewPerson extends Job {
  /** In lower case. */
  email: string;
  /** May stay empty: people fill in their own. */
  name?: string | undefined;
  groupId?: string | undefined;
}

/**
 * Adds someone with a job, in a group when asked, and invites them. Someone who is known already stays one person: nothing is
 * changed then, and `known` says so.
 */
export async function addPerson(ctx: Context, input: NewPerson): Promise<{ personId: string; known: boolean }> {
  authorise(ctx, 'person:manage');
  const added = await ctx.db.transaction(async (tx) => {
    const organisation = await checkJob(tx, input);
    const group = input.groupId ? await findOpenGroup(tx, input.groupId, { libraryId: organisation.id, field: 'groep' }) : null;
    const known = await findAccountByEmail(tx, input.email);
    if (known) return { personId: known.personId, known: true };
    const personId = newId();
    const accountId = newId();
    await insertPerson(
      tx,
      { id: personId, name: input.name ?? null, createdAt: ctx.now },
      { id: accountId, personId, email: input.email, passwordHash: null },
    );
    const employmentId = await employ(tx, ctx, personId, input);
    await invite(tx, ctx, {
      personId,
      accountId,
      email: input.email,
      libraryName: organisation.name,
      ...(group ? { groupId: group.id } : {}),
    });
    // After the invitation, so that a mail about a meeting doesn't come first.
    if (group) await joinGroup(tx, ctx, group, { personId, employmentId, invited: true });
    return { personId, known: false };
  });
  ctx.mailWaits();
  return added;
}
