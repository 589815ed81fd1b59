import { furthestAgreement } from '#src/domain/agreement.ts';
import { addDays, addMonths, isDay, wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { meetingPath } from '../group/work-text.ts';
import { seenOf } from '../seen.ts';
import { invalid } from '../service-error.ts';

/** What a form to write an agreement down chooses from. */
export interface AgreementForm {
  owners: { value: string; label: string }[];
  /** The first and last day that can be chosen, and the one that stands there. */
  days: { first: string; last: string; proposed: string };
}

/** So many days ahead is what a team mostly agrees. */
const usualDays = 14;

/** @param chosen the day that was chosen last, to go on quickly */
export function agreementForm(
  ctx: Pick<Context, 'now'>,
  people: readonly { personId: string; name: string }[],
  chosen?: string | null,
): AgreementForm {
  const today = wallClock(ctx.now).day;
  return {
    owners: [{ value: '', label: 'Kies een collega' }, ...people.map((p) => ({ value: p.personId, label: p.name }))],
    days: {
      first: today,
      last: addMonths(today, furthestAgreement),
      proposed: chosen && isDay(chosen) && chosen >= today ? chosen : wallClock(addDays(ctx.now, usualDays)).day,
    },
  };
}

/**
 * @param known the day that stood there already: that one may be past
 * @throws ServiceError invalid for a day that is past or too far off
 */
export function assertDay(ctx: Pick<Context, 'now'>, due: string, known?: string | null): void {
  if (due === known) return;
  const today = wallClock(ctx.now).day;
  if (!isDay(due) || due < today || due > addMonths(today, furthestAgreement))
    throw invalid('datum', 'Kies een dag vanaf vandaag, hoogstens twee jaar vooruit.');
}

/** The version of an agreement that a form to change it was made from. */
export const agreementSeen = (row: { body: string; ownerId: string | null; due: string | null; doneAt: Date | null }) =>
  seenOf(row.body, row.ownerId, row.due, row.doneAt);

/** Agreements are recorded as long as the group is open and the meeting is on. */
export const canRecord = (group: { closedAt: Date | null }, meeting: { cancelledAt: Date | null }) =>
  meeting.cancelledAt === null && group.closedAt === null;

export const yieldPath = (at: { groupId: string; nr: number }) => `${meetingPath(at.groupId, at.nr)}/opbrengst`;
