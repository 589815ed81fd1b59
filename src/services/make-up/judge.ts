import type { Transaction } from '#src/db/client.ts';
import { insertWork } from '#src/db/queries/make-up-work.ts';
import { replyKey } from '#src/domain/make-up-task.ts';
import type { Issued } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import type { Member } from '../group/members.ts';
import { reachGroup, type ReachedGroup } from '../group/reach.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { ServiceError } from '../service-error.ts';
import { reachWork } from './open-work.ts';
import { writeMakeUp } from './record.ts';
import { makeUpPath } from './task.ts';

interface Judged {
  groupId: string;
  nr: number;
  personId: string;
  /** The row that was read. */
  workId: string;
  clientKey: string;
}

/** Longest reply, in characters. */
export const longestReply = 300;

/**
 * The task is good: the meeting is made up, with the certificate when this was the last thing. Twice is once.
 * @throws ServiceError conflict when it was changed after it was read
 */
export async function acceptTask(ctx: Context, input: Judged): Promise<{ issued: Issued[] }> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  const issued = await ctx.db.transaction(async (tx) => {
    const { meeting, member, work } = await reachWork(tx, group, input);
    assertRead(work.id, input.workId);
    const made = await writeMakeUp(tx, ctx, group, { ...input, how: 'task' });
    await tell(tx, ctx, { group, member, meeting, kind: 'makeUpAccepted', key: `makeUpAccepted ${work.id}`, path: '/leerkaart' });
    return made;
  });
  ctx.mailWaits();
  return { issued };
}

/** Asks to complete something: the task goes back with what was written, and a short question beside it. */
export async function returnTask(ctx: Context, input: Judged & { reply: string; confirmed: boolean }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  confirmNoCustomerData({ texts: [input.reply], confirmed: input.confirmed });
  await ctx.db.transaction(async (tx) => {
    const { meeting, member, work } = await reachWork(tx, group, input);
    assertRead(work.id, input.workId);
    const { response, talked } = work;
    await insertWork(tx, {
      id: input.clientKey,
      meetingId: meeting.id,
      personId: member.personId,
      response: { ...response, [replyKey]: input.reply },
      talked,
      handedIn: false,
      at: ctx.now,
    });
    await tell(tx, ctx, {
      group,
      member,
      meeting,
      kind: 'makeUpReturned',
      key: `makeUpReturned ${work.id}`,
      path: makeUpPath(meeting.id),
      values: { reply: input.reply },
    });
  });
  ctx.mailWaits();
}

function assertRead(newest: string, read: string) {
  if (newest !== read) throw new ServiceError('conflict', 'De tekst is net veranderd. Lees eerst wat er nu staat.');
}

async function tell(
  tx: Transaction,
  ctx: Context,
  told: {
    group: ReachedGroup;
    member: Member;
    meeting: { title: string };
    kind: 'makeUpAccepted' | 'makeUpReturned';
    key: string;
    path: string;
    values?: Record<string, string>;
  },
): Promise<void> {
  const { group, member, meeting } = told;
  // A practice group mails nobody.
  if (!member.email || group.kind === 'practice') return;
  await enqueueMail(tx, ctx, {
    kind: told.kind,
    to: member.email,
    personId: member.personId,
    values: {
      name: member.name,
      group: group.name,
      meeting: meeting.title,
      leader: ctx.actor?.name || 'Je begeleider',
      link: `${ctx.publicBaseUrl}${told.path}`,
      ...told.values,
    },
    idempotencyKey: told.key,
  });
}
