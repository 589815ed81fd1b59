import { endMembership } from '#src/db/queries/certificate.ts';
import { mayGiveParticipation, nextSeq } from '#src/domain/certificate-care.ts';
import { recordEvent } from '../audit.ts';
import { signedIn, type Context } from '../context.ts';
import { refused } from '../service-error.ts';
import { issue } from './issue-when-earned.ts';
import { authoriseMember, loadMember, type MemberOf, type ReachedMember } from './reach-member.ts';

/**
 * A proof of participation for who stops half-way, on the leader's word: it names exactly what was done.
 * With `leaves` the person also leaves the group; without it the certificate can still be earned. A second time changes
 * nothing. Answers the code.
 */
export async function giveParticipation(ctx: Context, input: MemberOf & { leaves: boolean }): Promise<{ code: string }> {
  await authoriseMember(ctx, 'certificate:manage', input);
  const code = await ctx.db.transaction(async (tx) => {
    const reached = await loadMember(tx, ctx, input);
    const { standing, own, given, certificates } = reached;
    const held = certificates.find((c) => c.kind === 'participation' && c.revokedAt === null);
    let code = held?.code;
    if (code === undefined) {
      if (!mayGive(reached)) throw refused(reasonNot(reached));
      const made = await issue(tx, ctx, standing, input.personId, own, {
        award: 'participation',
        seq: nextSeq(given, 'participation'),
        byId: signedIn(ctx).personId,
      });
      if (!made) throw refused('Dit bewijs kan nu niet worden gegeven. Laad de pagina opnieuw.');
      code = made.code;
    }
    if (input.leaves && (await endMembership(tx, input, ctx.now)))
      await recordEvent(tx, ctx, {
        kind: 'groupChanged',
        entity: 'group',
        entityId: input.groupId,
        subjectId: input.personId,
        organisationId: standing.group.libraryId,
        detail: { left: true },
      });
    return code;
  });
  ctx.mailWaits();
  return { code };
}

/** Whoever has no name yet has not used the invitation, and can't be named on a proof. */
export const mayGive = ({ group, member, own, given, done }: ReachedMember) =>
  group.kind !== 'practice' && Boolean(member.name) && mayGiveParticipation(own.decision, given, done);

function reasonNot({ group, member, own, given, done }: ReachedMember): string {
  if (group.kind === 'practice') return 'Dit is een oefengroep. Daar horen geen bewijzen bij.';
  if (!member.name) return 'Deze deelnemer heeft nog geen naam ingevuld. Dan kan er geen bewijs op naam komen.';
  if (given.some((g) => !g.revoked)) return 'Deze deelnemer heeft al een certificaat voor deze groep.';
  if (own.decision.kind === 'earned') return 'Deze deelnemer heeft alles gedaan. Geef dan het certificaat opnieuw.';
  if (done === 0)
    return 'Deze deelnemer heeft nog niets afgerond: geen module en geen bijeenkomst. Er is dus niets om te bewijzen.';
  return 'Deze groep heeft nog geen modules. Vraag de beheerder om ze te kiezen.';
}
