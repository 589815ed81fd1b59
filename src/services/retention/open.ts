import { countAway, countOpenErasures, listOpenErasures } from '#src/db/queries/erasure.ts';
import { countExpired } from '#src/db/queries/purge.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { yearsInDays, type Terms } from '#src/domain/retention.ts';
import { authorise, type Context } from '../context.ts';
import { keptOf, loadTerms } from './terms.ts';

const kinds = {
  draft: 'Wat half was ingevuld',
  signInFailure: 'Teller van mislukt inloggen',
  oneTimeLink: 'Links die één keer werkten',
  session: 'Waar mensen waren ingelogd',
  mail: 'Verstuurde mail',
  jobRun: 'Wanneer een herinnering ging',
  auditEvent: 'Logboek',
  peopleImport: 'Ingelezen lijsten',
} as const;

/** The terms, and what tonight clears with them (or with terms that are only tried). */
export async function openRetention(ctx: Context, tried: Partial<Terms> = {}) {
  authorise(ctx, 'privacy:manage');
  const terms = await loadTerms(ctx.db);
  const asked = { ...terms, ...tried };
  // The next night.
  const tonight = addDays(ctx.now, 1);
  const [expired, due, away, open] = [
    await countExpired(ctx.db, tonight, keptOf(asked)),
    await listOpenErasures(ctx.db, { until: tonight }),
    await countAway(ctx.db, addDays(tonight, -yearsInDays(asked.away))),
    await countOpenErasures(ctx.db),
  ];
  const rows: { label: string; n: number }[] = Object.entries(kinds).map(([kind, label]) => ({
    label,
    n: expired[kind as keyof typeof kinds],
  }));
  rows.push({ label: 'Mensen die worden gewist', n: due.filter((request) => request.dueAt <= tonight).length });
  rows.push({ label: 'Mensen die mail krijgen omdat ze hun account lang niet gebruikten', n: away });
  return { terms, open, tonight: rows };
}
