/**
 * The pilots of the demonstration: one that has been going on for nine weeks with groups large and small, one of a year before
 * to hold it against, and one of another province. Their figures are told by the same service as any, Monday after Monday.
 */
import { addDays, fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import { beginOf, dayAfter, standardEnd, weekOf } from '#src/domain/pilot.ts';
import type { DemoRows } from '#src/db/queries/demo.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { publishFigures } from '../pilot/publish.ts';

interface DemoPilot {
  poi: string;
  adviser: string;
  /** Libraries that said yes, and that did not answer yet. */
  accepted: readonly string[];
  asked: readonly string[];
}

/** Begun so many days ago. */
export const pilotAge = 63;
export const lastYearAge = 420;
const silentFor = 16;

/** Answers the ids of the pilots. */
export function addPilots(
  rows: DemoRows,
  ctx: Context,
  pilots: { own: DemoPilot; other: DemoPilot; lastYear: DemoPilot },
): { own: string; other: string; lastYear: string } {
  const [own, other, lastYear] = [
    addPilot(rows, ctx, pilots.own, 'Pilot frontoffice Kustland', pilotAge),
    addPilot(rows, ctx, pilots.other, 'Pilot frontoffice Bosland', pilotAge),
    addPilot(rows, ctx, pilots.lastYear, 'Eerste pilot frontoffice', lastYearAge),
  ];
  return { own, other, lastYear };
}

function addPilot(rows: DemoRows, ctx: Context, pilot: DemoPilot, name: string, age: number): string {
  const { poi, adviser, accepted, asked } = pilot;
  const id = newId();
  const startsOn = wallClock(addDays(ctx.now, -age)).day;
  const at = addDays(ctx.now, -age - 20);
  rows.pilot.push({
    id,
    poiId: poi,
    courseId: 'frontoffice',
    name,
    startsOn,
    endsOn: standardEnd(startsOn),
    byId: adviser,
    at,
  });
  const ask = { pilotId: id, invitedById: adviser };
  for (const libraryId of accepted)
    rows.pilotLibrary.push({ id: newId(), libraryId, ...ask, invitedAt: at, acceptedAt: addDays(ctx.now, -age - 12) });
  for (const libraryId of asked)
    rows.pilotLibrary.push({ id: newId(), libraryId, ...ask, invitedAt: addDays(ctx.now, -silentFor) });
  return id;
}

/** How far each of a group is: modules passed, and at how many meetings they were. */
type Road = readonly [name: string, passed: number, meetings: number];

export const lastYearRoads: Record<'rietoever' | 'zandhoek', readonly Road[]> = {
  rietoever: [
    ['Roos Timmer', 6, 3],
    ['Kees van Aalst', 6, 3],
    ['Merel Doorn', 6, 3],
    ['Sjoerd Wiarda', 6, 3],
    ['Fatima Ouali', 6, 3],
    ['Ineke Plomp', 6, 2],
    ['Jorrit Haan', 2, 2],
    ['Bea Lindeman', 2, 1],
    ['Milan Petrov', 2, 1],
    ['Truus Overbeek', 1, 1],
  ],
  zandhoek: [
    ['Annelies Kraan', 6, 3],
    ['Daan Visscher', 6, 3],
    ['Esra Kaya', 5, 3],
    ['Hilde Roos', 4, 2],
    ['Marcel Buis', 3, 2],
    ['Nienke Stam', 2, 1],
    ['Olga Brandsma', 2, 1],
  ],
};

export const smallRoads: Record<'rietoever' | 'zandhoek', readonly Road[]> = {
  rietoever: [
    ['Wendy Akkerman', 3, 2],
    ['Imre Szabo', 2, 2],
    ['Loes Timmerman', 0, 1],
  ],
  zandhoek: [
    ['Petra Duin', 4, 2],
    ['Rashid Amrani', 3, 2],
    ['Gea Postema', 1, 1],
    ['Thomas Vonk', 0, 0],
  ],
};

/** A group as it went, so many days ago; whoever is in it signs in by name, so that no mail of long ago goes out. */
export function addPilotGroup(
  rows: DemoRows,
  ctx: Context,
  group: {
    libraryId: string;
    leader: string;
    name: string;
    age: number;
    roads: readonly Road[];
    hash: string;
    modules: readonly ModuleMeta[];
    closed: boolean;
  },
): string {
  const day = (n: number) => addDays(ctx.now, n - group.age);
  const groupId = newId();
  rows.learningGroup.push({
    id: groupId,
    libraryId: group.libraryId,
    courseId: 'frontoffice',
    name: group.name,
    kind: 'normal',
    createdAt: day(-7),
    closedAt: group.closed ? day(110) : null,
  });
  rows.leader.push({ id: newId(), groupId, personId: group.leader, kind: 'leader', from: day(-7) });
  const ruleId = newId();
  rows.groupRule.push({ id: ruleId, groupId, award: 'certificate', seq: 1, from: day(-7), byId: group.leader });
  group.modules.forEach(({ id }, position) =>
    rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'module', ref: id, position }),
  );
  const templates = ctx.catalogue.courses.get('frontoffice')?.meetings ?? [];
  const moments = templates.map((template, index) => {
    const [meetingId, momentId] = [newId(), newId()];
    const at = day(6 + index * 35);
    const startsAt = fromWallClock(wallClock(at).day, '13:00') ?? at;
    rows.meeting.push({ id: meetingId, groupId, nr: index + 1, templateId: template.id, title: template.title });
    rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'meeting', ref: meetingId, position: 10 + index });
    rows.moment.push({
      id: momentId,
      meetingId,
      startsAt,
      endsAt: new Date(startsAt.getTime() + template.minutes * 60_000),
      place: 'Leeszaal',
      icalUid: `${momentId}@baliewijs.example`,
    });
    return { momentId, at: startsAt };
  });
  for (const [name, passed, came] of group.roads) {
    const personId = newId();
    rows.person.push({ id: personId, name, createdAt: day(-9) });
    const username = name.replaceAll(' ', '.').toLowerCase();
    rows.account.push({ id: newId(), personId, username, passwordHash: group.hash });
    rows.employment.push({ id: newId(), personId, organisationId: group.libraryId, role: 'learner', from: day(-9) });
    rows.membership.push({ id: newId(), groupId, personId, joinedAt: day(-6) });
    group.modules.slice(0, passed + 1).forEach((module, index) => {
      const at = day(4 + index * 13);
      if (at >= ctx.now) return;
      const done = { personId, moduleId: module.id, version: module.version, at };
      const lessons = index < passed ? module.lessons : module.lessons.slice(0, passed === 0 && came === 0 ? 0 : 1);
      for (const lesson of lessons) rows.lessonCompletion.push({ id: newId(), lessonId: lesson.id, ...done });
      if (index < passed) rows.moduleCompletion.push({ id: newId(), via: 'quiz', ...done });
    });
    moments.forEach(({ momentId, at }, index) => {
      rows.momentExpected.push({ id: newId(), momentId, personId });
      if (at < ctx.now)
        rows.attendanceMark.push({
          id: newId(),
          momentId,
          personId,
          state: index < came ? 'present' : 'absent',
          source: 'leader',
          byId: group.leader,
          at,
        });
    });
  }
  return groupId;
}

/** As the nights would have done: each Monday what was so then. */
export async function tellPilotWeeks(ctx: Context): Promise<void> {
  const last = weekOf(ctx.now);
  for (let week = weekOf(addDays(ctx.now, -lastYearAge)); week <= last; week = dayAfter(week, 7)) {
    const night = new Date(beginOf(week).getTime() + 4 * 3_600_000);
    await publishFigures({ ...ctx, now: night < ctx.now ? night : ctx.now });
  }
}
