import { judgeModule, longestWhy } from '#src/services/evaluation-report/judge.ts';
import { makeReport } from '#src/services/evaluation-report/make.ts';
import { reportDeskPath, reportPath } from '#src/services/evaluation-report/paths.ts';
import { longestText, writeEvaluationText } from '#src/services/evaluation-report/write-text.ts';
import { longestTask } from '#src/services/module-task/write.ts';
import { day, id, lines, oneOf, optionalId, optionalLine, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const empty = (value: unknown) => (value === '' || value === undefined ? undefined : value);

export const evaluation = {
  make: formAction(
    z.strictObject({
      pilot: id('een pilot'),
      sleutel: id(),
      soort: oneOf(['interim', 'final', 'followUp'], 'Kies wat voor verslag je wilt maken.'),
    }),
    async (ctx, input) => {
      const version = await makeReport(ctx, { pilotId: input.pilot, id: input.sleutel, kind: input.soort });
      return `${reportPath(input.pilot, version)}?gelukt=verslag-gemaakt`;
    },
  ),

  write: formAction(
    z.strictObject({
      pilot: id('een pilot'),
      deelname: optionalId,
      gezien: whole('het volgnummer', 0, Number.MAX_SAFE_INTEGER),
      tekst: z.preprocess(empty, lines('je tekst', longestText).optional()),
      geenKlant: ticked,
    }),
    async (ctx, input) => {
      await writeEvaluationText(ctx, {
        pilotId: input.pilot,
        partId: input.deelname ?? null,
        body: input.tekst ?? '',
        seen: input.gezien,
        confirmed: input.geenKlant,
      });
      return `${reportDeskPath(input.pilot)}?gelukt=verslagtekst#tekst-${input.deelname ?? 'pilot'}`;
    },
  ),

  judge: formAction(
    z.strictObject({
      pilot: id('een pilot'),
      module: id('een module'),
      besluit: oneOf(['keep', 'adapt', 'stop'], 'Kies behouden, aanpassen of stoppen.'),
      waarom: lines('waarom', longestWhy),
      sleutel: id(),
      taak: optionalLine('wat er anders moet', longestTask),
      wie: optionalId,
      datum: z.preprocess(empty, day.optional()),
      geenKlant: ticked,
    }),
    async (ctx, input) => {
      await judgeModule(ctx, {
        pilotId: input.pilot,
        moduleId: input.module,
        verdict: input.besluit,
        why: input.waarom,
        task: { id: input.sleutel, body: input.taak ?? null, ownerId: input.wie ?? null, due: input.datum ?? null },
        confirmed: input.geenKlant,
      });
      return `${reportDeskPath(input.pilot)}?gelukt=besluit#module-${input.module}`;
    },
  ),
};
