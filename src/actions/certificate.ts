import { giveParticipation } from '#src/services/certificate/give-participation.ts';
import { reissueCertificate } from '#src/services/certificate/reissue.ts';
import { revocationReasons, revokeCertificate } from '#src/services/certificate/revoke.ts';
import { id, oneOf, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

const member = { groep: id('een groep'), persoon: id('een deelnemer') };
const memberPath = (input: { groep: string; persoon: string }, done: string) =>
  `/groepen/${input.groep}/deelnemers/${input.persoon}?gelukt=${done}`;

export const certificate = {
  revoke: formAction(
    z.strictObject({ ...member, certificaat: id('een certificaat'), reden: oneOf(revocationReasons, 'Kies een reden.') }),
    async (ctx, input) => {
      const which = { groupId: input.groep, personId: input.persoon, certificateId: input.certificaat };
      await revokeCertificate(ctx, { ...which, reason: input.reden });
      return memberPath(input, 'ingetrokken');
    },
  ),

  reissue: formAction(z.strictObject(member), async (ctx, input) => {
    await reissueCertificate(ctx, { groupId: input.groep, personId: input.persoon });
    return memberPath(input, 'gegeven');
  }),

  giveParticipation: formAction(z.strictObject({ ...member, stopt: ticked }), async (ctx, input) => {
    await giveParticipation(ctx, { groupId: input.groep, personId: input.persoon, leaves: input.stopt });
    return memberPath(input, 'gegeven');
  }),
};
