import { findAccountByEmail } from '#src/db/queries/account.ts';
import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { findMembership } from '#src/db/queries/membership.ts';
import { findGroupLink, useLink } from '#src/db/queries/one-time-link.ts';
import { addressBlock } from '#src/domain/network-address.ts';
import { greetingName } from '#src/domain/person.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { signedIn, type Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { addKnown, addNew } from '../membership/change.ts';
import { findOpenGroup } from '../membership/join.ts';
import { hashToken } from '../new-id.ts';
import { ServiceError } from '../service-error.ts';
import { countTry } from '../session/count-try.ts';
import { startSession, type SignedIn } from '../session/start.ts';

export type GroupLinkView =
  | {
      kind: 'open';
      groupId: string;
      group: string;
      library: string;
      course: string;
      summary: string;
      until: string;
      /** The signed-in person, and whether they are in the group already. */
      reader: { name: string; member: boolean } | null;
    }
  | { kind: 'ended' | 'unknown' };

/** Looks a link up; changes nothing. Whoever holds it may see which group it opens. */
export async function openGroupLink(ctx: Context, token: string): Promise<GroupLinkView> {
  const link = await findGroupLink(ctx.db, hashToken(token));
  if (!link) return { kind: 'unknown' };
  const own = ctx.actor ? await findMembership(ctx.db, link.groupId, ctx.actor.personId) : null;
  const member = own !== null && own.leftAt === null;
  if (!member && !isOpen(link, ctx.now)) return { kind: 'ended' };
  const course = ctx.catalogue.courses.get(link.courseId);
  return {
    kind: 'open',
    groupId: link.groupId,
    group: link.groupName,
    library: link.libraryName,
    course: course?.title ?? link.courseId,
    summary: course?.summary ?? '',
    until: longDate(link.expiresAt),
    reader: ctx.actor && { name: ctx.actor.name, member },
  };
}

type Link = NonNullable<Awaited<ReturnType<typeof findGroupLink>>>;
const isOpen = (link: Link, now: Date) => link.usesLeft > 0 && link.expiresAt > now && link.groupClosedAt === null;
const ended = () =>
  new ServiceError(
    'conflict',
    'Deze link werkt niet meer: de plekken zijn op, of hij is te oud. Vraag je begeleider om een nieuwe.',
  );

/**
 * The signed-in person joins with a link, which has one use less then. Who is in the group already stays in it.
 * @returns the group, and a new session where rights changed by it
 */
export async function joinByLink(ctx: Context, token: string): Promise<{ groupId: string; signedIn: SignedIn | null }> {
  const actor = signedIn(ctx);
  const { groupId, employed } = await ctx.db.transaction(async (tx) => {
    const link = await findGroupLink(tx, hashToken(token));
    if (!link) throw ended();
    const own = await findMembership(tx, link.groupId, actor.personId);
    if (own?.leftAt === null) return { groupId: link.groupId, employed: false };
    if (!isOpen(link, ctx.now) || !(await useLink(tx, hashToken(token), ctx.now))) throw ended();
    const group = await findOpenGroup(tx, link.groupId, { field: 'groep' });
    const job = await findCurrentEmployment(tx, { personId: actor.personId, organisationId: group.libraryId, now: ctx.now });
    await addKnown(tx, ctx, group, actor.personId);
    return { groupId: group.id, employed: job === null };
  });
  ctx.mailWaits();
  // A new job signs people out, since their rights change; here they asked for it themselves.
  return { groupId, signedIn: employed ? await startSession(ctx, actor, actor.sessionKind) : null };
}

/** So many tries from one address in an hour: a link on a wall is used by a team, not by thousands. */
const limit = { max: 40, window: 60 * 60_000 };

/**
 * Someone who isn't signed in gives their e-mail address: who is new is put in the group and invited by mail, which proves
 * the address; who has an account gets a mail that says to sign in. The page says the same to both.
 * @param input.email in lower case
 */
export async function askByLink(ctx: Context, input: { token: string; email: string }): Promise<void> {
  const tokenHash = hashToken(input.token);
  await ctx.db.transaction(async (tx) => {
    const counted = await countTry(tx, ctx, { key: `groupLink ${addressBlock(ctx.clientAddress)}`, ...limit });
    if (!counted)
      throw new ServiceError(
        'tooMany',
        'Er is hier net heel vaak om een plek gevraagd. Wacht een uur en probeer het dan opnieuw.',
      );
    const link = await findGroupLink(tx, tokenHash);
    if (!link || !isOpen(link, ctx.now)) throw ended();
    const group = await findOpenGroup(tx, link.groupId, { field: 'email' });
    const known = await findAccountByEmail(tx, input.email);
    if (known?.deactivatedAt) return;
    if (known?.beenIn) {
      await enqueueMail(tx, ctx, {
        kind: 'groupLink',
        to: input.email,
        personId: known.personId,
        values: {
          name: greetingName(known.name),
          group: group.name,
          course: ctx.catalogue.courses.get(group.courseId)?.title ?? group.courseId,
          library: group.libraryName,
          link: `${ctx.publicBaseUrl}/meedoen/${input.token}`,
        },
        idempotencyKey: `groupLink ${tokenHash} ${known.personId}`,
      });
      return;
    }
    const own = known && (await findMembership(tx, group.id, known.personId));
    if (own && own.leftAt === null) return;
    if (!(await useLink(tx, tokenHash, ctx.now))) throw ended();
    if (known) await addKnown(tx, ctx, group, known.personId);
    else await addNew(tx, ctx, group, { email: input.email });
  });
  ctx.mailWaits();
}
