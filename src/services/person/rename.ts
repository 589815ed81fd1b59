import { setPersonName } from '#src/db/queries/account.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { recordEvent } from '../audit.ts';
import { addCertificateName } from '../certificate/rename.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** Corrects someone's name, on their certificates too. The names themselves stay out of the audit trail. */
export async function renamePerson(ctx: Context, input: { personId: string; name: string }): Promise<void> {
  authorise(ctx, 'person:manage');
  await ctx.db.transaction(async (tx) => {
    const person = await findPerson(tx, input.personId);
    if (!person) throw notFound();
    if (person.name === input.name) return;
    await setPersonName(tx, input.personId, input.name);
    await addCertificateName(tx, ctx, input);
    await recordEvent(tx, ctx, { kind: 'personRenamed', entity: 'person', entityId: input.personId, subjectId: input.personId });
  });
}
