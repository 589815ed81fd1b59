import { longDay } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { newId } from '../new-id.ts';
import { agreementForm, agreementSeen, canRecord, yieldPath, type AgreementForm } from './form.ts';
import { ownersOf } from './owners.ts';
import { reachAgreement } from './reach.ts';
import { ownerName } from './view.ts';

export interface ChangeAgreementPage {
  groupId: string;
  nr: number;
  title: string;
  agreementId: string;
  /** It was taken away: what someone typed can be written down anew, under this key. */
  gone: { clientKey: string } | null;
  /** As it stands now. */
  now: { body: string; owner: string; due: string | null };
  start: { body: string; ownerId: string };
  seen: string;
  /** Null once the group was closed or the meeting called off. */
  form: AgreementForm | null;
  back: string;
}

/** An agreement as it stands, to change it. */
export async function openAgreementChange(
  ctx: Context,
  at: { groupId: string; nr: number; agreementId: string },
): Promise<ChangeAgreementPage> {
  const group = await reachGroup(ctx, at.groupId, 'meeting:plan');
  const { meeting, agreement } = await reachAgreement(ctx.db, at, { withdrawn: true });
  const people = await ownersOf(ctx.db, group.id, ctx.now);
  const { ownerId, due } = agreement;
  const left = ownerId !== null && !people.some((p) => p.personId === ownerId);
  const form = agreementForm(ctx, [...people, ...(left ? [{ personId: ownerId, name: ownerName(agreement) }] : [])]);
  const { first } = form.days;
  return {
    groupId: group.id,
    nr: meeting.nr,
    title: meeting.title,
    agreementId: agreement.id,
    gone: agreement.withdrawnAt ? { clientKey: newId() } : null,
    now: { body: agreement.body, owner: ownerName(agreement), due: due && longDay(due) },
    start: { body: agreement.body, ownerId: ownerId ?? '' },
    seen: agreementSeen(agreement),
    form: canRecord(group, meeting)
      ? // A day that is past may stay as it is.
        { ...form, days: due ? { ...form.days, first: due < first ? due : first, proposed: due } : form.days }
      : null,
    back: yieldPath(at),
  };
}
