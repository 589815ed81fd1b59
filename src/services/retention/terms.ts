import type { Queryable } from '#src/db/client.ts';
import { listInstallation } from '#src/db/queries/installation.ts';
import { keptWith } from '#src/db/queries/kept.ts';
import { readTerms, settingOf, termKeys, termText, termTexts, yearsInDays, type Terms } from '#src/domain/retention.ts';
import type { Context } from '../context.ts';

/** The terms of this installation. */
export async function loadTerms(db: Queryable): Promise<Terms> {
  const rows = await listInstallation(db, termKeys.map(settingOf));
  return readTerms(
    Object.fromEntries(termKeys.map((key) => [key, rows.find((row) => row.key === settingOf(key))?.value ?? null])),
  );
}

/** In days, as the night uses them. */
export const keptOf = (terms: Terms) => keptWith({ auditEvent: yearsInDays(terms.audit), mail: terms.mail });

/** The terms that an administrator may choose, for everyone to read: how long is no secret. */
export async function publicTerms(ctx: Context): Promise<{ label: string; term: string }[]> {
  const terms = await loadTerms(ctx.db);
  return termKeys.map((key) => ({ label: termTexts[key].label, term: termText(key, terms) }));
}
