/** Groups of a library over the years: their rule, meetings and moments. */
import { fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import type { Course, ModuleMeta } from '#src/domain/course.ts';
import { agreementTexts, rooms } from './names.ts';
import { dayMs, type LargeGroup, type LargeLibrary, type LargeMeeting, type World } from './world.ts';

export interface LibraryGroups {
  frontoffice: LargeGroup[];
  ido: LargeGroup[];
  /** Of the course without meetings; its rule asks one module. */
  open: LargeGroup;
}

/** Days after the start of a group on which its meetings are held. */
const meetingDays = [7, 42, 84];
/** A group runs so long; most are closed after that. */
const groupDays = 120;

/** @param open the library's group of the course without meetings, where it has one already */
export function makeGroups(
  world: World,
  library: LargeLibrary,
  count: number,
  open: { id: string; ruleId: string } | undefined,
): LibraryGroups {
  const ido = Math.floor(count / 5);
  const made = (courseId: string, of: number) =>
    Array.from({ length: of }, (_, i) => {
      // Spread over the years; the last one has just begun.
      const before = Math.round(((of - i) / of) * (world.size.days - 30) - world.chance.between(0, 20));
      return makeGroup(world, library, courseId, Math.max(i === of - 1 ? 3 : 10, before - (i === of - 1 ? before - 20 : 0)), i);
    });
  return {
    frontoffice: made('frontoffice', Math.max(1, count - ido)),
    ido: made('privacy-ido', ido),
    open: openGroup(world, library, open),
  };
}

function makeGroup(world: World, library: LargeLibrary, courseId: string, before: number, nr: number): LargeGroup {
  const { chance, pieces, ctx } = world;
  const course = courseOf(world, courseId);
  const modules = modulesOf(world, course);
  const asked = courseId === 'frontoffice' && chance.happens(0.3) ? modules.slice(0, chance.between(3, 5)) : modules;
  const startsAt = startOfDay(ctx.now.getTime() - before * dayMs);
  const createdAt = new Date(startsAt - 10 * dayMs);
  const id = chance.id();
  const leaderId = library.specialists[nr % 3 === 2 ? nr % library.specialists.length : 0] ?? '';
  const year = wallClock(new Date(startsAt)).day.slice(0, 4);
  const what = courseId === 'frontoffice' ? 'Frontoffice' : 'Privacy in het IDO';
  const name = `${what} ${year}, groep ${nr + 1}`;
  const closed = before > groupDays && chance.happens(0.85);
  pieces.add('learningGroup', {
    id,
    libraryId: library.id,
    courseId,
    name,
    kind: 'normal',
    createdAt,
    closedAt: closed ? new Date(startsAt + groupDays * dayMs) : null,
  });
  const ruleId = chance.id();
  pieces.add('groupRule', { id: ruleId, groupId: id, award: 'certificate', seq: 1, from: createdAt, byId: leaderId });
  asked.forEach((m, position) => pieces.add('groupRuleItem', { id: chance.id(), ruleId, kind: 'module', ref: m.id, position }));
  const meetings = course.meetings.map((template, index): LargeMeeting => {
    const meetingId = chance.id();
    pieces.add('meeting', { id: meetingId, groupId: id, nr: index + 1, templateId: template.id, title: template.title });
    pieces.add('groupRuleItem', { id: chance.id(), ruleId, kind: 'meeting', ref: meetingId, position: 10 + index });
    const day = startsAt + (meetingDays[index] ?? 7) * dayMs;
    const meeting: LargeMeeting = { id: meetingId, nr: index + 1, title: template.title, moments: [] };
    // What lies ahead is not always planned yet.
    if (day > ctx.now.getTime() && chance.happens(0.15)) return meeting;
    const times = chance.happens(0.35) ? 2 : 1;
    for (let i = 0; i < times; i++) meeting.moments.push(addMoment(world, meeting, day + i * 7 * dayMs, template.minutes, false));
    if (chance.happens(0.03)) meeting.moments.push(addMoment(world, meeting, day + dayMs, template.minutes, true));
    return meeting;
  });
  pieces.add('leader', { id: chance.id(), groupId: id, personId: leaderId, kind: 'leader', from: createdAt });
  for (const module of asked)
    if (before < groupDays)
      pieces.add('moduleDeadline', { groupId: id, moduleId: module.id, day: wallClock(new Date(startsAt + 90 * dayMs)).day });
  audit(world, { groupId: id, libraryId: library.id, leaderId, at: createdAt });
  addAgreements(world, { id, leaderId, meetings });
  const rule = {
    award: 'certificate' as const,
    modules: asked.map((m) => ({ moduleId: m.id, title: m.title })),
    meetings: meetings.map((m) => ({ meetingId: m.id, nr: m.nr, title: m.title })),
  };
  return { id, libraryId: library.id, libraryName: library.name, courseId, name, ruleId, rule, meetings, startsAt, leaderId };
}

function openGroup(world: World, library: LargeLibrary, there?: { id: string; ruleId: string }): LargeGroup {
  const { chance, pieces } = world;
  const course = courseOf(world, 'privacy-basis');
  const { id, ruleId } = there ?? { id: chance.id(), ruleId: chance.id() };
  const startsAt = startOfDay(world.ctx.now.getTime() - world.size.days * dayMs);
  const createdAt = new Date(startsAt);
  const name = course.title;
  const modules = modulesOf(world, course);
  if (!there) {
    pieces.add('learningGroup', { id, libraryId: library.id, courseId: course.id, name, kind: 'open', createdAt });
    pieces.add('groupRule', { id: ruleId, groupId: id, award: 'participation', seq: 1, from: createdAt });
    modules.forEach((m, position) =>
      pieces.add('groupRuleItem', { id: chance.id(), ruleId, kind: 'module', ref: m.id, position }),
    );
  }
  return {
    id,
    libraryId: library.id,
    libraryName: library.name,
    courseId: course.id,
    name,
    ruleId,
    rule: { award: 'participation', modules: modules.map((m) => ({ moduleId: m.id, title: m.title })), meetings: [] },
    meetings: [],
    startsAt,
    leaderId: '',
  };
}

function addMoment(world: World, meeting: LargeMeeting, at: number, minutes: number, cancelled: boolean) {
  const { chance, pieces } = world;
  const id = chance.id();
  const { day } = wallClock(new Date(weekday(at)));
  const startsAt = fromWallClock(day, chance.pick(['09:00', '09:30', '13:30', '15:00'])) ?? new Date(at);
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  pieces.add('moment', {
    id,
    meetingId: meeting.id,
    startsAt,
    endsAt,
    place: chance.pick(rooms),
    icalUid: `${id}@baliewijs.example`,
    cancelledAt: cancelled ? new Date(Math.min(world.ctx.now.getTime(), startsAt.getTime() - 5 * dayMs)) : null,
  });
  return { id, startsAt, endsAt, cancelled };
}

function audit(
  world: World,
  { groupId, libraryId, leaderId, at }: { groupId: string; libraryId: string; leaderId: string; at: Date },
) {
  if (at.getTime() < world.ctx.now.getTime() - 700 * dayMs) return;
  world.pieces.add('auditEvent', {
    id: world.chance.id(),
    at,
    actorId: leaderId,
    organisationId: libraryId,
    kind: 'groupChanged',
    entity: 'group',
    entityId: groupId,
    detail: { change: 'made' },
  });
}

function addAgreements(world: World, { id, leaderId, meetings }: { id: string; leaderId: string; meetings: LargeMeeting[] }) {
  const { chance, pieces, ctx } = world;
  for (const meeting of meetings) {
    const held = meeting.moments.find((m) => !m.cancelled && m.endsAt < ctx.now);
    if (!held) continue;
    const due = new Date(held.endsAt.getTime() + 21 * dayMs);
    const done = due < ctx.now && chance.happens(0.8);
    pieces.add('agreement', {
      id: chance.id(),
      groupId: id,
      meetingId: meeting.id,
      body: chance.pick(agreementTexts),
      ownerId: leaderId,
      due: wallClock(due).day,
      byId: leaderId,
      at: held.endsAt,
      doneAt: done ? due : null,
      doneById: done ? leaderId : null,
    });
  }
}

const courseOf = (world: World, id: string): Course => {
  const course = world.ctx.catalogue.courses.get(id);
  if (!course) throw new Error(`there is no course ${id}`);
  return course;
};

export const modulesOf = (world: World, course: Course): ModuleMeta[] =>
  course.modules.flatMap((id) => world.ctx.catalogue.modules.get(id) ?? []).filter((m) => m.lessons.length > 0);

const startOfDay = (at: number) => at - (at % dayMs);
/** Moved off the weekend. */
const weekday = (at: number) => {
  const day = new Date(at).getUTCDay();
  return at + (day === 6 ? 2 : day === 0 ? 1 : 0) * dayMs;
};
