import { addBranch } from '#src/services/branch/add.ts';
import { changeBranch } from '#src/services/branch/change.ts';
import { addOrganisation } from '#src/services/organisation/add.ts';
import { changeOrganisation } from '#src/services/organisation/change.ts';
import { endOrganisation, reopenOrganisation } from '#src/services/organisation/end.ts';
import { id, line, oneOf, optionalId, optionalLine, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

const page = (organisationId: string, done = 'opgeslagen') => `/beheer/bibliotheken/${organisationId}?gelukt=${done}`;
const name = line('de naam');
/** Chosen when the form was shown: the same form sent twice makes one thing. */
const key = id('een formulier');

export const organisation = {
  add: formAction(
    z.strictObject({
      sleutel: key,
      soort: oneOf(['library', 'poi'], 'Kies wat je toevoegt.'),
      naam: name,
      provincie: optionalLine('de provincie', 40),
      poi: optionalId,
    }),
    async (ctx, input) =>
      page(
        await addOrganisation(ctx, {
          id: input.sleutel,
          kind: input.soort,
          name: input.naam,
          province: input.provincie,
          poiId: input.poi,
        }),
        'toegevoegd',
      ),
  ),

  change: formAction(
    z.strictObject({
      organisatie: id(),
      naam: name,
      provincie: optionalLine('de provincie', 40),
      poi: optionalId,
      verlaatPilots: ticked,
    }),
    async (ctx, input) => {
      await changeOrganisation(ctx, {
        id: input.organisatie,
        name: input.naam,
        province: input.provincie,
        poiId: input.poi,
        leavesPilots: input.verlaatPilots,
      });
      return page(input.organisatie);
    },
  ),

  end: formAction(z.strictObject({ organisatie: id() }), async (ctx, input) => {
    await endOrganisation(ctx, input.organisatie);
    return page(input.organisatie, 'opgeheven');
  }),

  reopen: formAction(z.strictObject({ organisatie: id() }), async (ctx, input) => {
    await reopenOrganisation(ctx, input.organisatie);
    return page(input.organisatie, 'ongedaan');
  }),

  addBranch: formAction(z.strictObject({ sleutel: key, organisatie: id(), naam: name }), async (ctx, input) => {
    await addBranch(ctx, { id: input.sleutel, libraryId: input.organisatie, name: input.naam });
    return page(input.organisatie, 'toegevoegd');
  }),

  renameBranch: formAction(z.strictObject({ vestiging: id(), naam: name }), async (ctx, input) => {
    const { libraryId } = await changeBranch(ctx, { branchId: input.vestiging, change: { kind: 'rename', name: input.naam } });
    return page(libraryId);
  }),

  endBranch: formAction(z.strictObject({ vestiging: id() }), async (ctx, input) => {
    const { libraryId } = await changeBranch(ctx, { branchId: input.vestiging, change: { kind: 'end' } });
    return page(libraryId, 'opgeheven');
  }),

  reopenBranch: formAction(z.strictObject({ vestiging: id() }), async (ctx, input) => {
    const { libraryId } = await changeBranch(ctx, { branchId: input.vestiging, change: { kind: 'reopen' } });
    return page(libraryId, 'ongedaan');
  }),
};
