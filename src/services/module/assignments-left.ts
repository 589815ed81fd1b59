import type { Queryable } from '#src/db/client.ts';
import type { Catalogue } from '#src/catalogue/read.ts';
import { listDoneAssignments } from '#src/db/queries/assignment.ts';
import { listQuizzesPassed } from '#src/db/queries/attempt.ts';
import { requiredAssignments } from './required-assignments.ts';

/**
 * Who has a module's quiz behind them and only an assignment to do: person ids by module. Modules that ask for no assignment
 * cost nothing; the number of statements doesn't grow with people.
 */
export async function assignmentsLeft(
  db: Queryable,
  catalogue: Catalogue,
  where: { personIds: readonly string[]; moduleIds: readonly string[] },
): Promise<(personId: string, moduleId: string) => boolean> {
  const asking = new Map(
    where.moduleIds
      .map((id) => [id, requiredAssignments(catalogue, id).map((a) => a.id)] as const)
      .filter(([, required]) => required.length > 0),
  );
  if (asking.size === 0) return () => false;
  const [passed, done] = await Promise.all([
    listQuizzesPassed(db, { personIds: where.personIds, moduleIds: [...asking.keys()] }),
    listDoneAssignments(db, { personIds: where.personIds, assignmentIds: [...asking.values()].flat() }),
  ]);
  const has = new Set(passed.map((p) => `${p.personId} ${p.moduleId}`));
  const did = new Set(done.map((d) => `${d.personId} ${d.assignmentId}`));
  return (personId, moduleId) =>
    has.has(`${personId} ${moduleId}`) && (asking.get(moduleId) ?? []).some((id) => !did.has(`${personId} ${id}`));
}
