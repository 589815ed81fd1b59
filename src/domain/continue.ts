/** The one button of the leerkaart: where this learner goes on. */
import { dayDate, hour } from './calendar-day.ts';
import { awardNames, type Award } from './certificate.ts';

export interface ContinueModule {
  id: string;
  number: number;
  title: string;
  passed: boolean;
  lessons: readonly { id: string; title: string; minutes: number; sections: readonly { id: string }[]; href: string }[];
  /** Ids of the lessons that are done. */
  done: ReadonlySet<string>;
  quizHref: string;
  /** The quiz was passed, now or before. */
  quizPassed: boolean;
  /** Assignments that the module asks for and that are not done. */
  assignmentsLeft: readonly { title: string; href: string }[];
  questions: number;
  /** Brought in by a library: one page that plays. */
  package?: { href: string; minutes: number; begun: boolean };
  /** When an attempt that still lacks answers was started. */
  openAttemptAt: Date | null;
}

export interface ContinueFacts {
  firstName: string;
  /** The modules of the group's rule, in order. */
  modules: readonly ContinueModule[];
  /** Where the learner was last. */
  position: { moduleId: string; lessonId: string; anchor: string | null; at: Date } | null;
  /** Meetings of the rule that still have to be attended, in order, with the first moment that comes. */
  meetings: readonly { nr: number; title: string; next: { startsAt: Date; place: string } | null }[];
  /** The award that the rule gives, when it is there and stands. */
  award: { award: Award; href: string; courseTitle: string; isNew: boolean } | null;
  /** The award, when it was revoked. */
  revoked?: { award: Award; href: string } | null;
  courseHref: string;
}

export interface Continue {
  kind: 'lesson' | 'quiz' | 'assignment' | 'meeting' | 'award' | 'course';
  lead: string;
  title: string;
  detail?: string;
  href: string;
  button: string;
}

export function continueFrom(facts: ContinueFacts): Continue {
  const hello = facts.firstName ? `Dag ${facts.firstName}.` : 'Welkom.';
  if (facts.award) return awardStep(facts.award, facts.firstName);
  const open = facts.modules.filter((m) => !m.passed);
  const at = facts.position && open.find((m) => m.id === facts.position?.moduleId);
  const quizOpen = open
    .filter((m) => m.openAttemptAt !== null)
    .sort((a, b) => (b.openAttemptAt?.getTime() ?? 0) - (a.openAttemptAt?.getTime() ?? 0))[0];
  // A quiz that was begun after the last lesson was opened is where the learner was.
  if (quizOpen?.openAttemptAt && (!at || !facts.position || quizOpen.openAttemptAt >= facts.position.at))
    return quizStep(quizOpen, `${hello} Je was hier gebleven:`, 'Maak de toets af', 'Verder met de toets');
  const module = at ?? open[0];
  if (module) return moduleStep(module, at ? facts.position : null, hello);
  const meeting = facts.meetings.find((m) => m.next !== null) ?? facts.meetings[0];
  if (meeting) return meetingStep(meeting, hello);
  if (facts.revoked) {
    const name = awardNames[facts.revoked.award];
    return {
      kind: 'award',
      lead: hello,
      title: `Je ${name} is ingetrokken`,
      detail: 'Op de pagina ervan staat waarom.',
      href: facts.revoked.href,
      button: 'Lees waarom',
    };
  }
  return {
    kind: 'course',
    lead: hello,
    title: facts.modules.length > 0 ? 'Je hebt alles gedaan' : 'Je groep is er klaar voor',
    detail: facts.modules.length > 0 ? 'Je mag alles nog eens lezen.' : 'Zodra er modules gekozen zijn, staan ze op je kaart.',
    href: facts.courseHref,
    button: 'Bekijk de cursus',
  };
}

function moduleStep(module: ContinueModule, position: ContinueFacts['position'], hello: string): Continue {
  if (module.package) return packageStep(module.title, module.package, hello);
  const [assignment] = module.assignmentsLeft;
  // With the quiz passed the other lessons are for who likes to read: the assignment is what counts.
  if (module.quizPassed && assignment)
    return assignmentStep(module, assignment, `${hello} Je hebt de toets van deze module gehaald. Nu nog de opdracht:`);
  const here = module.lessons.find((l) => l.id === position?.lessonId && !module.done.has(l.id));
  const lesson = here ?? module.lessons.find((l) => !module.done.has(l.id));
  if (!lesson) return quizStep(module, `${hello} De lessen van deze module zijn klaar. Nu nog:`, 'De toets', 'Naar de toets');
  const anchorAt = here
    ? Math.max(
        0,
        lesson.sections.findIndex((s) => s.id === position?.anchor),
      )
    : 0;
  const left = Math.max(
    1,
    Math.ceil((lesson.minutes * (lesson.sections.length - anchorAt)) / Math.max(1, lesson.sections.length)),
  );
  const anchor = anchorAt > 0 ? `#${lesson.sections[anchorAt]?.id}` : '';
  const begun = here !== undefined;
  return {
    kind: 'lesson',
    lead: `${hello} ${begun ? 'Je was hier gebleven:' : module.done.size > 0 ? 'Dit is je volgende les:' : 'Hier kun je beginnen:'}`,
    title: lesson.title,
    detail: `Module ${module.number} · ${module.title} · les ${module.lessons.indexOf(lesson) + 1} van ${module.lessons.length} · nog ${left} ${left === 1 ? 'minuut' : 'minuten'}`,
    href: `${lesson.href}${anchor}`,
    button: begun ? 'Verder met de les' : 'Begin met de les',
  };
}

const packageStep = (
  title: string,
  { href, minutes, begun }: NonNullable<ContinueModule['package']>,
  hello: string,
): Continue => ({
  kind: 'lesson',
  lead: `${hello} ${begun ? 'Je was hier gebleven:' : 'Hier kun je beginnen:'}`,
  title,
  detail: `Pakket van je bibliotheek · ongeveer ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'}`,
  href,
  button: begun ? 'Ga verder' : 'Bekijk het pakket',
});

const quizStep = (module: ContinueModule, lead: string, title: string, button: string): Continue => ({
  kind: 'quiz',
  lead,
  title,
  detail: `Module ${module.number} · ${module.title} · ${module.questions} vragen`,
  href: module.quizHref,
  button,
});

const assignmentStep = (module: ContinueModule, assignment: { title: string; href: string }, lead: string): Continue => ({
  kind: 'assignment',
  lead,
  title: assignment.title,
  detail: `Module ${module.number} · ${module.title} · opdracht`,
  href: assignment.href,
  button: 'Naar de opdracht',
});

function meetingStep(meeting: ContinueFacts['meetings'][number], hello: string): Continue {
  const { next } = meeting;
  return {
    kind: 'meeting',
    lead: `${hello} Je modules zijn klaar. Nu nog:`,
    title: meeting.title,
    detail: `Bijeenkomst ${meeting.nr} · ${next ? `${dayDate(next.startsAt)}, ${hour(next.startsAt)} · ${next.place}` : 'hieronder lees je hoe het ervoor staat'}`,
    href: '/bijeenkomsten',
    button: 'Bekijk je bijeenkomsten',
  };
}

function awardStep(award: NonNullable<ContinueFacts['award']>, firstName: string): Continue {
  const name = awardNames[award.award];
  return {
    kind: 'award',
    lead: award.isNew
      ? `Gefeliciteerd${firstName ? `, ${firstName}` : ''}!`
      : `Dag${firstName ? ` ${firstName}` : ''}. Je kaart is vol.`,
    title: `Je hebt je ${name}`,
    detail: `${award.courseTitle}. Je kunt het bekijken, bewaren en printen.`,
    href: award.href,
    button: `Bekijk je ${name}`,
  };
}
