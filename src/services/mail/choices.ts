import { listMailOff, replaceMailOff } from '#src/db/queries/mail-choice.ts';
import { emailLabel, type EmailText } from '#src/domain/email.ts';
import type { Actor } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';

export interface MailChoice {
  kind: string;
  label: string;
  on: boolean;
}

/** The kinds of mail that someone may get and can do without. */
export async function viewMailChoices(ctx: Context): Promise<MailChoice[]> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const off = new Set(await listMailOff(ctx.db, actor.personId));
  return kindsFor(ctx, actor).map((email) => ({ kind: email.kind, label: emailLabel(email), on: !off.has(email.kind) }));
}

/** Switches on exactly these kinds of those on the page; what was not on it stays as it was. */
export async function chooseMail(ctx: Context, input: { on: readonly string[] }): Promise<void> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const shown = kindsFor(ctx, actor).map((email) => email.kind);
  await ctx.db.transaction(async (tx) => {
    const before = await listMailOff(tx, actor.personId);
    const off = [...shown.filter((kind) => !input.on.includes(kind)), ...before.filter((kind) => !shown.includes(kind))];
    await replaceMailOff(tx, actor.personId, off, ctx.now);
  });
}

function kindsFor(ctx: Context, actor: Actor): EmailText[] {
  const specialist = actor.employments.some((e) => e.role === 'educationSpecialist');
  const gets = {
    everyone: true,
    specialists: specialist,
    leaders: specialist || actor.leads.size > 0,
    staff: actor.employments.some((e) => e.role !== 'learner'),
  };
  return [...ctx.catalogue.emails.values()]
    .filter((email) => !email.necessary && gets[email.audience])
    .sort((a, b) => emailLabel(a).localeCompare(emailLabel(b), 'nl'));
}
