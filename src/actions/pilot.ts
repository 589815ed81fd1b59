import { declinePilot, joinPilot, leavePilot } from '#src/services/pilot/answer.ts';
import { changePilot, endPilot } from '#src/services/pilot/change.ts';
import { inviteLibraries, takeInvitationBack } from '#src/services/pilot/invite.ts';
import { makePilot } from '#src/services/pilot/make.ts';
import { day, id, ids, line, optionalId, z } from './fields.ts';
import { formAction } from './form-action.ts';

const optionalDay = z.preprocess((value) => (value === '' ? undefined : value), day.optional());
const name = line('een naam', 80);
const days = { begin: day, einde: optionalDay, later: optionalDay };
const part = z.strictObject({ deelname: id() });

export const pilot = {
  make: formAction(
    z.strictObject({ sleutel: id(), poi: optionalId, cursus: id('een cursus'), naam: name, ...days }),
    async (ctx, input) => {
      const pilotId = await makePilot(ctx, {
        id: input.sleutel,
        poiId: input.poi,
        courseId: input.cursus,
        name: input.naam,
        startsOn: input.begin,
        endsOn: input.einde,
        followUpOn: input.later,
      });
      return `/pilots/${pilotId}?gelukt=pilot-begonnen`;
    },
  ),

  change: formAction(z.strictObject({ pilot: id(), naam: name, ...days }), async (ctx, input) => {
    await changePilot(ctx, {
      pilotId: input.pilot,
      name: input.naam,
      startsOn: input.begin,
      endsOn: input.einde,
      followUpOn: input.later,
    });
    return `/pilots/${input.pilot}?gelukt=opgeslagen`;
  }),

  end: formAction(z.strictObject({ pilot: id() }), async (ctx, input) => {
    await endPilot(ctx, { pilotId: input.pilot });
    return `/pilots/${input.pilot}?gelukt=pilot-gestopt`;
  }),

  invite: formAction(z.strictObject({ pilot: id(), bibliotheken: ids }), async (ctx, input) => {
    await inviteLibraries(ctx, { pilotId: input.pilot, libraryIds: input.bibliotheken });
    return `/pilots/${input.pilot}?gelukt=pilot-gevraagd`;
  }),

  takeBack: formAction(part, async (ctx, input) => {
    const pilotId = await takeInvitationBack(ctx, { partId: input.deelname });
    return `/pilots/${pilotId}?gelukt=pilot-ingetrokken`;
  }),

  join: formAction(part, async (ctx, input) => {
    const { pilotId, partId } = await joinPilot(ctx, { partId: input.deelname });
    return `/pilots/${pilotId}/${partId}?gelukt=pilot-ja`;
  }),

  decline: formAction(part, async (ctx, input) => {
    await declinePilot(ctx, { partId: input.deelname });
    return '/pilots?gelukt=pilot-nee';
  }),

  leave: formAction(part, async (ctx, input) => {
    await leavePilot(ctx, { partId: input.deelname });
    return '/pilots?gelukt=pilot-weg';
  }),
};
