import { findPilotAgreement } from '#src/db/queries/pilot-talk.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import { agreementForm, agreementSeen, type AgreementForm } from '../agreement/form.ts';
import { ownerName } from '../agreement/view.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { peopleOf, reachTalk, talkPath, whyClosed, type PartPlace } from '../pilot/talk.ts';
import { notFound } from '../service-error.ts';
import { withSide } from './owner.ts';

export interface PilotAgreementChange {
  agreementId: string;
  lead: string;
  closed: string | null;
  /** It was taken away: what someone typed can be written down anew, under this key. */
  gone: { clientKey: string } | null;
  /** As it stands now. */
  now: { body: string; owner: string; due: string | null };
  start: { body: string; ownerId: string };
  seen: string;
  form: AgreementForm;
  back: string;
}

/** An agreement as it stands, to change it. */
export async function openPilotAgreement(ctx: Context, at: PartPlace & { agreementId: string }): Promise<PilotAgreementChange> {
  const { pilot, part } = await reachTalk(ctx, at, 'either');
  const row = await findPilotAgreement(ctx.db, at.agreementId);
  if (row?.pilotLibraryId !== part.id) throw notFound();
  const people = (await peopleOf(ctx.db, { pilot, part, now: ctx.now })).map((p) => withSide(p, part.libraryName));
  const { ownerId, due, body } = row;
  const left = ownerId !== null && !people.some((p) => p.personId === ownerId);
  const form = agreementForm(ctx, [...people, ...(left ? [{ personId: ownerId, name: ownerName(row) }] : [])], due);
  const { first } = form.days;
  return {
    agreementId: row.id,
    lead: `${part.libraryName}, ${pilot.name}`,
    closed: whyClosed(part, pilot, ctx.now),
    gone: row.withdrawnAt ? { clientKey: newId() } : null,
    now: { body, owner: ownerName(row), due: due && longDay(due) },
    start: { body, ownerId: ownerId ?? '' },
    seen: agreementSeen(row),
    // A day that is past may stay as it is.
    form: due ? { ...form, days: { ...form.days, first: due < first ? due : first, proposed: due } } : form,
    back: talkPath(at),
  };
}
