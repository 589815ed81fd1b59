import { listTextHistory, type LocalTextRow } from '#src/db/queries/local-text.ts';
import { fullMoment, isDay, longDay } from '#src/domain/calendar-day.ts';
import type { LocalSlotView } from '#src/domain/lesson-parts.ts';
import { historyNames, historyOf, needsOf } from '#src/domain/local-text.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { whoSaved } from './between.ts';
import { customerDataText, ownerChoices, reviewDays } from './care.ts';
import { reachSlot, type SlotPlace } from './reach.ts';
import { slotView, writerName } from './view.ts';

/** So many lines of history are shown; older ones stay in the database. */
const historyLines = 20;

/** The form as it came back. */
export interface TypedText {
  seen: number;
  body: string;
  title: string;
  date: string;
  place: string;
  ownerId: string;
}

export interface TextStart {
  body: string;
  title: string;
  date: string;
  place: string;
  ownerId: string;
  reviewBy: string;
}

/** The form of one slot, with how it looks in a lesson, who changed it, and what was saved while it stood open. */
export async function openSlot(ctx: Context, input: SlotPlace & { typed: TypedText | null }) {
  const { actor, library, slot, branch } = await reachSlot(ctx, input);
  const { typed } = input;
  const whole = { ...input, branchId: null };
  const [rows, libraryRows, staff] = await Promise.all([
    listTextHistory(ctx.db, input, ctx.now, historyLines + 1),
    branch ? listTextHistory(ctx.db, whole, ctx.now, 1) : [],
    ownerChoices(ctx.db, library.id, ctx.now),
  ]);
  const newest = rows[0] ?? null;
  const kept = newest?.body === null ? null : newest;
  const libraryText = libraryRows[0]?.body === null ? null : (libraryRows[0] ?? null);
  const days = reviewDays(ctx.now, slot.reviewMonths);
  const view = (row: Parameters<typeof slotView>[1]) => slotView(slot.title, row, library.name, ctx.now);
  const between = typed && newest && typed.seen !== newest.seq ? newest : null;
  const warning = typed && customerDataText([typed.body, typed.title, typed.place]);
  return {
    libraryId: library.id,
    libraryName: library.name,
    slot,
    branchId: branch?.id ?? null,
    branchName: branch?.name ?? null,
    /** For the whole library, and each branch. */
    places: [{ value: '', label: 'Hele bibliotheek' }, ...library.branches.map((b) => ({ value: b.id, label: b.name }))],
    seen: newest?.seq ?? 0,
    filled: kept !== null,
    /** This branch has no text of its own: what its colleagues read is the library's. */
    readsLibrary: branch !== null && kept === null && libraryText !== null,
    start: startOf(kept ?? libraryText, { ownerId: actor.personId, reviewBy: days.proposed }),
    /** Who answered for it and no longer works here. */
    formerOwner: kept && !kept.ownerCurrent ? (kept.ownerName ?? 'Wie erover ging') : null,
    stale: kept !== null && needsOf(kept, wallClock(ctx.now).day).includes('stale'),
    reviewBy: kept && longDay(kept.reviewBy),
    confirmUntil: longDay(days.proposed),
    days,
    owners: [{ value: '', label: 'Kies een collega' }, ...staff],
    warning,
    between: between && { who: whoSaved(ctx, between), view: view(between) },
    shown: view(kept ?? libraryText),
    preview: typed && view(typedText(typed, branch?.name ?? null, days.proposed, staff, ctx.now)),
    history: historyOf(rows.slice(0, historyLines + 1), rows.length > historyLines)
      .slice(0, historyLines)
      .map(({ row, step }) => ({ when: fullMoment(row.checkedAt), who: writerName(row.byName), what: historyNames[step] })),
  };
}

export type SlotPage = Awaited<ReturnType<typeof openSlot>> & { shown: LocalSlotView };

/** What the form starts with: the text that is read now, or nothing; always a new day to look again. */
function startOf(row: LocalTextRow | null, own: { ownerId: string; reviewBy: string }): TextStart {
  if (!row) return { body: '', title: '', date: '', place: '', ...own };
  return {
    body: row.body ?? '',
    title: row.documentTitle ?? '',
    date: row.documentDate ?? '',
    place: row.documentPlace ?? '',
    ownerId: row.ownerCurrent ? (row.ownerId ?? '') : '',
    reviewBy: own.reviewBy,
  };
}

function typedText(
  typed: TypedText,
  branchName: string | null,
  reviewBy: string,
  staff: readonly { value: string; label: string }[],
  now: Date,
) {
  const owner = staff.find((person) => person.value === typed.ownerId)?.label ?? null;
  return {
    body: typed.body.trim() || null,
    documentTitle: typed.title || null,
    documentDate: isDay(typed.date) ? typed.date : null,
    documentPlace: typed.place || null,
    checkedAt: now,
    reviewBy,
    ownerName: owner,
    ownerCurrent: owner !== null,
    branchName,
  };
}
