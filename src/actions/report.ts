import { mailReport } from '#src/services/report/mail.ts';
import { reportPath } from '#src/services/report/reach.ts';
import { id, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const report = {
  mail: formAction(z.strictObject({ groep: id(), nr: whole('het nummer', 1, 9999) }), async (ctx, input) => {
    await mailReport(ctx, { groupId: input.groep, nr: input.nr });
    return `${reportPath(input.groep, input.nr)}?gelukt=verslag`;
  }),
};
