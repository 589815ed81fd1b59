import { putInstallation } from '#src/db/queries/installation.ts';
import { settingOf, termKeys, termTexts, type Terms } from '#src/domain/retention.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { ServiceError } from '../service-error.ts';
import { loadTerms } from './terms.ts';

/** @throws ServiceError invalid (on the name of the term) out of bounds */
export function checkTerms(ctx: Context, terms: Terms): void {
  authorise(ctx, 'privacy:manage');
  const errors = termKeys.flatMap((key) => {
    const { least, most, unit } = termTexts[key];
    const ok = Number.isInteger(terms[key]) && terms[key] >= least && terms[key] <= most;
    return ok ? [] : [{ field: key, message: `Kies een heel getal van ${least} tot ${most} ${unit}.` }];
  });
  if (errors.length > 0) throw new ServiceError('invalid', errors);
}

/** From the next night on. */
export async function changeTerms(ctx: Context, terms: Terms): Promise<void> {
  checkTerms(ctx, terms);
  await ctx.db.transaction(async (tx) => {
    const before = await loadTerms(tx);
    for (const key of termKeys) {
      if (terms[key] === before[key]) continue;
      await putInstallation(tx, settingOf(key), String(terms[key]));
      await recordEvent(tx, ctx, {
        kind: 'retentionChanged',
        entity: 'installation',
        entityId: key,
        detail: { term: key, before: before[key], after: terms[key] },
      });
    }
  });
}
