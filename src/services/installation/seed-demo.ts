/** Makes the demonstration: invented libraries in two provinces, with dates around today. */
import { addDays, fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import type { Role } from '#src/domain/roles.ts';
import { countPeople, insertDemoRows, noRows, type DemoRows } from '#src/db/queries/demo.ts';
import { issueWhenEarned } from '#src/services/certificate/issue-when-earned.ts';
import type { Context } from '#src/services/context.ts';
import { enterOpenGroup } from '#src/services/membership/enter-open.ts';
import { newId } from '#src/services/new-id.ts';
import { demoPassword } from './demo-accounts.ts';
import { duinrandCast, heuvellandCast, idoCast, openCast, type CastMember } from './demo-cast.ts';
import { addMeetingRows } from './demo-meetings.ts';
import { addEvaluation } from './demo-evaluation.ts';
import { addPilotGroup, addPilots, lastYearAge, lastYearRoads, pilotAge, smallRoads, tellPilotWeeks } from './demo-pilots.ts';
import { addQuestionnaires } from './demo-questionnaires.ts';
import { addPackages } from './demo-packages.ts';
import { addFirstTalk, addPilotAdvice } from './demo-pilot-advice.ts';
import { addPractice } from './demo-practice.ts';
import { addWishes } from './demo-planning.ts';
import { practiseConversations } from './demo-conversations.ts';
import { seedCorrections } from './demo-corrections.ts';
import { addLocalRows } from './demo-local.ts';
import { formerColleague } from './demo-local-texts.ts';
import { addYield } from './demo-yield.ts';
import { addDemoNotes } from './demo-notes.ts';
import { progress } from './demo-progress.ts';

/** Fills an empty database; answers false (and does nothing) when there are people in it already. */
export async function seedDemo(ctx: Context): Promise<boolean> {
  if ((await countPeople(ctx.db)) > 0) return false;
  const hash = await ctx.passwords.hash(demoPassword);
  const seed = new Seed(ctx, hash);
  const year = wallClock(ctx.now).day.slice(0, 4);
  const poi = seed.organisation('poi', 'POI Kustland', null);
  const platform = seed.organisation('platform', 'Baliewijs', null);
  seed.staff('beheerder@baliewijs.example', 'Robin Everts', 'administrator', platform);
  const adviser = seed.staff('adviseur@poi.example', 'Marit Claassen', 'adviser', poi);

  const duinrand = seed.organisation('library', 'Bibliotheek Duinrand', poi, ['Centrum', 'Zeedorp', 'De Vuurbaak']);
  const samira = seed.staff('specialist@duinrand.example', 'Samira Haddad', 'educationSpecialist', duinrand);
  const first = seed.group({
    library: duinrand,
    courseId: 'frontoffice',
    name: `Duinrand, najaar ${year}`,
    leader: samira,
    cast: duinrandCast,
    meetingDays: [[-56], [-28], [-3, 11]],
  });

  const heuvelland = seed.organisation('library', 'Bibliotheek Heuvelland', poi, ['Markt', 'Groenendal']);
  const ruben = seed.staff('specialist@heuvelland.example', 'Ruben Kerkhof', 'educationSpecialist', heuvelland);
  const second = seed.group({
    library: heuvelland,
    courseId: 'frontoffice',
    name: `Heuvelland, winter ${year}`,
    leader: ruben,
    cast: heuvellandCast,
    modules: ['landelijke-context', 'onze-activiteiten', 'nieuwe-klanten'],
    meetingDays: [[-10], [18], [46]],
  });

  const ellen = seed.staff('ido@duinrand.example', 'Ellen Postma', 'educationSpecialist', duinrand);
  const third = seed.group({
    library: duinrand,
    courseId: 'privacy-ido',
    name: 'Privacy in het IDO, Duinrand',
    leader: ellen,
    cast: idoCast,
    meetingDays: [[9]],
  });
  const alone = seed.alone({ library: duinrand, courseId: 'privacy-basis', cast: openCast });
  seedCorrections(seed.rows, ctx);
  seed.staff(formerColleague.email, formerColleague.name, 'learner', duinrand);
  addLocalRows(seed.rows, ctx.now, {
    duinrand: { id: duinrand, specialist: samira },
    heuvelland: { id: heuvelland, specialist: ruben },
  });
  practiseConversations(seed.rows, ctx);
  addYield(seed.rows, ctx, { id: first, specialist: samira });
  addMeetingRows(seed.rows, ctx, { libraryId: duinrand, adviserId: adviser });
  addWishes(seed.rows, ctx, second);
  addPractice(seed.rows, ctx, { libraryId: duinrand, leaderId: samira });

  const poldermeer = seed.organisation('library', 'Bibliotheek Poldermeer', poi, ['Dorpsplein']);
  seed.staff('specialist@poldermeer.example', 'Hester Wiersma', 'educationSpecialist', poldermeer);
  const otherPoi = seed.organisation('poi', 'POI Bosland', null, [], 'Bosland');
  const eikendal = seed.organisation('library', 'Bibliotheek Eikendal', otherPoi, ['Stationsplein'], 'Bosland');
  seed.staff('adviseur@bosland.example', 'Thijs Overmars', 'adviser', otherPoi);
  seed.staff('specialist@eikendal.example', 'Nadia Zeroual', 'educationSpecialist', eikendal);
  // Two libraries that were in a pilot before, and are in one again with a small group.
  const [rietoever, zandhoek] = [
    seed.organisation('library', 'Bibliotheek Rietoever', poi, ['Kade']),
    seed.organisation('library', 'Bibliotheek Zandhoek', poi, ['Brink']),
  ];
  const pilotGroup = (libraryId: string, leader: string, name: string, age: number, roads: typeof smallRoads.rietoever) =>
    addPilotGroup(seed.rows, ctx, {
      libraryId,
      leader,
      name,
      age,
      roads,
      hash,
      modules: seed.modulesOf('frontoffice'),
      closed: age > 110,
    });
  const joke = seed.staff('specialist@rietoever.example', 'Joke Brouwer', 'educationSpecialist', rietoever);
  const sem = seed.staff('specialist@zandhoek.example', 'Sem de Graaf', 'educationSpecialist', zandhoek);
  const former = [
    pilotGroup(rietoever, joke, 'Rietoever, eerste groep', lastYearAge, lastYearRoads.rietoever),
    pilotGroup(zandhoek, sem, 'Zandhoek, eerste groep', lastYearAge, lastYearRoads.zandhoek),
  ];
  pilotGroup(rietoever, joke, 'Rietoever, tweede groep', pilotAge, smallRoads.rietoever);
  pilotGroup(zandhoek, sem, 'Zandhoek, tweede groep', pilotAge, smallRoads.zandhoek);
  const pilots = addPilots(seed.rows, ctx, {
    own: { poi, adviser, accepted: [duinrand, heuvelland, rietoever, zandhoek], asked: [poldermeer] },
    other: { poi: otherPoi, adviser: seed.personOf('adviseur@bosland.example'), accepted: [eikendal], asked: [] },
    lastYear: { poi, adviser, accepted: [rietoever, zandhoek], asked: [] },
  });
  const frontoffice = ctx.catalogue.courses.get('frontoffice')?.modules ?? [];
  addQuestionnaires(seed.rows, ctx, {
    id: pilots.own,
    duinrand: { id: duinrand, specialist: samira, modules: frontoffice },
    heuvelland: {
      id: heuvelland,
      specialist: ruben,
      modules: ['landelijke-context', 'onze-activiteiten', 'nieuwe-klanten'],
    },
    rietoever: { id: rietoever, specialist: joke, modules: frontoffice },
    zandhoek: { id: zandhoek, specialist: sem, modules: frontoffice },
  });
  addPilotAdvice(seed.rows, ctx, { pilotId: pilots.own, libraryId: duinrand, adviser, specialist: samira });
  addFirstTalk(seed.rows, ctx, { pilotId: pilots.own, libraryId: heuvelland, adviser, specialist: ruben });

  await ctx.db.transaction(async (tx) => {
    await insertDemoRows(tx, seed.rows);
    await addDemoNotes(tx, ctx, seed.personOf('medewerker@duinrand.example'));
    // Issued by the same rule as any other, on the day of the last meeting.
    const then = { ...ctx, now: addDays(ctx.now, -3) };
    for (const groupId of [first, second, third]) await issueWhenEarned(tx, then, { groupId });
    for (const groupId of former) await issueWhenEarned(tx, { ...ctx, now: addDays(ctx.now, 80 - lastYearAge) }, { groupId });
    // Who passed the basis of privacy, for whatever course, has its own proof as well.
    const basis = ctx.catalogue.courses.get('privacy-basis');
    const passed = seed.rows.moduleCompletion.filter((c) => basis?.modules.includes(c.moduleId)).map((c) => c.personId);
    for (const personId of new Set([...passed, ...alone])) {
      if (basis) await enterOpenGroup(tx, then, { personId, course: basis, comeBack: false });
      await issueWhenEarned(tx, then, { personId });
    }
  });
  await addPackages(
    ctx,
    [
      { libraryId: duinrand, specialist: samira },
      { libraryId: heuvelland, specialist: ruben },
      { libraryId: eikendal, specialist: seed.personOf('specialist@eikendal.example') },
    ],
    seed.personOf('medewerker@duinrand.example'),
  );
  await tellPilotWeeks(ctx);
  await addEvaluation(ctx, {
    pilotId: pilots.own,
    adviser: { personId: adviser, email: 'adviseur@poi.example' },
    administratorId: seed.personOf('beheerder@baliewijs.example'),
  });
  ctx.mailWaits();
  return true;
}

interface DemoGroup {
  library: string;
  courseId: string;
  name: string;
  leader: string;
  cast: readonly CastMember[];
  /** Which modules it asks; all that have lessons when left out. */
  modules?: readonly string[];
  /** Per meeting of the course, days from today of each of its moments. */
  meetingDays: readonly (readonly number[])[];
}

class Seed {
  readonly rows: DemoRows = noRows();
  private readonly ctx: Context;
  private readonly hash: string;

  constructor(ctx: Context, hash: string) {
    this.ctx = ctx;
    this.hash = hash;
  }

  organisation(
    kind: 'platform' | 'poi' | 'library',
    name: string,
    parentId: string | null,
    branches: string[] = [],
    province = 'Kustland',
  ): string {
    const id = newId();
    this.rows.organisation.push({ id, kind, name, parentId, province: kind === 'platform' ? null : province });
    for (const branch of branches) this.rows.branch.push({ id: newId(), libraryId: id, name: branch });
    return id;
  }

  personOf(email: string): string {
    return this.rows.account.find((account) => account.email === email)?.personId ?? '';
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

  group(group: DemoGroup): string {
    const { ctx, rows } = this;
    const { courseId } = group;
    const groupId = newId();
    const started = addDays(ctx.now, -70);
    const asked = this.modulesOf(courseId).filter((m) => group.modules?.includes(m.id) ?? true);
    const libraryId = group.library;
    rows.learningGroup.push({ id: groupId, libraryId, courseId, name: group.name, kind: 'normal', createdAt: started });
    rows.leader.push({ id: newId(), groupId, personId: group.leader, kind: 'leader', from: started });
    const ruleId = newId();
    rows.groupRule.push({ id: ruleId, groupId, award: 'certificate', seq: 1, from: started, byId: group.leader });
    asked.forEach((m, position) => rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'module', ref: m.id, position }));
    const templates = ctx.catalogue.courses.get(courseId)?.meetings ?? [];
    const moments = group.meetingDays.map((days, index) => {
      const template = templates[index];
      const meetingId = newId();
      const title = template?.title ?? `Bijeenkomst ${index + 1}`;
      rows.meeting.push({ id: meetingId, groupId, nr: index + 1, templateId: template?.id ?? null, title });
      rows.groupRuleItem.push({ id: newId(), ruleId, kind: 'meeting', ref: meetingId, position: 10 + index });
      return days.map((day) => this.moment(meetingId, day, template?.minutes ?? 90));
    });
    for (const member of group.cast) this.member(group, groupId, member, asked, moments);
    return groupId;
  }

  /** People who do a course by themselves. */
  alone(course: { library: string; courseId: string; cast: readonly CastMember[] }): string[] {
    return course.cast.map((member) => {
      const personId = this.staff(member.email, member.name, 'learner', course.library);
      const { courseId } = course;
      progress(this.rows, this.ctx, { ...member, personId, courseId }, this.modulesOf(courseId), null);
      return personId;
    });
  }

  modulesOf(courseId: string): ModuleMeta[] {
    const { courses, modules } = this.ctx.catalogue;
    return (courses.get(courseId)?.modules ?? []).flatMap((id) => modules.get(id) ?? []).filter((m) => m.lessons.length > 0);
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
    group: DemoGroup,
    groupId: string,
    member: CastMember,
    modules: readonly ModuleMeta[],
    moments: readonly (readonly string[])[],
  ) {
    const { rows, ctx } = this;
    const personId = this.staff(member.email, member.name, 'learner', group.library, member.neverSignedIn);
    rows.membership.push({ id: newId(), groupId, personId, joinedAt: addDays(ctx.now, -68) });
    progress(rows, ctx, { ...member, personId, courseId: group.courseId }, modules, group.leader);
    moments.forEach((held, index) => {
      const momentId = held[member.third - 1] ?? held[0];
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
}
