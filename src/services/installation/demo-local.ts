/** "Bij ons" of the demonstration: one library filled in everything, the other has just begun. */
import type { DemoRows } from '#src/db/queries/demo.ts';
import { addDays, wallClock } from '#src/domain/calendar-day.ts';
import { newId } from '../new-id.ts';
import {
  duinrandReferrals,
  duinrandTexts,
  formerColleague,
  heuvellandReferrals,
  heuvellandTexts,
  type DemoReferral,
  type DemoText,
} from './demo-local-texts.ts';

/** @param libraries ids, with the person id of each one's specialist */
export function addLocalRows(
  rows: DemoRows,
  now: Date,
  libraries: Record<'duinrand' | 'heuvelland', { id: string; specialist: string }>,
): void {
  const former = personOf(rows, formerColleague.email);
  for (const employment of rows.employment)
    if (employment.personId === former) employment.until = addDays(now, -formerColleague.leftDaysAgo);
  const { duinrand, heuvelland } = libraries;
  for (const text of duinrandTexts) addText(rows, now, duinrand, text);
  for (const text of heuvellandTexts) addText(rows, now, heuvelland, text);
  for (const referral of duinrandReferrals) addReferral(rows, now, duinrand, referral);
  for (const referral of heuvellandReferrals) addReferral(rows, now, heuvelland, referral);
}

type Library = { id: string; specialist: string };

function addText(rows: DemoRows, now: Date, library: Library, text: DemoText) {
  const kept = {
    libraryId: library.id,
    branchId: branchOf(rows, library, text.branch),
    slotId: text.slot,
    body: text.body,
    documentTitle: text.document?.title ?? null,
    documentDate: text.document ? dayFrom(now, -text.document.daysAgo) : null,
    documentPlace: text.document?.place ?? null,
    ownerId: personOf(rows, text.owner),
    reviewBy: dayFrom(now, text.review),
    byId: library.specialist,
  };
  rows.localText.push({ id: newId(), ...kept, checkedAt: addDays(now, -text.checked) });
}

function addReferral(rows: DemoRows, now: Date, library: Library, { branch, owner, checked, review, ...facts }: DemoReferral) {
  rows.referral.push({
    id: newId(),
    libraryId: library.id,
    branchId: branchOf(rows, library, branch),
    ...facts,
    ownerId: personOf(rows, owner),
    checkedAt: addDays(now, -checked),
    reviewBy: dayFrom(now, review),
    byId: library.specialist,
  });
}

const dayFrom = (now: Date, days: number) => wallClock(addDays(now, days)).day;

const branchOf = (rows: DemoRows, library: Library, name: string | undefined) =>
  name === undefined ? null : (rows.branch.find((b) => b.libraryId === library.id && b.name === name)?.id ?? null);

function personOf(rows: DemoRows, email: string): string {
  const account = rows.account.find((a) => a.email === email);
  if (!account) throw new Error(`the demonstration has nobody with ${email}`);
  return account.personId;
}
