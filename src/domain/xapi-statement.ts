/** From facts to statements: in full for the learner, and with less for anyone else. */
import { makeUpNames } from './attendance.ts';
import { wallClock } from './calendar-day.ts';
import { awardNames } from './certificate.ts';
import {
  activity,
  durationOf,
  extensionId,
  verbs,
  type Activity,
  type Agent,
  type Statement,
  type StatementContext,
  type StatementResult,
  type VerbName,
} from './xapi.ts';
import { factName, type DayFact, type Fact, type MeetingOf, type SharedFact } from './xapi-facts.ts';
import { interactionOf, responseOf } from './xapi-interaction.ts';

export interface Named {
  name: string;
  description?: string;
  /** Where people find it. */
  href?: string | null;
}

/** What things are called; something that is no longer there has a name of its kind. */
export interface Titles {
  course(id: string): Named;
  module(id: string, courseId: string | null): Named;
  lesson(moduleId: string, lessonId: string, courseId: string | null): Named;
  /** Of a meeting in the plan of a course; null where there is none. */
  meeting(courseId: string | null, templateId: string | null): Named | null;
}

export interface Telling {
  /** The address of the site, without a slash at its end. */
  base: string;
  titles: Titles;
  /** A UUID for a name, always the same. */
  idOf(name: string): string;
  actorOf(personId: string): Agent;
}

const platform = 'Baliewijs';

/** Midnight UTC of a day in the Netherlands: xAPI wants a time, and this one says no more than the day. */
const dayStamp = (day: string) => `${day}T00:00:00.000Z`;

interface Told {
  verb: VerbName;
  object: Activity;
  result?: StatementResult;
  context?: Partial<StatementContext>;
}

function statement(telling: Telling, fact: Fact, timestamp: string, { verb, object, result, context }: Told): Statement {
  return {
    id: telling.idOf(factName(fact)),
    actor: telling.actorOf(fact.personId),
    verb: verbs[verb],
    object,
    ...(result ? { result } : {}),
    context: { ...context, platform, language: 'nl' },
    timestamp,
  };
}

const courseOf = ({ base, titles }: Telling, id: string): Activity => activity(base, 'course', [id], titles.course(id));
const moduleOf = ({ base, titles }: Telling, id: string, courseId: string | null): Activity =>
  activity(base, 'module', [id], titles.module(id, courseId));
const lessonOf = ({ base, titles }: Telling, moduleId: string, lessonId: string, courseId: string | null): Activity =>
  activity(base, 'lesson', [lessonId], titles.lesson(moduleId, lessonId, courseId));
const quizOf = ({ base, titles }: Telling, moduleId: string): Activity =>
  activity(base, 'assessment', [moduleId], { name: `Toets: ${titles.module(moduleId, null).name}` });

const around = (parent: readonly Activity[], grouping: readonly Activity[]): Partial<StatementContext> => {
  const contextActivities = {
    ...(parent.length > 0 ? { parent: [...parent] } : {}),
    ...(grouping.length > 0 ? { grouping: [...grouping] } : {}),
  };
  return Object.keys(contextActivities).length > 0 ? { contextActivities } : {};
};

/** What a library may know anyway: no answers, scores, tries, groups, versions or times of day. */
export function sharedStatement(telling: Telling, fact: DayFact): Statement {
  return statement(telling, fact, dayStamp(fact.day), sharedPart(telling, fact));
}

function sharedPart(telling: Telling, fact: SharedFact): Told {
  const course = fact.courseId === null ? [] : [courseOf(telling, fact.courseId)];
  switch (fact.kind) {
    case 'lesson':
      return {
        verb: 'completed',
        object: lessonOf(telling, fact.moduleId, fact.lessonId, fact.courseId),
        result: { completion: true },
        context: around([moduleOf(telling, fact.moduleId, fact.courseId)], course),
      };
    case 'module':
      return {
        verb: fact.via === 'quiz' ? 'passed' : 'completed',
        object: moduleOf(telling, fact.moduleId, fact.courseId),
        result: { success: true, completion: true },
        context: around([], course),
      };
    case 'attended':
    case 'madeUp':
      return {
        verb: fact.kind === 'attended' ? 'attended' : 'completed',
        object: plannedMeeting(telling, fact),
        result: { completion: true },
        context: around([], course),
      };
    case 'award':
      return {
        verb: 'completed',
        object: courseOf(telling, fact.courseId ?? 'onbekend'),
        result: {
          success: true,
          completion: true,
          extensions: { [extensionId(telling.base, 'bewijs')]: awardNames[fact.award] },
        },
      };
  }
}

/** The meeting as the course plans it, the same for every group. What a group called its own says which group it was. */
function plannedMeeting({ base, titles }: Telling, { courseId, templateId }: MeetingOf & { courseId: string | null }): Activity {
  const planned = titles.meeting(courseId, templateId);
  return activity(
    base,
    'meeting',
    [courseId ?? 'onbekend', (planned && templateId) ?? 'eigen'],
    planned ?? { name: 'Eigen bijeenkomst' },
  );
}

/** Everything, for the learner. */
export function ownStatement(telling: Telling, fact: Fact): Statement {
  const { base } = telling;
  const tell = (told: Told) => statement(telling, fact, fact.at.toISOString(), told);
  switch (fact.kind) {
    case 'position': {
      const extensions = fact.anchor === null ? {} : { extensions: { [extensionId(base, 'kop')]: fact.anchor } };
      return tell({
        verb: 'progressed',
        object: lessonOf(telling, fact.moduleId, fact.lessonId, fact.courseId),
        ...(fact.anchor === null ? {} : { result: extensions }),
        context: around([moduleOf(telling, fact.moduleId, fact.courseId)], [courseOf(telling, fact.courseId)]),
      });
    }
    case 'begun':
      return tell({ verb: 'initialized', object: quizOf(telling, fact.moduleId), context: inAttempt(telling, fact) });
    case 'answer':
      return tell({
        verb: 'answered',
        object: activity(base, 'interaction', [fact.moduleId, fact.question.id], {
          name: fact.question.text,
          interaction: interactionOf(fact.question, fact.solved),
        }),
        result: {
          score: { scaled: fact.score },
          success: fact.score >= 1,
          completion: true,
          response: responseOf(fact.question, fact.response),
          ...(fact.sure === null ? {} : { extensions: { [extensionId(base, 'zeker')]: fact.sure } }),
        },
        context: {
          ...inAttempt(telling, fact),
          ...around([quizOf(telling, fact.moduleId)], [moduleOf(telling, fact.moduleId, null)]),
        },
      });
    case 'result': {
      const duration = durationOf(fact.startedAt, fact.at);
      return tell({
        verb: fact.passed ? 'passed' : 'failed',
        object: quizOf(telling, fact.moduleId),
        result: { score: { scaled: fact.score }, success: fact.passed, completion: true, ...(duration ? { duration } : {}) },
        context: inAttempt(telling, fact),
      });
    }
    case 'revoked': {
      const { context: _, ...rest } = tell({ verb: 'voided', object: courseOf(telling, 'onbekend') });
      return { ...rest, object: { objectType: 'StatementRef', id: telling.idOf(`award ${fact.certificateId}`) } };
    }
    case 'lesson':
    case 'module': {
      const shared = sharedPart(telling, fact);
      return tell({ ...shared, context: { ...shared.context, revision: String(fact.version) } });
    }
    case 'attended':
    case 'madeUp': {
      const shared = sharedPart(telling, fact);
      const extensions =
        fact.kind === 'madeUp' ? { extensions: { [extensionId(base, 'ingehaald')]: makeUpNames[fact.how] } } : {};
      return tell({
        ...shared,
        object: activity(base, 'meeting', [fact.meetingId], { name: fact.title }),
        result: { ...shared.result, ...extensions },
        context: { ...shared.context, ...inGroup(telling, fact) },
      });
    }
    case 'award': {
      const shared = sharedPart(telling, fact);
      return tell({
        ...shared,
        result: {
          ...shared.result,
          extensions: { ...shared.result?.extensions, [extensionId(base, 'adres')]: `${base}/certificaten/${fact.code}` },
        },
        context: inGroup(telling, fact),
      });
    }
  }
}

function inAttempt(telling: Telling, fact: { attemptId: string; moduleId: string; version: number }): Partial<StatementContext> {
  return {
    registration: telling.idOf(`attempt ${fact.attemptId}`),
    ...around([moduleOf(telling, fact.moduleId, null)], []),
    revision: String(fact.version),
  };
}

function inGroup(
  telling: Telling,
  { personId, groupId, groupName }: { personId: string; groupId: string; groupName: string },
): Partial<StatementContext> {
  return {
    registration: telling.idOf(`membership ${groupId} ${personId}`),
    team: { objectType: 'Group', name: groupName, account: { homePage: telling.base, name: groupId } },
  };
}

/** Takes back what was told. It says nothing of whom that was about: the house itself speaks. */
export function voidingStatement(telling: Pick<Telling, 'base' | 'idOf'>, statementId: string, at: Date): Statement {
  return {
    id: telling.idOf(`voided ${statementId}`),
    actor: { objectType: 'Agent', name: platform, account: { homePage: telling.base, name: 'baliewijs' } },
    verb: verbs.voided,
    object: { objectType: 'StatementRef', id: statementId },
    timestamp: dayStamp(wallClock(at).day),
  };
}
