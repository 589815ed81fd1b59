/** Bulk inserts for the demonstration: the only rows that are written with dates in the past. */
import { count } from 'drizzle-orm';
import type { Transaction, Queryable } from '#src/db/client.ts';
import * as table from '#src/db/schema/index.ts';

type Rows<T extends { $inferInsert: unknown }> = T['$inferInsert'][];

/** Rows per table, in the order in which they may be inserted. */
export interface DemoRows {
  organisation: Rows<typeof table.organisation>;
  branch: Rows<typeof table.branch>;
  person: Rows<typeof table.person>;
  account: Rows<typeof table.account>;
  employment: Rows<typeof table.employment>;
  learningGroup: Rows<typeof table.learningGroup>;
  groupRule: Rows<typeof table.groupRule>;
  meeting: Rows<typeof table.meeting>;
  groupRuleItem: Rows<typeof table.groupRuleItem>;
  membership: Rows<typeof table.membership>;
  moment: Rows<typeof table.moment>;
  leader: Rows<typeof table.leader>;
  momentExpected: Rows<typeof table.momentExpected>;
  checkIn: Rows<typeof table.checkIn>;
  attendanceMark: Rows<typeof table.attendanceMark>;
  makeUp: Rows<typeof table.makeUp>;
  lessonCompletion: Rows<typeof table.lessonCompletion>;
  lessonPosition: Rows<typeof table.lessonPosition>;
  attempt: Rows<typeof table.attempt>;
  answer: Rows<typeof table.answer>;
  moduleCompletion: Rows<typeof table.moduleCompletion>;
  assignmentWork: Rows<typeof table.assignmentWork>;
  assignmentReply: Rows<typeof table.assignmentReply>;
  correction: Rows<typeof table.correction>;
  moduleDeadline: Rows<typeof table.moduleDeadline>;
  localText: Rows<typeof table.localText>;
  referral: Rows<typeof table.referral>;
  guideSuggestion: Rows<typeof table.guideSuggestion>;
  conversationRun: Rows<typeof table.conversationRun>;
  conversationTurn: Rows<typeof table.conversationTurn>;
  agreement: Rows<typeof table.agreement>;
  intention: Rows<typeof table.intention>;
  makeUpWork: Rows<typeof table.makeUpWork>;
  buddyPair: Rows<typeof table.buddyPair>;
  buddyTask: Rows<typeof table.buddyTask>;
  jobRun: Rows<typeof table.jobRun>;
  pilot: Rows<typeof table.pilot>;
  pilotLibrary: Rows<typeof table.pilotLibrary>;
  pilotFigures: Rows<typeof table.pilotFigures>;
  pilotAdvice: Rows<typeof table.pilotAdvice>;
  pilotAgreement: Rows<typeof table.pilotAgreement>;
  pilotContact: Rows<typeof table.pilotContact>;
  questionnaireRound: Rows<typeof table.questionnaireRound>;
  questionnaireReturn: Rows<typeof table.questionnaireReturn>;
  questionnaireAnswer: Rows<typeof table.questionnaireAnswer>;
  pilotResult: Rows<typeof table.pilotResult>;
  evaluationText: Rows<typeof table.evaluationText>;
  moduleVerdict: Rows<typeof table.moduleVerdict>;
  moduleTask: Rows<typeof table.moduleTask>;
  evaluationSnapshot: Rows<typeof table.evaluationSnapshot>;
}

export const noRows = (): DemoRows => ({
  organisation: [],
  branch: [],
  person: [],
  account: [],
  employment: [],
  learningGroup: [],
  groupRule: [],
  meeting: [],
  groupRuleItem: [],
  membership: [],
  moment: [],
  leader: [],
  momentExpected: [],
  checkIn: [],
  attendanceMark: [],
  makeUp: [],
  lessonCompletion: [],
  lessonPosition: [],
  attempt: [],
  answer: [],
  moduleCompletion: [],
  assignmentWork: [],
  assignmentReply: [],
  correction: [],
  moduleDeadline: [],
  localText: [],
  referral: [],
  guideSuggestion: [],
  conversationRun: [],
  conversationTurn: [],
  agreement: [],
  intention: [],
  makeUpWork: [],
  buddyPair: [],
  buddyTask: [],
  jobRun: [],
  pilot: [],
  pilotLibrary: [],
  pilotFigures: [],
  pilotAdvice: [],
  pilotAgreement: [],
  pilotContact: [],
  questionnaireRound: [],
  questionnaireReturn: [],
  questionnaireAnswer: [],
  pilotResult: [],
  evaluationText: [],
  moduleVerdict: [],
  moduleTask: [],
  evaluationSnapshot: [],
});

export async function insertDemoRows(tx: Transaction, rows: DemoRows) {
  for (const name of Object.keys(noRows()) as (keyof DemoRows)[])
    for (let at = 0; at < rows[name].length; at += 200)
      await tx.insert(table[name]).values(rows[name].slice(at, at + 200) as never);
}

export async function countPeople(db: Queryable): Promise<number> {
  const [row] = await db.select({ n: count() }).from(table.person);
  return row?.n ?? 0;
}
