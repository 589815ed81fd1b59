import { listAgreements, listSharedIntentions } from '#src/db/queries/agreement.ts';
import { listPollTotals } from '#src/db/queries/report.ts';
import { pollResult } from '#src/domain/poll-result.ts';
import { can } from '#src/domain/roles.ts';
import { listSpecialists } from '#src/db/queries/contact.ts';
import { enumerate } from '#src/domain/dutch.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { openSlot, type SlotPage } from '../local/open-slot.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { newId } from '../new-id.ts';
import { reportPath } from '../report/reach.ts';
import { intentionQuestion } from '../intention/open.ts';
import { agreementForm, canRecord, yieldPath, type AgreementForm } from './form.ts';
import { agreementLines, type AgreementLine } from './view.ts';
import { ownersOf } from './owners.ts';

export interface YieldPage extends AgreementForm {
  groupId: string;
  groupName: string;
  libraryId: string;
  libraryName: string;
  nr: number;
  title: string;
  path: string;
  meetingHref: string;
  reportHref: string;
  /** Agreements are recorded as long as the group is open and the meeting is on. */
  recordable: boolean;
  agreements: AgreementLine[];
  /** Hidden in the form: a click that comes in twice is one agreement. */
  clientKey: string;
  local: LocalYield;
  /** What people shared of their own; null where the meeting asks nobody for it. */
  shared: { question: string; lines: { name: string; body: string }[] } | null;
}

type LocalYield =
  /** Only specialists of the library write there: whom to tell. */
  | { kind: 'notYours'; ask: string }
  | {
      kind: 'form';
      slots: { value: string; label: string }[];
      slotId: string;
      slot: SlotPage;
      /** What the group chose together, to take over. */
      chosen: { question: string; options: string[] }[];
    };

/** What a meeting yields: agreements, local texts, and what people shared. */
export async function openYield(
  ctx: Context,
  input: {
    groupId: string;
    nr: number;
    /** The day that was chosen last, to go on quickly. */
    day?: string | null;
    slotId?: string | null;
    typed?: { seen: number; body: string } | null;
  },
): Promise<YieldPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting, moments } = await reachMeeting(ctx.db, input);
  const question = await intentionQuestion(ctx, {
    courseId: group.courseId,
    meetingId: meeting.id,
    templateId: meeting.templateId,
  });
  const [rows, owners, shared] = await Promise.all([
    listAgreements(ctx.db, group.id),
    ownersOf(ctx.db, group.id, ctx.now),
    question ? listSharedIntentions(ctx.db, meeting.id) : [],
  ]);
  const path = meetingPath(group.id, meeting.nr);
  return {
    groupId: group.id,
    groupName: group.name,
    libraryId: group.libraryId,
    libraryName: group.libraryName,
    nr: meeting.nr,
    title: meeting.title,
    path: yieldPath({ groupId: group.id, nr: meeting.nr }),
    meetingHref: path,
    reportHref: reportPath(group.id, meeting.nr),
    recordable: canRecord(group, meeting),
    ...agreementForm(ctx, owners, input.day),
    agreements: agreementLines(
      ctx,
      rows.filter((row) => row.meetingId === meeting.id),
    ),
    clientKey: newId(),
    local: await localYield(
      ctx,
      group,
      moments.map((m) => m.id),
      input,
    ),
    shared: question ? { question, lines: shared.map((s) => ({ name: s.name ?? '', body: s.body })) } : null,
  };
}

async function localYield(
  ctx: Context,
  group: { libraryId: string; libraryName: string },
  momentIds: readonly string[],
  input: { slotId?: string | null; typed?: { seen: number; body: string } | null },
): Promise<LocalYield> {
  if (!ctx.actor || !can(ctx.actor, 'local:manage', { libraryId: group.libraryId })) {
    const people = await listSpecialists(ctx.db, [group.libraryId], ctx.now);
    const names = people.flatMap((p) => p.name ?? []);
    return { kind: 'notYours', ask: enumerate(names, 'of') || `een specialist van ${group.libraryName}` };
  }
  // A slot with a document asks more than a meeting yields.
  const slots = [...ctx.catalogue.slots.values()].filter((slot) => slot.kind === 'text');
  const wanted = slots.find((slot) => slot.id === input.slotId) ?? slots.find((slot) => slot.id === 'priorities');
  const slotId = wanted?.id ?? slots[0]?.id ?? '';
  const typed = input.typed ? { ...input.typed, title: '', date: '', place: '', ownerId: ctx.actor.personId } : null;
  const [slot, polls] = await Promise.all([
    openSlot(ctx, { libraryId: group.libraryId, slotId, branchId: null, typed }),
    listPollTotals(ctx.db, momentIds),
  ]);
  return {
    kind: 'form',
    slots: [...slots]
      .sort((a, b) => Number(b.id === 'priorities') - Number(a.id === 'priorities'))
      .map((s) => ({ value: s.id, label: s.title })),
    slotId,
    slot,
    chosen: polls.flatMap((poll) => {
      const result = poll.kind === 'dots' ? pollResult(poll) : null;
      return result
        ? [{ question: result.question, options: result.options.filter((o) => o.votes > 0).map((o) => `${o.text} (${o.votes})`) }]
        : [];
    }),
  };
}
