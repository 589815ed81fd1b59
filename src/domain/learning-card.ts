/** The leerkaart: a row for each module and meeting of the group, and in plain Dutch what is still missing. */
import type { MeetingAttendance } from './attendance.ts';
import { makeUpNames } from './attendance.ts';
import type { WorkState } from './make-up-task.ts';
import { capital, count, enumerate } from './dutch.ts';
import { awardNames, type Decision, type Requirement } from './certificate.ts';
import { dayDate, fullDate, hour, shortDate, wallClock } from './calendar-day.ts';

export type CardRow =
  | { kind: 'part'; title: string }
  | {
      kind: 'module';
      number: number;
      title: string;
      href: string;
      state: 'todo' | 'busy' | 'passed';
      detail?: string;
      stamp?: { date: string; word: string };
      /** Where it says what is different since an older version was passed. */
      changed?: string;
    }
  | {
      kind: 'meeting';
      number: number;
      title: string;
      detail?: string;
      href?: string;
      state: 'todo' | 'attended' | 'madeUp' | 'absent' | 'notRecorded';
      stamp?: { date: string; word: string };
    };

export interface LearningCard {
  courseTitle: string;
  groupName: string;
  rows: CardRow[];
  /** `links`: make-up tasks that can be done now, or wait. */
  missing: { title: string; sentences: string[]; links?: { href: string; label: string }[] };
  /** "Certificaat" or "Bewijs van deelname": what a full card gives. */
  goal: string;
  award?: { label: string; href: string; word: string; date: string } | null;
}

export interface CardModule {
  id: string;
  number: number;
  title: string;
  part: string;
  href: string;
  lessons: number;
  lessonsDone: number;
  attempts: number;
  /** Brought in by a library: it was begun, or not. */
  package?: { begun: boolean };
  /** The quiz was passed, now or before; the module may still ask for an assignment. */
  quizPassed: boolean;
  /** Titles of the assignments that the module asks for and that are not done. */
  assignmentsLeft: readonly string[];
  passedOn: Date | null;
  /** YYYY-MM-DD: when the group would like it done. A wish: shown while it lies ahead, and never as something missed. */
  wish?: string | null;
  /** Where it says what is new, for who passed an older version; else null. */
  changed: string | null;
}

export interface CardMeeting {
  id: string;
  nr: number;
  title: string;
  /** 0: before the first part of the course; n: after the nth; null: not from the template, comes last. */
  afterPart: number | null;
  moments: { startsAt: Date; endsAt: Date; place: string; expected: boolean; cancelled: boolean }[];
  attendance: MeetingAttendance;
  /** The task that makes up for it, where there is one and it can be done now. */
  makeUp?: { href: string; state: WorkState } | null;
}

export interface CardFacts {
  courseTitle: string;
  groupName: string;
  /** Titles of the course's parts, in order. */
  parts: readonly string[];
  modules: readonly CardModule[];
  meetings: readonly CardMeeting[];
  decision: Decision;
  leaders: readonly string[];
  award: { href: string; award: 'certificate' | 'participation'; on: Date; revoked: boolean } | null;
  now: Date;
}

export function learningCard(facts: CardFacts): LearningCard {
  const rows: CardRow[] = [];
  const placed = new Set<string>();
  const meetingsAfter = (part: number | null) => {
    for (const meeting of [...facts.meetings].sort((a, b) => a.nr - b.nr))
      if (!placed.has(meeting.id) && (part === null || meeting.afterPart === part)) {
        placed.add(meeting.id);
        rows.push(meetingRow(meeting, facts.now));
      }
  };
  meetingsAfter(0);
  facts.parts.forEach((title, index) => {
    const modules = facts.modules.filter((m) => m.part === title);
    if (modules.length > 0) rows.push({ kind: 'part', title });
    for (const module of modules) rows.push(moduleRow(module, facts.now));
    meetingsAfter(index + 1);
  });
  for (const module of facts.modules) if (!facts.parts.includes(module.part)) rows.push(moduleRow(module, facts.now));
  meetingsAfter(null);
  return {
    courseTitle: facts.courseTitle,
    groupName: facts.groupName,
    rows,
    missing: missingOf(facts),
    goal: capital(awardNames[facts.decision.kind === 'noRule' ? 'certificate' : facts.decision.award]),
    award: facts.award && {
      label: capital(awardNames[facts.award.award]),
      href: facts.award.href,
      word: facts.award.revoked ? 'ingetrokken' : 'gehaald',
      date: shortDate(facts.award.on),
    },
  };
}

function moduleRow(module: CardModule, now: Date): CardRow {
  const row = { kind: 'module' as const, number: module.number, title: module.title, href: module.href };
  const wish = module.wish && module.wish >= wallClock(now).day ? `graag klaar op ${dayDate(noonOf(module.wish))}` : '';
  const busy = (detail: string): CardRow => ({ ...row, state: 'busy', detail: [detail, wish].filter(Boolean).join(' · ') });
  if (module.passedOn)
    return {
      ...row,
      state: 'passed',
      stamp: { date: shortDate(module.passedOn), word: 'gehaald' },
      ...(module.changed ? { changed: module.changed } : {}),
    };
  if (module.package)
    return module.package.begun ? busy('begonnen') : { ...row, state: 'todo', ...(wish ? { detail: wish } : {}) };
  if (module.quizPassed && module.assignmentsLeft.length > 0) return busy(`toets gehaald, nu de ${assignmentWord(module)}`);
  const allRead = module.lessonsDone >= module.lessons && module.lessons > 0;
  if (allRead) return busy('alle lessen klaar, nu de toets');
  if (module.lessonsDone > 0) return busy(`${module.lessonsDone} van ${module.lessons} lessen klaar`);
  if (module.attempts > 0) return busy('toets begonnen');
  return { ...row, state: 'todo', ...(wish ? { detail: wish } : {}) };
}

const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);

function meetingRow(meeting: CardMeeting, now: Date): CardRow {
  const row = { kind: 'meeting' as const, number: meeting.nr, title: meeting.title, href: '/bijeenkomsten' };
  const { attendance } = meeting;
  if (attendance.state === 'attended')
    return { ...row, state: 'attended', stamp: { date: shortDate(attendance.on), word: 'aanwezig' } };
  if (attendance.state === 'madeUp')
    return {
      ...row,
      state: 'madeUp',
      detail: makeUpNames[attendance.how],
      stamp: { date: shortDate(attendance.on), word: 'ingehaald' },
    };
  const coming = comingMoments(meeting, now);
  if (coming.length > 0) return { ...row, state: 'todo', detail: momentsText(coming) };
  if (meeting.makeUp) {
    const state = attendance.state === 'absent' ? ('absent' as const) : ('notRecorded' as const);
    return { ...row, href: meeting.makeUp.href, state, detail: makeUpDetails[meeting.makeUp.state] };
  }
  if (attendance.state === 'absent') return { ...row, state: 'absent', detail: 'je was er niet bij' };
  if (meeting.moments.some((m) => !m.cancelled)) return { ...row, state: 'notRecorded', detail: 'geweest, nog niet ingevuld' };
  return { ...row, state: 'todo', detail: 'nog geen datum' };
}

const makeUpDetails: Record<WorkState, string> = {
  fresh: 'inhalen kan met een opdracht',
  draft: 'inhaalopdracht begonnen',
  waiting: 'inhaalopdracht ingeleverd',
  returned: 'inhaalopdracht: vul nog iets aan',
};

/** Moments that are not over; those where the person is expected, or all where nobody said which. */
export function comingMoments(meeting: CardMeeting, now: Date) {
  const coming = meeting.moments
    .filter((m) => !m.cancelled && m.endsAt > now)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const expected = coming.filter((m) => m.expected);
  return expected.length > 0 ? expected : coming;
}

const momentsText = (moments: { startsAt: Date }[]) =>
  enumerate(
    moments.map((m) => `${dayDate(m.startsAt)}, ${hour(m.startsAt)}`),
    'of',
  );

function missingOf(facts: CardFacts): LearningCard['missing'] {
  const { decision } = facts;
  if (facts.award?.revoked)
    return {
      title: `Je ${awardNames[facts.award.award]} is ingetrokken.`,
      sentences: [
        `Op de pagina van je ${awardNames[facts.award.award]} staat waarom. Heb je een vraag? ${askWhom(facts.leaders)}`,
      ],
    };
  // Someone who stopped half-way has a proof of participation, and may still go on.
  if (facts.award?.award === 'participation' && decision.kind === 'notYet' && decision.award === 'certificate')
    return {
      title: 'Je hebt een bewijs van deelname.',
      sentences: ['Wil je verder? Dit mis je nog voor je certificaat.', ...sentencesFor(decision.missing, facts)],
      links: makeUpLinks(decision.missing, facts),
    };
  if (facts.award)
    return {
      title: 'Je kaart is vol.',
      sentences: [`Je hebt je ${awardNames[facts.award.award]}. Je kunt het bekijken, bewaren en printen.`],
    };
  if (decision.kind === 'noRule')
    return {
      title: 'Er staat nog geen module op je kaart.',
      sentences: [`Je begeleider kiest de modules van je groep. ${askWhom(facts.leaders)}`],
    };
  const title = `Wat mis ik nog voor mijn ${awardNames[decision.award]}?`;
  if (decision.kind === 'earned') return { title: 'Je hebt alles gedaan.', sentences: [askWhom(facts.leaders)] };
  return { title, sentences: sentencesFor(decision.missing, facts), links: makeUpLinks(decision.missing, facts) };
}

function sentencesFor(missing: readonly Requirement[], facts: CardFacts): string[] {
  const modules = missing.filter((r) => r.kind === 'module');
  const meetings = missing.filter((r) => r.kind === 'meeting');
  const sentences = [summary(modules.length, meetings.length)];
  sentences.push(...moduleSentences(modules, facts));
  for (const requirement of meetings) {
    const meeting = facts.meetings.find((m) => m.id === requirement.meetingId);
    if (meeting) sentences.push(meetingSentence(meeting, facts));
  }
  return sentences;
}

/** Where a missed meeting can be made up for now. */
function makeUpLinks(missing: readonly Requirement[], facts: CardFacts): { href: string; label: string }[] {
  return missing.flatMap((requirement) => {
    const meeting = facts.meetings.find((m) => requirement.kind === 'meeting' && m.id === requirement.meetingId);
    if (!meeting?.makeUp || meeting.makeUp.state === 'waiting') return [];
    const { href, state } = meeting.makeUp;
    return [{ href, label: `${state === 'fresh' ? 'Begin aan' : 'Verder met'} je inhaalopdracht van bijeenkomst ${meeting.nr}` }];
  });
}

/** First what is nearly there, then which quizzes, and which assignments come with those. */
function moduleSentences(missing: readonly Extract<Requirement, { kind: 'module' }>[], facts: CardFacts): string[] {
  const cardOf = (id: string) => facts.modules.find((m) => m.id === id);
  const nearly = missing.filter(({ moduleId }) => {
    const module = cardOf(moduleId);
    return module?.quizPassed && module.assignmentsLeft.length > 0;
  });
  const quizzes = missing.filter((m) => !nearly.includes(m));
  const sentences = nearly.flatMap(({ moduleId, title }) => {
    const module = cardOf(moduleId);
    return module ? [`Van ${quoted(title)} heb je de toets gehaald. Nog te doen: ${assignmentsOf(module)}.`] : [];
  });
  const before = nextMeetingDate(facts);
  const handy = before ? ` Handig: doe dat vóór ${fullDate(before)}.` : '';
  if (quizzes.length > 0) sentences.push(`Haal nog de toets van ${enumerate(quizzes.map((m) => quoted(m.title)))}.${handy}`);
  else if (sentences.length > 0) sentences.push(...(handy ? [handy.trim()] : []));
  for (const { moduleId, title } of quizzes) {
    const module = cardOf(moduleId);
    if (module && module.assignmentsLeft.length > 0) sentences.push(`Bij ${quoted(title)} hoort ook ${assignmentsOf(module)}.`);
  }
  return sentences;
}

const quoted = (title: string) => `‘${title.replaceAll(/[‘’]/g, '')}’`;
const assignmentWord = (module: CardModule) => (module.assignmentsLeft.length === 1 ? 'opdracht' : 'opdrachten');
const assignmentsOf = (module: CardModule) => `de ${assignmentWord(module)} ${enumerate(module.assignmentsLeft.map(quoted))}`;

function summary(modules: number, meetings: number): string {
  const parts: string[] = [];
  if (modules > 0) parts.push(count(modules, 'module', 'modules'));
  if (meetings > 0) parts.push(count(meetings, 'bijeenkomst', 'bijeenkomsten'));
  return `${capital(`nog ${enumerate(parts)}`)}.`;
}

function nextMeetingDate(facts: CardFacts): Date | null {
  const dates = facts.meetings
    .filter((m) => m.nr > 1 && m.attendance.state !== 'attended' && m.attendance.state !== 'madeUp')
    .flatMap((m) => comingMoments(m, facts.now).map((moment) => moment.startsAt))
    .sort((a, b) => a.getTime() - b.getTime());
  return dates[0] ?? null;
}

function meetingSentence(meeting: CardMeeting, facts: CardFacts): string {
  const label = `bijeenkomst ${meeting.nr}`;
  const coming = comingMoments(meeting, facts.now);
  const first = coming[0];
  if (first && coming.length === 1)
    return `Kom naar ${label}: ${fullDate(first.startsAt)}, ${hour(first.startsAt)}, ${first.place}.`;
  if (first)
    return `Kom naar ${label} op één van deze dagen: ${enumerate(
      coming.map((m) => `${fullDate(m.startsAt)}, ${hour(m.startsAt)} (${m.place})`),
      'of',
    )}.`;
  if (meeting.makeUp) return makeUpSentence(meeting.makeUp.state, label, meeting.attendance.state === 'absent', facts);
  if (meeting.attendance.state === 'absent') return `Je was niet bij ${label}. Je kunt die inhalen. ${askWhom(facts.leaders)}`;
  if (meeting.moments.some((m) => !m.cancelled))
    return `${capital(label)} is geweest. Of jij er was, is nog niet ingevuld. Dat doet je begeleider. ${askWhom(facts.leaders)}`;
  return `Voor ${label} is nog geen datum. Je hoort het zodra die er is.`;
}

function makeUpSentence(state: WorkState, label: string, absent: boolean, facts: CardFacts): string {
  const reader = enumerate(facts.leaders, 'of') || 'je begeleider';
  if (state === 'waiting') return `Je inhaalopdracht van ${label} wacht op ${reader}.`;
  if (state === 'returned') return `Vul je inhaalopdracht van ${label} nog aan. Er staat bij wat er mist.`;
  if (state === 'draft') return `Maak je inhaalopdracht van ${label} af en lever hem in. Daarna leest ${reader} hem.`;
  return absent
    ? `Je was niet bij ${label}. Je kunt die inhalen met een opdracht. Die is voor ${reader}.`
    : `${capital(label)} is geweest. Was je erbij? Dan vult je begeleider dat nog in. Was je er niet? Je kunt inhalen met een opdracht.`;
}

const askWhom = (leaders: readonly string[]) =>
  leaders.length > 0 ? `Vraag het aan ${enumerate(leaders, 'of')}.` : 'Vraag het aan je begeleider.';
