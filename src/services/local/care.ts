/** What texts and referrals ask alike: someone who answers for it, a day to look again, and nothing about a customer. */
import { listStaff } from '#src/db/queries/local-place.ts';
import { addMonths, isDay, wallClock } from '#src/domain/calendar-day.ts';
import { findCustomerData } from '#src/domain/customer-data.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { longestReview } from '#src/domain/local-text.ts';
import { shownName } from '#src/domain/person.ts';
import type { Queryable } from '#src/db/client.ts';
import type { Context } from '../context.ts';
import { invalid } from '../service-error.ts';

export interface Care {
  ownerId: string;
  /** YYYY-MM-DD */
  reviewBy: string;
  /** The writer says that what looks like data of a customer is none. */
  sure: boolean;
}

/** The days between which someone looks again, and the day that is proposed. */
export function reviewDays(now: Date, months: number) {
  const { day } = wallClock(now);
  return { first: addDay(day), last: addMonths(day, longestReview), proposed: addMonths(day, months) };
}

const addDay = (day: string) => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Colleagues to choose an owner from. */
export async function ownerChoices(db: Queryable, libraryId: string, now: Date) {
  const staff = await listStaff(db, libraryId, now);
  return staff.map((person) => ({ value: person.personId, label: shownName(person) }));
}

/** @throws ServiceError invalid where the owner doesn't work there, or the day is no day or too far off */
export async function checkCare(ctx: Context, db: Queryable, libraryId: string, care: Care): Promise<void> {
  const staff = await listStaff(db, libraryId, ctx.now);
  if (!staff.some((person) => person.personId === care.ownerId))
    throw invalid('eigenaar', 'Kies een collega die nu bij deze bibliotheek werkt.');
  const { first, last } = reviewDays(ctx.now, 0);
  if (!isDay(care.reviewBy) || care.reviewBy < first || care.reviewBy > last)
    throw invalid('nakijken', 'Kies een dag vanaf morgen, hoogstens twee jaar vooruit.');
}

const kindNames = { bsn: 'een BSN', iban: 'een rekeningnummer' };

/**
 * What looks like a BSN or an account number, as a sentence; null where there is nothing. E-mail and phone numbers of work
 * are what these texts are for.
 */
export function customerDataText(texts: readonly (string | null | undefined)[]): string | null {
  const found = texts
    .flatMap((text) => findCustomerData(text ?? ''))
    .flatMap(({ kind, found: number }) => (kind === 'bsn' || kind === 'iban' ? [`${kindNames[kind]} (${number})`] : []));
  return found.length === 0 ? null : `Dit lijkt op ${enumerate([...new Set(found)])}. Gegevens van klanten horen hier niet.`;
}

/** @throws ServiceError invalid at this field, unless the writer is sure */
export function checkCustomerData(field: string, texts: readonly (string | null | undefined)[], sure: boolean): void {
  const warning = sure ? null : customerDataText(texts);
  if (warning)
    throw invalid(
      field,
      `${warning} Haal het weg. Is het niet van een klant? Zet dan het vinkje onderaan en sla nog een keer op.`,
    );
}
