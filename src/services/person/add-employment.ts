import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { isCurrent } from '#src/domain/employment.ts';
import { authorise, type Context } from '../context.ts';
import { findOpenGroup, joinGroup } from '../membership/join.ts';
import { invalid, notFound } from '../service-error.ts';
import { checkJob, employ, type Job } from './employ.ts';
import { askedPeriod, assertNoSameJob } from './period.ts';

/**
 * Gives a known person one job more, from one day until another where that is asked, and puts them in a group when asked.
 * Without days, what is so already stays as it is; with days, the same role at the same place twice at once is refused.
 */
export async function addEmployment(
  ctx: Context,
  input: Job & {
    personId: string;
    groupId?: string | undefined;
    /** YYYY-MM-DD */
    firstDay?: string | undefined;
    lastDay?: string | undefined;
  },
): Promise<void> {
  authorise(ctx, 'person:manage');
  const period = askedPeriod(ctx, input);
  const dated = input.firstDay !== undefined || input.lastDay !== undefined;
  await ctx.db.transaction(async (tx) => {
    const person = await findPerson(tx, input.personId);
    if (!person) throw notFound();
    const organisation = await checkJob(tx, input);
    if (input.groupId && !isCurrent(period, ctx.now))
      throw invalid('groep', 'Een groep kies je voor wie er nu werkt. Laat dit nog leeg.');
    const group = input.groupId ? await findOpenGroup(tx, input.groupId, { libraryId: organisation.id, field: 'groep' }) : null;
    const present = dated ? null : await findCurrentEmployment(tx, { ...input, now: ctx.now });
    if (!present) await assertNoSameJob(tx, input, period);
    const employmentId = present?.id ?? (await employ(tx, ctx, input.personId, input, period));
    if (group) await joinGroup(tx, ctx, group, { personId: input.personId, employmentId, invited: false });
  });
  ctx.mailWaits();
}
