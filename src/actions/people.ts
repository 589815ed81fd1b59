import { letPeopleIn } from '#src/services/people-list/let-in.ts';
import { uploadPeople } from '#src/services/people-list/upload.ts';
import { id, optionalFile, optionalId, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

const page = ({ id, manages }: { id: string; manages: boolean }) => `${manages ? '/beheer' : ''}/mensen/inlezen/${id}`;

/** Lists of people from a file. */
export const people = {
  upload: formAction(
    z.strictObject({ bibliotheek: id('een bibliotheek'), groep: optionalId, bestand: optionalFile }),
    async (ctx, input) =>
      page(await uploadPeople(ctx, { libraryId: input.bibliotheek, groupId: input.groep, file: input.bestand })),
  ),

  letIn: formAction(z.strictObject({ lijst: id('een lijst'), uitnodigen: ticked }), async (ctx, input) =>
    page(await letPeopleIn(ctx, { id: input.lijst, invites: input.uitnodigen })),
  ),
};
