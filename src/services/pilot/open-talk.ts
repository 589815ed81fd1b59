import { listAdvice, listContacts, listPilotAgreements, type PilotContactRow } from '#src/db/queries/pilot-talk.ts';
import { fullPeriod, longDate, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { count, enumerate } from '#src/domain/dutch.ts';
import { dayAfter } from '#src/domain/pilot.ts';
import { agreementForm, type AgreementForm } from '../agreement/form.ts';
import { agreementLines, type AgreementLine } from '../agreement/view.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { withSide } from '../pilot-agreement/owner.ts';
import { peopleOf, reachTalk, talkPath, whyClosed, type PartPlace } from './talk.ts';

export interface ContactLine {
  id: string;
  about: string;
  when: string;
  place: string;
  /** The first line to start the advice with after it: the day and what it was about. */
  after: string;
}

export interface TalkPage {
  pilotName: string;
  libraryName: string;
  /** What stands open, in a sentence. */
  lead: string;
  /** Why nothing can be written (any more); null where it can. */
  closed: string | null;
  /** Of the POI: only they write advice and plan talks. */
  advises: boolean;
  /** "Marit Claassen" or "Marit Claassen en Thijs Overmars": whom one writes with; null where there is nobody. */
  others: string | null;
  coming: ContactLine[];
  past: ContactLine[];
  off: ContactLine[];
  agreements: AgreementLine[];
  agreementForm: AgreementForm;
  advice: { id: string; body: string; by: string }[];
  /** What the advice form starts with: after a talk, which one. */
  adviceStart: string;
  planDays: { first: string; last: string };
  clientKey: string;
  path: string;
  back: string;
}

/** @param at.after a talk whose outcome is written down now */
export async function openTalk(ctx: Context, at: PartPlace & { after?: string | null; day?: string | null }): Promise<TalkPage> {
  const { pilot, part, advises } = await reachTalk(ctx, at, 'either');
  const [people, advice, agreements, contacts] = await Promise.all([
    peopleOf(ctx.db, { pilot, part, now: ctx.now }),
    listAdvice(ctx.db, part.id),
    listPilotAgreements(ctx.db, part.id),
    listContacts(ctx.db, part.id),
  ]);
  const others = people.filter((p) => p.side === (advises ? 'library' : 'adviser')).map((p) => p.name);
  const lines = agreementLines(ctx, agreements);
  const live = contacts.filter((c) => c.cancelledAt === null);
  const coming = live.filter((c) => c.endsAt > ctx.now).map(contactLine);
  const past = live
    .filter((c) => c.endsAt <= ctx.now)
    .reverse()
    .map(contactLine);
  return {
    pilotName: pilot.name,
    libraryName: part.libraryName,
    lead: leadOf(lines, coming[0]),
    closed: whyClosed(part, pilot, ctx.now),
    advises,
    others: others.length > 0 ? enumerate(others) : null,
    coming,
    past,
    off: contacts.filter((c) => c.cancelledAt !== null && c.startsAt > ctx.now).map(contactLine),
    agreements: lines,
    agreementForm: agreementForm(
      ctx,
      people.map((p) => withSide(p, part.libraryName)),
      at.day,
    ),
    advice: advice.map((row) => ({
      id: row.id,
      body: row.body,
      by: `${row.byName ?? 'Iemand die niet meer in Baliewijs staat'}, ${longDate(row.at)}`,
    })),
    adviceStart: past.find((c) => c.id === at.after)?.after ?? '',
    planDays: { first: wallClock(ctx.now).day, last: dayAfter(pilot.endsOn, -1) },
    clientKey: newId(),
    path: talkPath(at),
    back: `/pilots/${pilot.id}/${part.id}`,
  };
}

const contactLine = ({ id, about, place, startsAt, endsAt }: PilotContactRow): ContactLine => ({
  id,
  about,
  place,
  when: fullPeriod(startsAt, endsAt),
  after: `Na ons gesprek van ${longDay(wallClock(startsAt).day)} over ${about}:\n`,
});

function leadOf(agreements: readonly AgreementLine[], next: ContactLine | undefined): string {
  const open = agreements.filter((a) => a.state !== 'done').length;
  const talk = next ? `Jullie spreken elkaar op ${next.when}.` : 'Er is nog geen gesprek gepland.';
  return open === 0
    ? `${talk} Er staat geen afspraak open.`
    : `${talk} Er ${open === 1 ? 'staat' : 'staan'} ${count(open, 'afspraak', 'afspraken')} open.`;
}
