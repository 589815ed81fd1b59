import { findHandedIn, insertReply } from '#src/db/queries/assignment.ts';
import { findRule } from '#src/db/queries/rule.ts';
import { longestAssignmentField } from '#src/domain/assignment.ts';
import { greetingName } from '#src/domain/person.ts';
import { signedIn, type Context } from '../context.ts';
import { assignmentPath } from '../course/paths.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { mailAddress } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { invalid, ServiceError } from '../service-error.ts';
import { plainText } from './plain-text.ts';

/**
 * A reaction to work that a member of the group handed in, with a mail that says so (not what it says). Work that was taken
 * back or rewritten meanwhile is not there any more: the reaction would be to something else.
 * @param input.replyId chosen by the form, so that a second click makes no second one
 */
export async function replyToAssignment(
  ctx: Context,
  input: { groupId: string; replyId: string; workId: string; body: string; confirmed: boolean },
): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'assignment:read');
  const { personId: byId, name: by } = signedIn(ctx);
  const body = plainText(input.body);
  if (body === '') throw invalid('tekst', 'Schrijf eerst je reactie.');
  if (body.length > longestAssignmentField)
    throw invalid('tekst', `Houd je reactie bij ${longestAssignmentField} tekens. Je tekst staat er nog.`);
  confirmNoCustomerData({ texts: [body], confirmed: input.confirmed });
  await ctx.db.transaction(async (tx) => {
    const rule = await findRule(tx, group.id);
    const work = await findHandedIn(tx, { groupId: group.id, moduleIds: rule?.moduleIds ?? [], workId: input.workId });
    if (!work)
      throw new ServiceError(
        'conflict',
        'Deze opdracht is net veranderd of teruggenomen. Hieronder staat wat er nu is ingeleverd. Je reactie is niet bewaard.',
      );
    const made = await insertReply(tx, { id: input.replyId, workId: work.id, personId: work.personId, body, byId, at: ctx.now });
    const to = mailAddress(work);
    // A practice group mails nobody.
    if (!made || !to || group.kind === 'practice') return;
    const assignment = ctx.catalogue.modules.get(work.moduleId)?.assignments.find((a) => a.id === work.assignmentId);
    await enqueueMail(tx, ctx, {
      kind: 'assignmentReply',
      to,
      personId: work.personId,
      values: {
        name: greetingName(work.name),
        by: by || 'Je specialist',
        assignment: assignment?.title ?? work.assignmentId,
        link: `${ctx.publicBaseUrl}${assignmentPath(group.courseId, work.moduleId, work.assignmentId)}`,
      },
      idempotencyKey: `assignmentReply ${input.replyId}`,
    });
  });
  ctx.mailWaits();
}
