import type { Readable } from 'node:stream';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../service-error.ts';
import { planExport, type ExportChoice, type ExportPlan } from './plan.ts';

/**
 * Makes a package. One is made at a time; who comes when too many wait hears so.
 * @param render turns what the pages show into HTML, by module
 */
export async function makeExport(
  ctx: Context,
  choice: ExportChoice,
  render: (plan: ExportPlan) => Promise<ReadonlyMap<string, string>>,
): Promise<{ fileName: string; zip: Readable }> {
  const plan = await planExport(ctx, choice);
  const zip = await ctx.maker.inTurn(async () => ctx.maker.make(plan.pack, await render(plan)));
  if (zip === 'busy')
    throw new ServiceError('busy', 'Er worden nu te veel pakketten gemaakt. Probeer het over een minuut opnieuw.');
  await recordEvent(ctx.db, ctx, {
    kind: 'exported',
    entity: plan.pack.kind,
    entityId: plan.pack.id,
    detail: { what: 'scorm', edition: plan.pack.edition, ...(plan.where ? { local: plan.where } : {}) },
  });
  return { fileName: plan.fileName, zip };
}
