/** Planning in the demonstration: one group has days by which it would like its modules done. */
import type { DemoRows } from '#src/db/queries/demo.ts';
import { addDays, wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';

export function addWishes(rows: DemoRows, ctx: Pick<Context, 'now'>, groupId: string): void {
  const rules = rows.groupRule.filter((rule) => rule.groupId === groupId).map((rule) => rule.id);
  const modules = rows.groupRuleItem.filter((item) => rules.includes(item.ruleId) && item.kind === 'module');
  for (const [index, { ref }] of modules.entries())
    rows.moduleDeadline.push({ groupId, moduleId: ref, day: wallClock(addDays(ctx.now, 4 + index * 6)).day });
}
