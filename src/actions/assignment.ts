import { replyToAssignment } from '#src/services/assignment/reply.ts';
import { saveAssignment, sharedWith } from '#src/services/assignment/save.ts';
import { id, ids, oneOf, texts, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const assignment = {
  /** The texts come as `tekst:<field>`, in the order of `veld`. */
  save: formAction(
    z.strictObject({
      course: id('een cursus'),
      module: id('een module'),
      opdracht: id('een opdracht'),
      veld: ids,
      tekst: texts,
      delen: oneOf(sharedWith, 'Kies of je dit voor jezelf houdt of inlevert.'),
      geenKlant: ticked,
    }),
    async (ctx, input) => {
      const saved = await saveAssignment(ctx, {
        course: input.course,
        module: input.module,
        assignment: input.opdracht,
        fields: input.veld,
        texts: input.tekst,
        sharedWith: input.delen,
        confirmed: input.geenKlant,
      });
      return `${saved.path}?gelukt=opdracht-${input.delen === 'specialist' ? 'ingeleverd' : saved.complete ? 'bewaard' : ''}${saved.complete ? '' : input.delen === 'specialist' ? '-bezig' : 'bezig'}`;
    },
  ),

  reply: formAction(
    z.strictObject({
      groep: id('een groep'),
      sleutel: id('een formulier'),
      werk: id('een opdracht'),
      tekst: z.string('Schrijf eerst je reactie.').max(100_000, 'Dit is veel te lang. Je tekst staat er nog.'),
      geenKlant: ticked,
    }),
    async (ctx, input) => {
      await replyToAssignment(ctx, {
        groupId: input.groep,
        replyId: input.sleutel,
        workId: input.werk,
        body: input.tekst,
        confirmed: input.geenKlant,
      });
      return `/groepen/${input.groep}/opdrachten?gelukt=reactie`;
    },
  ),
};
