/** What one person did: lessons, quizzes, assignments, meetings, and the certificates that follow from it. */
import { attendanceOf, type MakeUp, type Mark, type MeetingAttendance } from '#src/domain/attendance.ts';
import { decideCertificate } from '#src/domain/certificate.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import { certifiedFacts } from '../../certificate/issue-when-earned.ts';
import { demoResponse } from '../demo-assignments.ts';
import { addAttempt } from './attempts.ts';
import { addCertificate } from './certificates.ts';
import { dayMs, type LargeGroup, type LargePerson, type World } from './world.ts';

/** From then on a module has its newest version. */
const newVersionSince = 300;

type Completions = Map<string, { version: number; at: Date; newest: number }>;

/** @param groups in the order in which they began; `open` is the library's group of the course without meetings */
export function learn(world: World, who: LargePerson, groups: readonly LargeGroup[], open: LargeGroup): void {
  const completions: Completions = new Map();
  const lessons = new Set<string>();
  const records = groups.map((group) => takePart(world, who, group, completions, lessons));
  const privacy = completions.get('privacy-basis');
  if (privacy || (!who.invited && world.chance.happens(0.3))) {
    const at = privacy?.at ?? passAlone(world, who, completions, lessons);
    if (at) {
      enter(world, who, open, at);
      records.push({ group: open, attendance: new Map(), last: at.getTime(), left: false });
    }
  }
  for (const { group, attendance, last, left } of records) {
    const facts = { passed: new Set(completions.keys()), attendance };
    const decision = decideCertificate(group.rule, facts);
    if (decision.kind !== 'earned' || left) continue;
    const passed = group.rule.modules.map(({ moduleId }) => completions.get(moduleId)?.at.getTime() ?? 0);
    const issuedAt = new Date(Math.max(last, ...passed) + 1000);
    addCertificate(world, {
      who,
      group,
      award: decision.award,
      facts: certifiedFacts(
        { catalogue: world.ctx.catalogue, now: issuedAt },
        { group, rule: group.rule },
        { completions, attendance },
      ),
      issuedAt,
    });
  }
}

/** Answers what was recorded of the meetings, and when something was last recorded. */
function takePart(world: World, who: LargePerson, group: LargeGroup, completions: Completions, lessons: Set<string>) {
  const { chance, ctx } = world;
  const now = ctx.now.getTime();
  const joinedAt = new Date(group.startsAt - chance.between(1, 9) * dayMs);
  const left = !who.invited && chance.happens(0.03);
  // How far someone comes: most do all of it.
  const share = who.invited ? 0 : left ? 0.3 : chance.happens(0.62) ? 1 : chance.happens(0.7) ? chance.next() : 0.05;
  enter(world, who, group, joinedAt, left ? new Date(Math.min(now, group.startsAt + 30 * dayMs)) : null);
  const modules = group.rule.modules.flatMap(({ moduleId }) => ctx.catalogue.modules.get(moduleId) ?? []);
  const upTo = share * modules.length;
  modules.forEach((module, index) => {
    const at = group.startsAt + (9 + index * 11 + chance.between(0, 8)) * dayMs + chance.between(8 * 60, 17 * 60) * 60_000;
    if (index + 1 <= upTo) pass(world, who, group, module, at, completions, lessons);
    else if (index < upTo) read(world, who, group, module, at, Math.floor((upTo - index) * module.lessons.length), lessons);
  });
  const attendance = new Map<string, MeetingAttendance>();
  let last = 0;
  for (const meeting of group.meetings) {
    const { marks, makeUps, at } = attend(world, who, group, meeting, left ? 0.2 : share === 1 ? 0.97 : 0.7);
    attendance.set(meeting.id, attendanceOf(meeting.moments, marks, makeUps, meeting.id, who.id));
    last = Math.max(last, at);
  }
  return { group, attendance, last: Math.max(last, joinedAt.getTime()), left };
}

function enter(world: World, who: LargePerson, group: LargeGroup, joinedAt: Date, leftAt: Date | null = null) {
  const { pieces, chance } = world;
  pieces.add('membership', {
    id: chance.id(),
    groupId: group.id,
    personId: who.id,
    employmentId: who.employmentId,
    joinedAt,
    leftAt,
  });
}

function attend(world: World, who: LargePerson, group: LargeGroup, meeting: LargeGroup['meetings'][number], faithful: number) {
  const { chance, pieces, ctx } = world;
  const marks: Mark[] = [];
  const makeUps: MakeUp[] = [];
  const open = meeting.moments.filter((m) => !m.cancelled);
  if (open.length === 0 || who.invited) return { marks, makeUps, at: 0 };
  const moment = chance.pick(open);
  pieces.add('momentExpected', { id: chance.id(), momentId: moment.id, personId: who.id });
  if (moment.endsAt > ctx.now) return { marks, makeUps, at: 0 };
  const byId = group.leaderId;
  const there = chance.happens(faithful);
  // Some lists were never filled in.
  if (!there && chance.happens(0.3)) return { marks, makeUps, at: 0 };
  const state = there ? ('present' as const) : ('absent' as const);
  const at = moment.endsAt;
  if (there && chance.happens(0.02)) {
    // A slip of the finger, put right at once.
    pieces.add('attendanceMark', {
      id: chance.id(),
      momentId: moment.id,
      personId: who.id,
      state: 'absent',
      source: 'leader',
      byId,
      at,
    });
  }
  pieces.add('attendanceMark', {
    id: chance.id(),
    momentId: moment.id,
    personId: who.id,
    state,
    source: there && chance.happens(0.5) ? 'everyone' : 'leader',
    byId,
    at,
  });
  marks.push({ seq: 1, momentId: moment.id, personId: who.id, state, at });
  const later = new Date(at.getTime() + chance.between(3, 20) * dayMs);
  if (there || later > ctx.now || !chance.happens(0.7)) return { marks, makeUps, at: at.getTime() };
  const how = chance.pick(['task', 'otherGroup', 'conversation'] as const);
  pieces.add('makeUp', { id: chance.id(), meetingId: meeting.id, personId: who.id, how, byId, at: later });
  makeUps.push({ meetingId: meeting.id, personId: who.id, how, at: later, withdrawn: false });
  return { marks, makeUps, at: later.getTime() };
}

/** By themselves, in the course without meetings. */
function passAlone(world: World, who: LargePerson, completions: Completions, lessons: Set<string>): Date | null {
  const module = world.ctx.catalogue.modules.get('privacy-basis');
  if (!module) return null;
  const at = world.ctx.now.getTime() - world.chance.between(5, world.size.days - 60) * dayMs;
  pass(world, who, null, module, at, completions, lessons);
  return completions.get(module.id)?.at ?? null;
}

function pass(
  world: World,
  who: LargePerson,
  group: LargeGroup | null,
  module: ModuleMeta,
  at: number,
  completions: Completions,
  lessons: Set<string>,
) {
  const { chance, pieces, ctx } = world;
  const now = ctx.now.getTime();
  const passedAt = at + 2 * 3_600_000;
  if (completions.has(module.id) || passedAt > now) return;
  // Lessons are never compulsory.
  const count = chance.happens(0.9) ? module.lessons.length : module.lessons.length - chance.between(1, 2);
  read(world, who, group, module, at - 5 * dayMs, count, lessons);
  const own = { personId: who.id, moduleId: module.id };
  const renewed = (ctx.catalogue.changes.get(module.id) ?? []).some((c) => c.version === module.version);
  const version = renewed && passedAt < now - newVersionSince * dayMs ? module.version - 1 : module.version;
  for (const assignment of module.assignments)
    if (assignment.required || chance.happens(0.04))
      pieces.add('assignmentWork', {
        id: chance.id(),
        ...own,
        version,
        assignmentId: assignment.id,
        response: demoResponse(assignment),
        sharedWith: chance.happens(0.3) ? 'specialist' : 'self',
        at: new Date(passedAt - 3_600_000),
      });
  const sourceId = addAttempt(world, { personId: who.id, module, version, at: passedAt });
  pieces.add('moduleCompletion', { id: chance.id(), ...own, version, via: 'quiz', sourceId, at: new Date(passedAt) });
  world.completions++;
  completions.set(module.id, { version, at: new Date(passedAt), newest: version });
  if (version < module.version && chance.happens(0.4)) {
    const changed = new Date(now - chance.between(1, newVersionSince) * dayMs);
    pieces.add('moduleCompletion', { id: chance.id(), ...own, version: module.version, via: 'changes', at: changed });
    world.completions++;
    completions.set(module.id, { version, at: new Date(passedAt), newest: module.version });
  }
}

function read(
  world: World,
  who: LargePerson,
  group: LargeGroup | null,
  module: ModuleMeta,
  from: number,
  count: number,
  lessons: Set<string>,
) {
  const { chance, pieces, ctx } = world;
  const now = ctx.now.getTime();
  const own = { personId: who.id, moduleId: module.id };
  module.lessons.forEach((lesson, index) => {
    const at = from + index * dayMs;
    if (index >= count || at > now || lessons.has(lesson.id)) return;
    lessons.add(lesson.id);
    pieces.add('lessonCompletion', { id: chance.id(), ...own, lessonId: lesson.id, version: module.version, at: new Date(at) });
    world.completions++;
  });
  const next = module.lessons[count];
  if (group && next && now - from < 60 * dayMs && from < now && !lessons.has(next.id))
    pieces.add('lessonPosition', {
      id: chance.id(),
      ...own,
      courseId: group.courseId,
      lessonId: next.id,
      anchor: 'doe-eerst',
      at: new Date(Math.min(now, from + count * dayMs)),
    });
}
