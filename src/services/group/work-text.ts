import { dayMoment, hour } from '#src/domain/calendar-day.ts';
import { count } from '#src/domain/dutch.ts';
import type { GroupWork, Todo } from '#src/domain/group-todo.ts';

export interface TodoLine {
  kind: Todo['kind'] | 'next';
  text: string;
  href: string;
  /** What the link does. */
  action: string;
}

/** What a group asks for as lines to read, each with the page where it is done. */
export function todoLines(groupId: string, work: GroupWork): TodoLine[] {
  return work.todos.map((todo) => todoLine(groupId, todo));
}

/** The next moment, for a group that asks for nothing. */
export function nextLine(groupId: string, work: GroupWork): TodoLine | null {
  if (!work.next) return null;
  const { nr, moment } = work.next;
  return {
    kind: 'next',
    text: `Volgende: bijeenkomst ${nr} op ${dayMoment(moment.startsAt)}, ${moment.place}.`,
    href: meetingPath(groupId, nr),
    action: 'Bekijk de bijeenkomst',
  };
}

export const meetingPath = (groupId: string, nr: number) => `/groepen/${groupId}/bijeenkomsten/${nr}`;
export const momentPath = (groupId: string, nr: number, momentId: string) => `${meetingPath(groupId, nr)}/${momentId}`;

function todoLine(groupId: string, todo: Todo): TodoLine {
  const label = `Bijeenkomst ${todo.nr}`;
  switch (todo.kind) {
    case 'now':
      return {
        kind: todo.kind,
        text: `${label} is nu: ${todo.title}, ${hour(todo.moment.startsAt)}, ${todo.moment.place}.`,
        href: `${momentPath(groupId, todo.nr, todo.moment.id)}/afstandsbediening`,
        action: 'Begeleid de bijeenkomst',
      };
    case 'openAttendance':
      return {
        kind: todo.kind,
        text:
          todo.open === 0
            ? `${label} was op ${dayMoment(todo.moment.startsAt)}. Er is nog niets ingevuld.`
            : `${label} was op ${dayMoment(todo.moment.startsAt)}. Nog ${count(todo.open, 'persoon', 'mensen')} in te vullen.`,
        href: momentPath(groupId, todo.nr, todo.moment.id),
        action: 'Vul de aanwezigheid in',
      };
    case 'makeUpWaits':
      return {
        kind: todo.kind,
        text: `Bij bijeenkomst ${todo.nr} ${todo.people === 1 ? 'wacht één inhaalopdracht' : `wachten ${count(todo.people, 'inhaalopdracht', 'inhaalopdrachten')}`} op jou.`,
        href: `${meetingPath(groupId, todo.nr)}#inhalen`,
        action: 'Lees wat er staat',
      };
    case 'noDate':
      return {
        kind: todo.kind,
        text: `${label} heeft nog geen datum.`,
        href: `${meetingPath(groupId, todo.nr)}/plannen`,
        action: 'Plan een moment',
      };
    case 'unplaced':
      return {
        kind: todo.kind,
        text: `Bij bijeenkomst ${todo.nr} ${todo.people === 1 ? 'staat één persoon' : `staan ${count(todo.people, 'persoon', 'mensen')}`} nog bij geen moment.`,
        href: `${meetingPath(groupId, todo.nr)}/indeling`,
        action: 'Zeg wie wanneer komt',
      };
  }
}
