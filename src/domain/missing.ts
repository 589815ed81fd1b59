/** What someone still has to do, in a few words, for whoever leads the group. */
import { capital, count, enumerate } from './dutch.ts';
import type { Decision } from './certificate.ts';

/**
 * "Module 3 en bijeenkomsten 1 (was afwezig) en 2." Modules are named by their number in the course, meetings by that in the
 * group.
 * @param onlyAssignment whether a module's quiz was passed, and just an assignment is left
 */
export function missingInWords(
  decision: Decision,
  numberOf: (moduleId: string) => number | null,
  onlyAssignment: (moduleId: string) => boolean = () => false,
): string {
  if (decision.kind === 'noRule') return 'Voor deze groep zijn nog geen modules gekozen.';
  if (decision.kind === 'earned') return 'Niets: alles is gedaan.';
  const nameOf = (id: string) => {
    const number = numberOf(id);
    return number === null ? null : `${number}${onlyAssignment(id) ? ' (alleen nog de opdracht)' : ''}`;
  };
  const modules = decision.missing.flatMap((r) => (r.kind === 'module' ? [nameOf(r.moduleId)] : []));
  const meetings = decision.missing.flatMap((r) =>
    r.kind === 'meeting' ? [`${r.nr}${r.state === 'absent' ? ' (was afwezig)' : ''}`] : [],
  );
  const sentences: string[] = [];
  if (modules.length > 0)
    sentences.push(
      modules.every((n) => n !== null)
        ? `${modules.length === 1 ? 'module' : 'modules'} ${enumerate(modules as string[])}`
        : count(modules.length, 'module', 'modules'),
    );
  if (meetings.length > 0) sentences.push(`${meetings.length === 1 ? 'bijeenkomst' : 'bijeenkomsten'} ${enumerate(meetings)}`);
  return `${capital(enumerate(sentences))}.`;
}
