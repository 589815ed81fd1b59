import { capital, count } from '#src/domain/dutch.ts';
import { dayMoment, fullPeriod } from '#src/domain/calendar-day.ts';
import {
  editParts,
  editedPart,
  readEdit,
  textOf,
  toolNames,
  totalOf,
  type AgendaTool,
  type PartText,
} from '#src/domain/agenda.ts';
import { agendaTools } from '#src/domain/course.ts';
import { comingMoment } from '#src/domain/meeting-guide.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { loadAgenda } from './load.ts';

export interface AgendaPage {
  groupId: string;
  groupName: string;
  nr: number;
  title: string;
  path: string;
  /** Where the written-out guide is; null for a meeting without one. */
  guideHref: string | null;
  parts: PartText[];
  total: number;
  /** How long the meeting lasts, and what that is taken from. */
  length: { minutes: number; from: string };
  /** "vijf minuten te lang", "past precies" */
  fits: { ok: boolean; text: string };
  /** The row that the form is made from. */
  seen: number;
  /** "aangepast door Samira op di 12 jan, 9 uur" */
  adapted: string | null;
  tools: { value: string; label: string }[];
  /** The part that the last button moved or made. */
  focus: number | null;
  closed: string | null;
}

/**
 * The agenda of a meeting as a form.
 * @param input.typed what stood in the form, and the button that was pressed: nothing of it is kept yet
 */
export async function openAgenda(
  ctx: Context,
  input: { groupId: string; nr: number; typed?: { parts: readonly PartText[]; button: string } },
): Promise<AgendaPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting, moments } = await reachMeeting(ctx.db, input);
  const coming = comingMoment(moments, ctx.now) ?? moments.findLast((m) => m.cancelledAt === null) ?? null;
  const held = coming ? Math.round((coming.endsAt.getTime() - coming.startsAt.getTime()) / 60_000) : null;
  const loaded = await loadAgenda(ctx.db, ctx.catalogue, {
    courseId: group.courseId,
    meetingId: meeting.id,
    templateId: meeting.templateId,
    ...(held ? { minutes: held } : {}),
  });
  const { typed } = input;
  const edit = typed ? readEdit(typed.button) : null;
  const before = typed && typed.button !== 'terug' ? typed.parts : (typed ? loaded.original : loaded.agenda).map(textOf);
  const parts = edit ? editParts(before, edit) : [...before];
  const total = totalOf(parts);
  const template = ctx.catalogue.courses.get(group.courseId)?.meetings.find((m) => m.id === meeting.templateId);
  const minutes = held ?? loaded.guide?.minutes ?? template?.minutes ?? totalOf(loaded.original.map(textOf));
  return {
    groupId: group.id,
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    path: meetingPath(group.id, meeting.nr),
    guideHref: loaded.guide ? `${meetingPath(group.id, meeting.nr)}/draaiboek` : null,
    parts,
    total,
    length: {
      minutes,
      from: coming && held ? `op ${fullPeriod(coming.startsAt, coming.endsAt)}` : 'volgens het draaiboek',
    },
    fits: fitsText(total, minutes),
    seen: loaded.seq,
    adapted: loaded.adapted
      ? `Aangepast${loaded.adapted.byName ? ` door ${loaded.adapted.byName}` : ''} op ${dayMoment(loaded.adapted.at)}.`
      : null,
    tools: [
      { value: '', label: 'gewoon praten of doen' },
      ...agendaTools.map((tool: AgendaTool) => ({ value: tool, label: toolNames[tool] })),
    ],
    focus: edit ? editedPart(parts.length, edit) : null,
    closed: meeting.cancelledAt ? 'Deze bijeenkomst gaat niet door. Het programma kan niet meer veranderen.' : null,
  };
}

function fitsText(total: number, minutes: number): { ok: boolean; text: string } {
  const over = total - minutes;
  if (over === 0) return { ok: true, text: 'Dat past precies.' };
  const much = capital(count(Math.abs(over), 'minuut', 'minuten'));
  return over > 0 ? { ok: false, text: `${much} te lang.` } : { ok: true, text: `${much} over.` };
}
