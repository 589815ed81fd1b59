import { countAway, countOpenErasures, listOpenErasures } from '#src/db/queries/erasure.ts';
import { countExpired } from '#src/db/queries/purge.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { termKeys, termTexts, yearsInDays, type Terms } from '#src/domain/retention.ts';
import { authorise, type Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
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

/** The terms, and what tonight clears with them; or with what was typed to try (`tried`: field → value). */
export async function openRetention(ctx: Context, tried: Readonly<Record<string, string>> = {}) {
  authorise(ctx, 'privacy:manage');
  const terms = await loadTerms(ctx.db);
  const looked = termKeys.every((key) => /^\d{1,3}$/.test(tried[key] ?? ''));
  const asked = looked ? (Object.fromEntries(termKeys.map((key) => [key, Number(tried[key])])) as Terms) : terms;
  // The next night.
  const tonight = addDays(ctx.now, 1);
  const [expired, due, away, open] = [
    await countExpired(ctx.db, tonight, keptOf(asked)),
    await listOpenErasures(ctx.db, { until: tonight }),
    await countAllAway(ctx, addDays(tonight, -yearsInDays(asked.away))),
    await countOpenErasures(ctx.db),
  ];
  return {
    fields: termKeys.map((name) => {
      const { label, unit, least, most, hint } = termTexts[name];
      return {
        name,
        label: `${label}, in ${unit === 'jaar' ? 'jaren' : 'dagen'}`,
        min: String(least),
        max: String(most),
        hint,
        value: String(terms[name]),
      };
    }),
    /** These are of what was typed. */
    looked,
    open,
    tonight: [
      ...Object.entries(kinds).map(([kind, label]) => ({ label, n: expired[kind as keyof typeof kinds] })),
      { label: 'Mensen die worden gewist', n: due.length },
      { label: 'Mensen die mail krijgen omdat ze hun account lang niet gebruikten', n: away },
    ],
  };
}

/** In pieces, so that nobody waits for it. */
async function countAllAway(ctx: Context, since: Date): Promise<number> {
  let all = 0;
  for (let next: string | null = ''; next !== null; await giveWay()) {
    const piece: Awaited<ReturnType<typeof countAway>> = await countAway(ctx.db, since, next);
    all += piece.n;
    next = piece.next;
  }
  return all;
}
