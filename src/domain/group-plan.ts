/**
 * What an administrator wants a group to ask: modules, meetings and award, and what that means for the meetings that are there.
 * Numbers of meetings are given once and never used again.
 */
import { awardOf, type Award } from './certificate.ts';
import type { Course } from './course.ts';

export const maxMeetings = 6;

/** A meeting as it was asked for: one that the group has, one of the course's template, or one of the group's own. */
export type MeetingSource = { kind: 'meeting'; id: string } | { kind: 'template'; id: string } | { kind: 'own' };

export interface Wish {
  award: Award;
  moduleIds: readonly string[];
  /** In order. */
  meetings: readonly { source: MeetingSource; title: string }[];
}

export interface PresentMeeting {
  id: string;
  nr: number;
  title: string;
  templateId: string | null;
  cancelledAt: Date | null;
}

export interface Present {
  rule: { award: Award; moduleIds: readonly string[]; meetingIds: readonly string[] } | null;
  /** Cancelled ones too. */
  meetings: readonly PresentMeeting[];
}

export interface PlannedMeeting {
  /** Null: made when the plan is saved. */
  id: string | null;
  nr: number;
  title: string;
  templateId: string | null;
}

export interface Plan {
  award: Award;
  /** In the order of the course. */
  moduleIds: string[];
  meetings: PlannedMeeting[];
  added: PlannedMeeting[];
  /** Cancelled before, and asked again. */
  restored: PlannedMeeting[];
  renamed: { meeting: PlannedMeeting; from: string }[];
  dropped: PresentMeeting[];
  modulesAdded: string[];
  modulesDropped: string[];
  awardChanged: boolean;
  orderChanged: boolean;
  /** Does the group ask something else than it did? A new title alone asks nothing else. */
  asksElse: boolean;
  changesAnything: boolean;
}

export type Planned = { kind: 'plan'; plan: Plan } | { kind: 'refused'; field: string; message: string };

/** @param choosable modules that have lessons; one that the group asks already may stay */
export function planGroup(course: Course, choosable: ReadonlySet<string>, present: Present, wish: Wish): Planned {
  const wanted = new Set(wish.moduleIds);
  const before = present.rule?.moduleIds ?? [];
  const wrong = [...wanted].find((id) => !course.modules.includes(id) || !(choosable.has(id) || before.includes(id)));
  if (wrong !== undefined) return refuse('module', 'Kies alleen modules die je hieronder kunt aanvinken.');
  if (wanted.size === 0) return refuse('module', 'Kies minstens één module.');
  if (wish.meetings.length > maxMeetings) return refuse('mee1', `Kies hoogstens ${maxMeetings} bijeenkomsten.`);

  const meetings: PlannedMeeting[] = [];
  let nr = Math.max(0, ...present.meetings.map((m) => m.nr));
  const taken = new Set<string>();
  for (const { source, title } of wish.meetings) {
    const found = presentFor(source, title, present, taken);
    if (source.kind === 'meeting' && !found)
      return refuse('mee1', 'Een bijeenkomst in dit formulier hoort niet bij deze groep. Laad de pagina opnieuw.');
    if (source.kind === 'template' && !course.meetings.some((t) => t.id === source.id))
      return refuse('mee1', 'Een bijeenkomst in dit formulier hoort niet bij deze cursus. Laad de pagina opnieuw.');
    if (found) taken.add(found.id);
    meetings.push({
      id: found?.id ?? null,
      nr: found?.nr ?? ++nr,
      title,
      templateId: found ? found.templateId : source.kind === 'template' ? source.id : null,
    });
  }
  return { kind: 'plan', plan: compare(course, present, wish, meetings) };
}

/**
 * The meeting of the group that is meant. A form that comes in twice asks again for what it made the first time:
 * from the template, or under the same title.
 */
function presentFor(
  source: MeetingSource,
  title: string,
  present: Present,
  taken: ReadonlySet<string>,
): PresentMeeting | undefined {
  const free = present.meetings.filter((m) => !taken.has(m.id));
  if (source.kind === 'meeting') return free.find((m) => m.id === source.id);
  if (source.kind === 'template') return free.find((m) => m.templateId === source.id);
  return free.find((m) => m.templateId === null && m.title === title && present.rule?.meetingIds.includes(m.id));
}

function compare(course: Course, present: Present, wish: Wish, meetings: PlannedMeeting[]): Plan {
  const before = { modules: present.rule?.moduleIds ?? [], meetings: present.rule?.meetingIds ?? [] };
  const rows = new Map(present.meetings.map((m) => [m.id, m]));
  const moduleIds = course.modules.filter((id) => wish.moduleIds.includes(id));
  const kept = meetings.flatMap((m) => (m.id ? [m.id] : []));
  const award = awardOf(wish.award, meetings.length);
  const added = meetings.filter((m) => m.id === null);
  const restored = meetings.filter((m) => m.id !== null && !before.meetings.includes(m.id));
  const renamed = meetings.flatMap((meeting) => {
    const from = meeting.id === null ? undefined : rows.get(meeting.id)?.title;
    return from !== undefined && from !== meeting.title ? [{ meeting, from }] : [];
  });
  const dropped = present.meetings.filter((m) => before.meetings.includes(m.id) && !kept.includes(m.id));
  const modulesAdded = moduleIds.filter((id) => !before.modules.includes(id));
  const modulesDropped = before.modules.filter((id) => !moduleIds.includes(id));
  const stayed = before.meetings.filter((id) => kept.includes(id));
  const orderChanged = stayed.join() !== kept.filter((id) => stayed.includes(id)).join();
  const awardChanged = present.rule !== null && award !== awardOf(present.rule.award, before.meetings.length);
  const asksElse =
    present.rule === null ||
    awardChanged ||
    orderChanged ||
    [added, restored, dropped, modulesAdded, modulesDropped].some((list) => list.length > 0);
  return {
    award,
    moduleIds,
    meetings,
    added,
    restored,
    renamed,
    dropped,
    modulesAdded,
    modulesDropped,
    awardChanged,
    orderChanged,
    asksElse,
    changesAnything: asksElse || renamed.length > 0,
  };
}

const refuse = (field: string, message: string): Planned => ({ kind: 'refused', field, message });
