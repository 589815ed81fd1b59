/** What a group found hard in its quizzes, counted in the database: no answer of a person leaves it. */
import { sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { answer, attempt, membership } from '#src/db/schema/index.ts';
import type { Hard } from '#src/domain/group-data.ts';

/**
 * Per question or objective of these modules: how many people of the group answered, and how many of them missed it or
 * were in doubt. A person's first answer counts: later ones are practice. Only counts of at least `fewest` people come out.
 */
export async function countHard(
  db: Queryable,
  where: { groupId: string; moduleIds: readonly string[]; by: 'question' | 'objective'; fewest: number },
): Promise<Hard[]> {
  if (where.moduleIds.length === 0) return [];
  const key = where.by === 'question' ? sql`first.question_id` : sql`first.objective_id`;
  return db.all<Hard>(sql`
    with first as (
      -- Of the row with the least time SQLite gives the other columns too.
      select ${attempt.personId} as person_id, ${attempt.moduleId} as module_id, ${answer.questionId} as question_id,
             ${answer.objectiveId} as objective_id, ${answer.score} as score, ${answer.sure} as sure, min(${answer.at}) as at
      from ${membership}
      join ${attempt} on ${attempt.personId} = ${membership.personId}
      join ${answer} on ${answer.attemptId} = ${attempt.id}
      where ${membership.groupId} = ${where.groupId} and ${membership.leftAt} is null
        and ${attempt.moduleId} in (select value from json_each(${JSON.stringify(where.moduleIds)}))
      group by ${attempt.personId}, ${attempt.moduleId}, ${answer.questionId}),
    person_hard as (
      select ${key} as id, first.module_id as module_id, first.person_id,
             max(first.score < 0.999 or coalesce(first.sure, 1) = 0) as hard
      from first group by 1, 2, 3)
    select id, module_id as "moduleId", count(*) as people, sum(hard) as hard
    from person_hard group by id, module_id having count(*) >= ${where.fewest}`);
}
