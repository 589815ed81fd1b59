import { awardToReissue, nextSeq } from '#src/domain/certificate-care.ts';
import { signedIn, type Context } from '../context.ts';
import { refused } from '../service-error.ts';
import { issue } from './issue-when-earned.ts';
import { authoriseMember, loadMember, type MemberOf } from './reach-member.ts';

/**
 * Gives a revoked certificate again, with a code of its own and what counts today. Only while the rule is still met.
 * A second time changes nothing. Answers the code of the valid one.
 */
export async function reissueCertificate(ctx: Context, who: MemberOf): Promise<{ code: string }> {
  await authoriseMember(ctx, 'certificate:manage', who);
  const code = await ctx.db.transaction(async (tx) => {
    const { standing, own, given, certificates } = await loadMember(tx, ctx, who);
    const award = awardToReissue(own.decision, given);
    if (award === null) {
      const valid = certificates.find((c) => c.revokedAt === null);
      if (valid && own.decision.kind === 'earned') return valid.code;
      throw refused(
        own.decision.kind === 'earned'
          ? 'Er is hier niets ingetrokken. Een nieuw certificaat hoeft dus niet.'
          : 'Deze deelnemer mist nog iets. Is dat gedaan of ingehaald? Dan kun je een nieuw certificaat geven.',
      );
    }
    const made = await issue(tx, ctx, standing, who.personId, own, {
      award,
      seq: nextSeq(given, award),
      byId: signedIn(ctx).personId,
    });
    if (!made) throw refused('Dit certificaat kan nu niet worden gegeven. Laad de pagina opnieuw.');
    return made.code;
  });
  ctx.mailWaits();
  return { code };
}
