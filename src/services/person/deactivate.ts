import { closeLinks } from '#src/db/queries/one-time-link.ts';
import { listEmployments } from '#src/db/queries/employment.ts';
import { findPerson, setDeactivated } from '#src/db/queries/person.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { greetingName, shownName } from '#src/domain/person.ts';
import { endSessions } from '../account/end-sessions.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { putBackOnEveryAgenda, takeOffEveryAgenda } from '../meeting/follow-person.ts';
import { notFound, refused } from '../service-error.ts';
import { keepsAdministrator } from './open.ts';

/**
 * Switches an account off: signed out at once, open links stop working, what is to come leaves the calendar, and a mail says
 * so. No reason is asked or kept.
 */
export async function deactivatePerson(ctx: Context, personId: string): Promise<void> {
  authorise(ctx, 'person:manage');
  await ctx.db.transaction(async (tx) => {
    const person = await findPerson(tx, personId);
    if (!person) throw notFound();
    if (person.deactivatedAt) return;
    const jobs = (await listEmployments(tx, [personId])).filter((e) => e.until === null || e.until > ctx.now);
    if (personId === ctx.actor?.personId || jobs.some((e) => e.role === 'administrator')) {
      const refusal = await keepsAdministrator(tx, ctx, personId);
      if (refusal) throw refused(refusal);
    }
    await takeOffEveryAgenda(tx, ctx, switched(person));
    await setDeactivated(tx, personId, ctx.now);
    await endSessions(tx, personId);
    await closeLinks(tx, person.accountId);
    await recordEvent(tx, ctx, { kind: 'personDeactivated', entity: 'person', entityId: personId, subjectId: personId });
    if (!person.email) return;
    const places = [...new Set(jobs.map((e) => e.organisationName))];
    await enqueueMail(tx, ctx, {
      kind: 'accountDeactivated',
      to: person.email,
      personId,
      values: { name: greetingName(person.name), library: enumerate(places) || 'Baliewijs' },
      idempotencyKey: `deactivated ${personId} ${ctx.now.getTime()}`,
    });
  });
  ctx.mailWaits();
}

/** Switches the account on again: name, password, groups and certificates are as they were. */
export async function reactivatePerson(ctx: Context, personId: string): Promise<void> {
  authorise(ctx, 'person:manage');
  await ctx.db.transaction(async (tx) => {
    const person = await findPerson(tx, personId);
    if (!person) throw notFound();
    if (!person.deactivatedAt) return;
    await setDeactivated(tx, personId, null);
    await putBackOnEveryAgenda(tx, ctx, switched(person));
    await recordEvent(tx, ctx, { kind: 'personReactivated', entity: 'person', entityId: personId, subjectId: personId });
  });
  ctx.mailWaits();
}

const switched = (person: { id: string; name: string | null; email: string | null }) => ({
  personId: person.id,
  name: shownName(person),
  email: person.email,
});
