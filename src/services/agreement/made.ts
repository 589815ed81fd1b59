import { listMeetingAgreements } from '#src/db/queries/agreement.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import { calledNames } from '#src/domain/person.ts';
import type { Context } from '../context.ts';
import { ownersOf } from './owners.ts';
import { ownerName } from './view.ts';

/** An agreement as the room reads it while it is made. */
export interface MadeAgreement {
  id: string;
  body: string;
  /** "Noor"; in full where the group has two of that name. */
  owner: string;
  /** "3 maart 2027" */
  due: string | null;
  done: boolean;
}

/** What a group agreed so far in a meeting, the last one on top. Who asks may see the meeting. */
export async function madeAgreements(
  ctx: Pick<Context, 'db' | 'now'>,
  of: { groupId: string; meetingId: string },
): Promise<MadeAgreement[]> {
  const [rows, people] = await Promise.all([listMeetingAgreements(ctx.db, of.meetingId), ownersOf(ctx.db, of.groupId, ctx.now)]);
  const called = calledNames([...people.map((p) => p.name), ...rows.flatMap((row) => row.ownerName || [])]);
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    owner: row.ownerName ? (called.get(row.ownerName) ?? row.ownerName) : ownerName(row),
    due: row.due && longDay(row.due),
    done: row.doneAt !== null,
  }));
}
