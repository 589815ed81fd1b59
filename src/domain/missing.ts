/** What someone still has to do, in a few words, for whoever leads the group. */
import { capital, count, enumerate } from './dutch.ts';
import type { Decision } from './certificate.ts';

/** "Module 3. Bijeenkomst 1 (afwezig) en 2." Modules are named by their number in the course, meetings by that in the group. */
export function missingInWords(decision: Decision, numberOf: (moduleId: string) => number | null): string {
  if (decision.kind === 'noRule') return 'Voor deze groep zijn nog geen modules gekozen.';
  if (decision.kind === 'earned') return 'Niets: alles is gedaan.';
  const modules = decision.missing.flatMap((r) => (r.kind === 'module' ? [numberOf(r.moduleId)] : []));
  const meetings = decision.missing.flatMap((r) =>
    r.kind === 'meeting' ? [`${r.nr}${r.state === 'absent' ? ' (was afwezig)' : ''}`] : [],
  );
  const sentences: string[] = [];
  if (modules.length > 0)
    sentences.push(
      modules.every((n) => n !== null)
        ? `${modules.length === 1 ? 'module' : 'modules'} ${enumerate(modules.map(String))}`
        : count(modules.length, 'module', 'modules'),
    );
  if (meetings.length > 0) sentences.push(`${meetings.length === 1 ? 'bijeenkomst' : 'bijeenkomsten'} ${enumerate(meetings)}`);
  return `${capital(enumerate(sentences))}.`;
}
