import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { authorise, type Context } from '../context.ts';
import { findOpenGroup, joinGroup } from '../membership/join.ts';
import { notFound } from '../service-error.ts';
import { checkJob, employ, type Job } from './employ.ts';

/** Gives a known person one job more, and puts them in a group when asked. What is so already stays as it is. */
export async function addEmployment(
  ctx: Context,
  input: Job & { personId: string; groupId?: string | undefined },
): Promise<void> {
  authorise(ctx, 'person:manage');
  await ctx.db.transaction(async (tx) => {
    const person = await findPerson(tx, input.personId);
    if (!person) throw notFound();
    const organisation = await checkJob(tx, input);
    const group = input.groupId ? await findOpenGroup(tx, input.groupId, { libraryId: organisation.id, field: 'groep' }) : null;
    const present = await findCurrentEmployment(tx, { ...input, now: ctx.now });
    const employmentId = present?.id ?? (await employ(tx, ctx, input.personId, input));
    if (group) await joinGroup(tx, ctx, group, { personId: input.personId, employmentId, invited: false });
  });
  ctx.mailWaits();
}
