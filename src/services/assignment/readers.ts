import type { Queryable } from '#src/db/client.ts';
import { listSpecialists } from '#src/db/queries/contact.ts';
import { listGroupsWithModule } from '#src/db/queries/own-groups.ts';
import { listLeaders } from '#src/db/queries/reach.ts';
import { enumerate } from '#src/domain/dutch.ts';
import type { Context } from '../context.ts';

/** So many names are named; beyond it a sentence gets unreadable. */
const mostNames = 8;

/** Who exactly reads what this person hands in for a module, as a sentence: whoever may open the page where it stands. */
export async function readersText(db: Queryable, ctx: Context, where: { personId: string; moduleId: string }): Promise<string> {
  const groups = await listGroupsWithModule(db, where);
  if (groups.length === 0)
    return 'Je zit nog niet in een groep met deze module. Nu leest dus niemand dit. Kom je in een groep, dan leest wie die begeleidt het.';
  const libraries = [...new Map(groups.map((g) => [g.libraryId, g.libraryName])).entries()];
  const [leaders, specialists] = await Promise.all([
    listLeaders(
      db,
      groups.map((g) => g.id),
      ctx.now,
    ),
    listSpecialists(
      db,
      libraries.map(([id]) => id),
      ctx.now,
    ),
  ]);
  const people = [...leaders.filter((l) => !l.deactivatedAt), ...specialists].filter((p) => p.personId !== where.personId);
  const names = [...new Map(people.flatMap((p) => (p.name ? [[p.personId, p.name] as const] : []))).values()];
  const at = enumerate(libraries.map(([, name]) => name));
  if (names.length === 0) return `Er is nog geen specialist bij ${at}. Nu leest dus niemand dit. Komt er een, dan leest die het.`;
  const shown = names.slice(0, mostNames);
  const rest = names.length > shown.length ? ` en de andere specialisten van ${at}` : '';
  const who = rest ? `${shown.join(', ')}${rest}` : enumerate(shown);
  return `Dan ${names.length === 1 ? 'leest' : 'lezen'} ${who} dit, en verder niemand. Je kunt een reactie krijgen.`;
}
