import type { ReferralRow } from '#src/db/queries/referral.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import { isTopic, referralReviewMonths, topicLabel, topics } from '#src/domain/referral.ts';
import type { Context } from '../context.ts';
import { whoSaved } from '../local/between.ts';
import { customerDataText, ownerChoices, reviewDays } from '../local/care.ts';
import { reachLibrary, type Library } from '../local/reach.ts';
import { reachReferral } from './reach.ts';

export interface ReferralForm {
  libraryId: string;
  libraryName: string;
  topics: { value: string; label: string }[];
  branches: { value: string; label: string }[];
  owners: { value: string; label: string }[];
  days: { first: string; last: string; proposed: string };
  /** What looks like data of a customer in what was typed. */
  warning: string | null;
  start: Record<'onderwerp' | 'organisatie' | 'waarvoor' | 'hoe' | 'contact' | 'vestiging' | 'eigenaar' | 'nakijken', string>;
}

/** What was typed in the fields that may hold data of a customer; null for a form that didn't come back. */
type Typed = readonly string[] | null;

/** The form for a new row. */
export async function openNewReferral(
  ctx: Context,
  input: { libraryId: string; topic: string | null; typed: Typed },
): Promise<ReferralForm> {
  const { actor, library } = await reachLibrary(ctx, input.libraryId, 'local:manage');
  const form = await formOf(ctx, library, input.typed);
  return {
    ...form,
    start: {
      onderwerp: input.topic && isTopic(input.topic) ? input.topic : '',
      organisatie: '',
      waarvoor: '',
      hoe: '',
      contact: '',
      vestiging: '',
      eigenaar: actor.personId,
      nakijken: form.days.proposed,
    },
  };
}

/** The form of a row, with what was saved while it stood open. */
export async function openReferral(ctx: Context, input: { libraryId: string; id: string; seen: number | null; typed: Typed }) {
  const { library } = await reachLibrary(ctx, input.libraryId, 'local:manage');
  const row = await reachReferral(ctx, ctx.db, input);
  const form = await formOf(ctx, library, input.typed);
  return {
    ...form,
    // A branch that was closed stays chosen until someone chooses another.
    branches: withCurrent(form.branches, row),
    id: row.id,
    organisation: row.organisation,
    ended: row.endedAt !== null,
    seen: row.checkedAt.getTime(),
    formerOwner: row.ownerCurrent ? null : (row.ownerName ?? 'Wie erover ging'),
    reviewBy: longDay(row.reviewBy),
    confirmUntil: longDay(form.days.proposed),
    between:
      input.seen !== null && input.seen !== row.checkedAt.getTime()
        ? {
            who: whoSaved(ctx, row),
            lines: [
              `${topicLabel(row.topic)}: ${row.organisation}`,
              `Waarvoor: ${row.purpose}`,
              `Hoe: ${row.how}`,
              `Contact: ${row.contact}`,
            ],
          }
        : null,
    start: {
      onderwerp: row.topic,
      organisatie: row.organisation,
      waarvoor: row.purpose,
      hoe: row.how,
      contact: row.contact,
      vestiging: row.branchId ?? '',
      eigenaar: row.ownerCurrent ? (row.ownerId ?? '') : '',
      nakijken: form.days.proposed,
    },
  };
}

const withCurrent = (branches: ReferralForm['branches'], { branchId, branchName }: ReferralRow) =>
  branchId === null || branches.some((b) => b.value === branchId)
    ? branches
    : [...branches, { value: branchId, label: `${branchName} (gesloten)` }];

async function formOf(ctx: Context, library: Library, typed: Typed): Promise<Omit<ReferralForm, 'start'>> {
  return {
    libraryId: library.id,
    libraryName: library.name,
    topics: [{ value: '', label: 'Kies een onderwerp' }, ...topics.map(({ id, label }) => ({ value: id, label }))],
    branches: [
      { value: '', label: 'Alle vestigingen' },
      ...library.branches.map((branch) => ({ value: branch.id, label: branch.name })),
    ],
    owners: [{ value: '', label: 'Kies een collega' }, ...(await ownerChoices(ctx.db, library.id, ctx.now))],
    days: reviewDays(ctx.now, referralReviewMonths),
    warning: typed && customerDataText(typed),
  };
}
