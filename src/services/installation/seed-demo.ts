/** Makes the demonstration: two invented libraries in one province, with dates around today. */
import { addDays, fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import { idealResponse, scoreResponse } from '#src/domain/question/question.ts';
import { drawAttempt, resultOf, type AttemptQuestion } from '#src/domain/quiz.ts';
import type { Role } from '#src/domain/roles.ts';
import { countPeople, insertDemoRows, noRows, type DemoRows } from '#src/db/queries/demo.ts';
import { issueWhenEarned } from '#src/services/certificate/issue-when-earned.ts';
import type { Context } from '#src/services/context.ts';
import { newId } from '#src/services/new-id.ts';
import { demoPassword } from './demo-accounts.ts';
import { seedCorrections } from './demo-corrections.ts';
import { addLocalRows } from './demo-local.ts';
import { formerColleague } from './demo-local-texts.ts';
import { practiseConversations } from './demo-conversations.ts';
import { duinrandCast, heuvellandCast, type CastMember } from './demo-cast.ts';

/** Fills an empty database; answers false (and does nothing) when there are people in it already. */
export async function seedDemo(ctx: Context): Promise<boolean> {
  if ((await countPeople(ctx.db)) > 0) return false;
  const hash = await ctx.passwords.hash(demoPassword);
  const seed = new Seed(ctx, hash);
  const poi = seed.organisation('poi', 'POI Kustland', null);
  const platform = seed.organisation('platform', 'Baliewijs', null);
  seed.staff('beheerder@baliewijs.example', 'Robin Everts', 'administrator', platform);
  seed.staff('adviseur@poi.example', 'Marit Claassen', 'adviser', poi);

  const duinrand = seed.organisation('library', 'Bibliotheek Duinrand', poi, ['Centrum', 'Zeedorp', 'De Vuurbaak']);
  const samira = seed.staff('specialist@duinrand.example', 'Samira Haddad', 'educationSpecialist', duinrand);
  const first = seed.group({
    library: duinrand,
    name: 'Duinrand, najaar',
    leader: samira,
    cast: duinrandCast,
    meetingDays: [-56, -28, -3, 11],
  });

  const heuvelland = seed.organisation('library', 'Bibliotheek Heuvelland', poi, ['Markt', 'Groenendal']);
  const ruben = seed.staff('specialist@heuvelland.example', 'Ruben Kerkhof', 'educationSpecialist', heuvelland);
  const second = seed.group({
    library: heuvelland,
    name: 'Heuvelland, winter',
    leader: ruben,
    cast: heuvellandCast,
    meetingDays: [-10, 18, null, 46],
  });

  seedCorrections(seed.rows, ctx);
  seed.staff(formerColleague.email, formerColleague.name, 'learner', duinrand);
  addLocalRows(seed.rows, ctx.now, {
    duinrand: { id: duinrand, specialist: samira },
    heuvelland: { id: heuvelland, specialist: ruben },
  });
  practiseConversations(seed.rows, ctx);

  await ctx.db.transaction(async (tx) => {
    await insertDemoRows(tx, seed.rows);
    // Issued by the same rule as any other, on the day of the last meeting.
    for (const groupId of [first, second]) await issueWhenEarned(tx, { ...ctx, now: addDays(ctx.now, -3) }, { groupId });
  });
  ctx.mailWaits();
  return true;
}

class Seed {
  readonly rows: DemoRows = noRows();
  private readonly ctx: Context;
  private readonly hash: string;

  constructor(ctx: Context, hash: string) {
    this.ctx = ctx;
    this.hash = hash;
  }

  organisation(kind: 'platform' | 'poi' | 'library', name: string, parentId: string | null, branches: string[] = []): string {
    const id = newId();
    this.rows.organisation.push({ id, kind, name, parentId, province: kind === 'platform' ? null : 'Kustland' });
    for (const branch of branches) this.rows.branch.push({ id: newId(), libraryId: id, name: branch });
    return id;
  }

  staff(email: string, name: string, role: Role, organisationId: string, invited = false): string {
    const personId = newId();
    const since = addDays(this.ctx.now, -120);
    const branch = this.rows.branch.find((b) => b.libraryId === organisationId);
    this.rows.person.push({ id: personId, name: invited ? null : name, createdAt: since });
    this.rows.account.push({ id: newId(), personId, email, passwordHash: invited ? null : this.hash });
    this.rows.employment.push({ id: newId(), personId, organisationId, branchId: branch?.id ?? null, role, from: since });
    return personId;
  }

  /** @param group.meetingDays days from today of meeting 1, 2, the past moment of 3 and its coming moment */
  group(group: {
    library: string;
    name: string;
    leader: string;
    cast: readonly CastMember[];
    meetingDays: readonly [number, number, number | null, number];
  }): string {
    const { ctx, rows } = this;
    const groupId = newId();
    const started = addDays(ctx.now, -70);
    const course = ctx.catalogue.courses.get('frontoffice');
    const modules = (course?.modules ?? [])
      .flatMap((id) => ctx.catalogue.modules.get(id) ?? [])
      .filter((m) => m.lessons.length > 0);
    const year = wallClock(ctx.now).day.slice(0, 4);
    rows.learningGroup.push({
      id: groupId,
      libraryId: group.library,
      courseId: 'frontoffice',
      name: `${group.name} ${year}`,
      kind: 'normal',
      createdAt: started,
    });
    rows.leader.push({ id: newId(), groupId, personId: group.leader, kind: 'leader', from: started });
    const ruleId = newId();
    rows.groupRule.push({ id: ruleId, groupId, award: 'certificate', seq: 1, from: started, byId: group.leader });
    modules
      .slice(0, 2)
      .forEach((m, position) => rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'module', ref: m.id, position }));

    const moments: (string | null)[] = [];
    (course?.meetings ?? []).slice(0, 3).forEach((template, index) => {
      const meetingId = newId();
      rows.meeting.push({ id: meetingId, groupId, nr: index + 1, templateId: template.id, title: template.title });
      rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'meeting', ref: meetingId, position: 10 + index });
      const days = index < 2 ? [group.meetingDays[index] ?? null] : group.meetingDays.slice(2);
      for (const day of days) moments.push(day === null ? null : this.moment(meetingId, day, template.minutes));
    });

    for (const member of group.cast) this.member(group, groupId, member, modules, moments);
    return groupId;
  }

  private moment(meetingId: string, days: number, minutes: number): string {
    const id = newId();
    const weekday = this.workday(days);
    const startsAt = fromWallClock(weekday, '09:00') ?? this.ctx.now;
    this.rows.moment.push({
      id,
      meetingId,
      startsAt,
      endsAt: new Date(startsAt.getTime() + minutes * 60_000),
      place: 'Vestiging Centrum, zaal boven',
      icalUid: `${id}@baliewijs.example`,
    });
    return id;
  }

  /** That many days from today, moved off the weekend towards the side it lies on. */
  private workday(days: number): string {
    for (let d = days; ; d += days < 0 ? -1 : 1) {
      const { day } = wallClock(addDays(this.ctx.now, d));
      const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
      if (weekday !== 0 && weekday !== 6) return day;
    }
  }

  private member(
    group: { library: string; leader: string },
    groupId: string,
    member: CastMember,
    modules: readonly ModuleMeta[],
    moments: readonly (string | null)[],
  ) {
    const { rows, ctx } = this;
    const personId = this.staff(member.email, member.name, 'learner', group.library, member.neverSignedIn);
    rows.membership.push({ id: newId(), groupId, personId, joinedAt: addDays(ctx.now, -68) });
    modules.slice(0, 2).forEach((module, index) => {
      if (index < member.passed) this.passed(personId, module, -50 + index * 20);
      else if (index === member.passed) this.read(personId, module, member.lessonsRead);
    });
    const expected = [moments[0], moments[1], member.third === 1 ? (moments[2] ?? moments[3]) : moments[3]];
    expected.forEach((momentId, index) => {
      if (!momentId) return;
      rows.momentExpected.push({ id: newId(), momentId, personId });
      const state = { p: 'present' as const, a: 'absent' as const }[member.meetings[index] ?? '-'];
      const moment = rows.moment.find((m) => m.id === momentId);
      const at = moment?.endsAt ?? ctx.now;
      if (state) rows.attendanceMark.push({ id: newId(), momentId, personId, state, source: 'leader', byId: group.leader, at });
      if (member.meetings[index] === 'i' && moment)
        rows.makeUp.push({
          id: newId(),
          meetingId: moment.meetingId,
          personId,
          how: 'task',
          byId: group.leader,
          at: addDays(at, 5),
        });
    });
  }

  private read(personId: string, module: ModuleMeta, lessons: number, days = -6) {
    const { rows, ctx } = this;
    module.lessons.slice(0, lessons).forEach((lesson, index) => {
      const at = addDays(ctx.now, days + index);
      rows.lessonCompletion.push({
        id: newId(),
        personId,
        moduleId: module.id,
        lessonId: lesson.id,
        version: module.version,
        at,
      });
    });
    const next = module.lessons[lessons];
    if (next && lessons > 0)
      rows.lessonPosition.push({
        id: newId(),
        personId,
        courseId: 'frontoffice',
        moduleId: module.id,
        lessonId: next.id,
        anchor: 'doe-eerst',
        at: addDays(ctx.now, -1),
      });
  }

  private passed(personId: string, module: ModuleMeta, days: number) {
    const { rows, ctx } = this;
    this.read(personId, module, module.lessons.length, days);
    const quiz = ctx.catalogue.quizzes.get(module.id);
    if (!quiz) return;
    const at = addDays(ctx.now, days + 6);
    const attemptId = newId();
    const questions = drawAttempt(quiz, ctx.random, []);
    const scores = new Map<string, number>();
    questions.forEach((question, index) => {
      const response = index === 2 ? slip(question) : idealResponse(question);
      const score = scoreResponse(question, response);
      scores.set(question.id, score);
      rows.answer.push({ id: newId(), attemptId, questionId: question.id, objectiveId: question.objective, response, score, at });
    });
    const result = resultOf(questions, scores, module.passMark);
    rows.attempt.push({
      id: attemptId,
      personId,
      moduleId: module.id,
      version: module.version,
      passMark: module.passMark,
      questions,
      startedAt: at,
      submittedAt: at,
      score: result?.score ?? 0,
      passed: result?.passed ?? false,
    });
    rows.moduleCompletion.push({
      id: newId(),
      personId,
      moduleId: module.id,
      version: module.version,
      via: 'quiz',
      sourceId: attemptId,
      at,
    });
  }
}

/** Nobody has everything right: one wrong choice. */
const slip = (question: AttemptQuestion) =>
  'options' in question
    ? question.options
        .filter((o) => !o.correct)
        .slice(0, 1)
        .map((o) => o.id)
    : idealResponse(question);
