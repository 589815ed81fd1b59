import type { Queryable } from '#src/db/client.ts';
import { findGroup, findRule, listFacts, listMeetings, listMoments } from '#src/db/queries/rule.ts';
import { attendanceOf, type MeetingAttendance } from '#src/domain/attendance.ts';
import { decideCertificate, type Decision, type GroupRule, type LearnerFacts } from '#src/domain/certificate.ts';
import type { Catalogue } from '#src/catalogue/read.ts';

export interface Standing {
  decision: Decision;
  facts: LearnerFacts;
  attendance: ReadonlyMap<string, MeetingAttendance>;
  /** First completion of each module of the rule that was passed, with the newest version that this person knows. */
  completions: ReadonlyMap<string, { version: number; at: Date; newest: number }>;
}

export interface GroupStanding {
  group: NonNullable<Awaited<ReturnType<typeof findGroup>>>;
  ruleId: string | null;
  rule: GroupRule;
  /** All meetings of the group, cancelled ones too. */
  meetings: Awaited<ReturnType<typeof listMeetings>>;
  moments: Awaited<ReturnType<typeof listMoments>>;
  people: ReadonlyMap<string, Standing>;
  /** What was recorded of these people at all moments, oldest first. */
  marks: Awaited<ReturnType<typeof listFacts>>['marks'];
}

/**
 * Where these people stand in a group: the one way to the certificate rule, for the leerkaart, the group page and the
 * issuing itself. `rule` looks at another rule than the group's own (to show who gains or loses before a change).
 */
export async function loadStanding(
  db: Queryable,
  catalogue: Catalogue,
  groupId: string,
  personIds: readonly string[],
  rule?: { moduleIds: readonly string[]; meetingIds: readonly string[]; award: GroupRule['award'] },
): Promise<GroupStanding | null> {
  const group = await findGroup(db, groupId);
  if (!group) return null;
  const [stored, meetings] = await Promise.all([findRule(db, groupId), listMeetings(db, groupId)]);
  const asked = rule ?? stored ?? { moduleIds: [], meetingIds: [], award: 'certificate' as const };
  const moments = await listMoments(
    db,
    meetings.map((m) => m.id),
  );
  const groupRule: GroupRule = {
    award: asked.award,
    modules: asked.moduleIds.map((moduleId) => ({ moduleId, title: catalogue.modules.get(moduleId)?.title ?? moduleId })),
    // In the order of the rule: numbers are given once, so they don't tell it.
    meetings: asked.meetingIds
      .flatMap((id) => meetings.find((m) => m.id === id) ?? [])
      .map((m) => ({ meetingId: m.id, nr: m.nr, title: m.title })),
  };
  const facts = await listFacts(db, {
    personIds,
    moduleIds: asked.moduleIds,
    meetingIds: meetings.map((m) => m.id),
    momentIds: moments.map((m) => m.id),
  });
  const people = new Map<string, Standing>();
  const byPerson = <T extends { personId: string }>(rows: readonly T[]) => {
    const map = new Map<string, T[]>();
    for (const row of rows) map.set(row.personId, [...(map.get(row.personId) ?? []), row]);
    return map;
  };
  const completionsOf = byPerson(facts.completions);
  const marksOf = byPerson(facts.marks);
  const makeUpsOf = byPerson(facts.makeUps.map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null })));
  for (const personId of personIds) {
    const completions = new Map<string, { version: number; at: Date; newest: number }>();
    for (const { moduleId, version, at } of completionsOf.get(personId) ?? []) {
      const first = completions.get(moduleId) ?? { version, at, newest: version };
      completions.set(moduleId, { ...first, newest: Math.max(first.newest, version) });
    }
    const attendance = new Map<string, MeetingAttendance>();
    for (const m of meetings) {
      const held = moments
        .filter((x) => x.meetingId === m.id)
        .map((x) => ({ id: x.id, startsAt: x.startsAt, cancelled: x.cancelledAt !== null }));
      attendance.set(m.id, attendanceOf(held, marksOf.get(personId) ?? [], makeUpsOf.get(personId) ?? [], m.id, personId));
    }
    const learner: LearnerFacts = { passed: new Set(completions.keys()), attendance };
    people.set(personId, { decision: decideCertificate(groupRule, learner), facts: learner, attendance, completions });
  }
  return { group, ruleId: stored?.id ?? null, rule: groupRule, meetings, moments, people, marks: facts.marks };
}
