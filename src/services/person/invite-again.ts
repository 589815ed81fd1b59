import { listEmployments } from '#src/db/queries/employment.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { invite } from '../account/invite.ts';
import { authorise, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

/** Sends a new invitation; the older link stops working. Refused for who has been in, or was switched off. */
export async function inviteAgain(ctx: Context, personId: string): Promise<void> {
  authorise(ctx, 'person:manage');
  await ctx.db.transaction(async (tx) => {
    const person = await findPerson(tx, personId);
    if (!person?.email) throw notFound();
    if (person.deactivatedAt) throw refused('Dit account is uitgezet. Zet het eerst weer aan, dan kun je uitnodigen.');
    if (person.joined)
      throw refused('Deze persoon heeft al een wachtwoord. Vergeten? Dan helpt ‘Wachtwoord vergeten’ op de inlogpagina.');
    const jobs = await listEmployments(tx, [personId]);
    const current = jobs.find((e) => e.until === null || e.until > ctx.now) ?? jobs[0];
    await invite(tx, ctx, {
      personId,
      accountId: person.accountId,
      email: person.email,
      libraryName: current?.organisationName ?? 'Baliewijs',
    });
  });
  ctx.mailWaits();
}
