import { changeRule } from '#src/services/group-rule/change.ts';
import { awards, maxSlots } from '#src/services/group-rule/open.ts';
import { previewRule } from '#src/services/group-rule/preview.ts';
import { inPlace, writeMeeting, type WrittenWish } from '#src/services/group-rule/wish.ts';
import { invalid } from '#src/services/service-error.ts';
import { id, ids, line, oneOf, optionalLine, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const source = z.string().regex(/^([mt]:[a-z0-9-]{1,64}|n:)$/, 'Laad de pagina opnieuw.');
const slotNumbers = Array.from({ length: maxSlots }, (_, i) => i + 1);
const award = oneOf(awards, 'Kies wat mensen krijgen als ze alles hebben gedaan.');

/** A row per meeting: does it take part, which is it, what is it called, which place in the order. */
const slotFields: Record<never, z.ZodType> = Object.fromEntries(
  slotNumbers.flatMap((n) => [
    [`mee${n}`, ticked],
    [`bron${n}`, source.optional()],
    [`titel${n}`, optionalLine('de naam van de bijeenkomst')],
    [`plek${n}`, whole('de plek', 1, maxSlots).optional()],
  ]),
);

/** Reads the form and shows what it would change; nothing is saved yet. `road`: the pages of the administrator or of who leads. */
const checkRule = (road: string) =>
  formAction(z.strictObject({ groep: id('een groep'), module: ids, prijs: award, ...slotFields }), async (ctx, input) => {
    const wish: WrittenWish = { award: input.prijs, moduleIds: input.module, meetings: meetingsIn(input) };
    await previewRule(ctx, { groupId: input.groep, ...wish });
    const address = new URLSearchParams([
      ['prijs', wish.award],
      ...wish.moduleIds.map((moduleId): [string, string] => ['module', moduleId]),
      ...wish.meetings.map((meeting): [string, string] => ['bijeenkomst', meeting]),
    ]);
    return `${road}/${input.groep}/onderdelen/controle?${address}`;
  });

const changeRuleOn = (road: string) =>
  formAction(
    z.strictObject({
      groep: id('een groep'),
      regel: id('een formulier'),
      module: ids,
      prijs: award,
      bijeenkomst: z.array(line('de bijeenkomst', 200)).default([]),
    }),
    async (ctx, input) => {
      const { issued } = await changeRule(ctx, {
        groupId: input.groep,
        ruleId: input.regel,
        award: input.prijs,
        moduleIds: input.module,
        meetings: input.bijeenkomst,
      });
      return `${road}/${input.groep}?gelukt=${issued.length > 0 ? 'opgeslagen-uitgereikt' : 'opgeslagen'}`;
    },
  );

export const checkRuleAction = checkRule('/beheer/groepen');
export const changeRuleAction = changeRuleOn('/beheer/groepen');
export const checkOwnRuleAction = checkRule('/groepen');
export const changeOwnRuleAction = changeRuleOn('/groepen');

/** The rows that take part, in their order. */
function meetingsIn(input: Readonly<Record<string, unknown>>): string[] {
  const rows = slotNumbers.filter((n) => input[`mee${n}`] === true);
  for (const n of rows)
    if (!input[`titel${n}`]) throw invalid(`titel${n}`, 'Geef de bijeenkomst een naam, of zet het vinkje uit.');
  return inPlace(rows.map((row) => ({ row, place: Number(input[`plek${row}`] ?? row) }))).map((n) =>
    writeMeeting(String(input[`bron${n}`] ?? 'n:'), String(input[`titel${n}`])),
  );
}
