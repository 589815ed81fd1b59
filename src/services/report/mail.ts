import { finishRun, insertRun } from '#src/db/queries/job-run.ts';
import type { Context } from '../context.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { assertNotCancelled, reachMeeting } from '../meeting/reach.ts';
import { newId } from '../new-id.ts';
import { refused } from '../service-error.ts';
import { loadReport } from './open.ts';
import { reportPath, reportRun } from './reach.ts';

/**
 * Mails the short report to everybody in the group, once: a second time does nothing. From then on who takes part can open
 * it too. A practice group mails nobody.
 */
export async function mailReport(ctx: Context, input: { groupId: string; nr: number }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  await ctx.db.transaction(async (tx) => {
    const { meeting, moments } = await reachMeeting(tx, input);
    assertNotCancelled(meeting);
    const report = await loadReport(ctx, tx, { group, meeting, moments });
    const [last] = report.moments.slice(-1);
    if (!last) throw refused('Deze bijeenkomst is nog niet geweest. Er valt nog niets te vertellen.');
    const run = { id: newId(), name: reportRun, period: meeting.id, startedAt: ctx.now };
    if (!(await insertRun(tx, run))) return;
    await finishRun(tx, run.id, ctx.now);
    if (group.kind === 'practice') return;
    const members = (await loadMembers(tx, [group.id])).get(group.id) ?? [];
    for (const { personId, name, email, left } of members)
      if (email && !left)
        await enqueueMail(tx, ctx, {
          kind: 'meetingReport',
          to: email,
          personId,
          values: {
            name,
            group: group.name,
            meeting: meeting.title,
            when: report.moments.map((m) => m.when).join(' en '),
            present: report.present ?? 'nog niet ingevuld',
            agreements:
              report.agreements.map((a) => `${a.body} (${a.owner}${a.due ? `, klaar op ${a.due}` : ''})`).join(' · ') ||
              'geen nieuwe afspraken',
            priorities: report.priorities?.text.split(/\n+/).join(' · ') ?? 'nog niet ingevuld bij Bij ons',
            link: `${ctx.publicBaseUrl}${reportPath(group.id, meeting.nr)}`,
          },
          idempotencyKey: `meetingReport ${meeting.id} ${personId}`,
        });
  });
  ctx.mailWaits();
}
