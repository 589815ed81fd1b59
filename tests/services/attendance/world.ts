/** A group of one library with its leader, for the tests of attendance. */
import * as table from '#src/db/schema/index.ts';
import { markAttendance } from '#src/services/attendance/mark.ts';
import { markEveryone } from '#src/services/attendance/mark-everyone.ts';
import { undoMarks } from '#src/services/attendance/undo.ts';
import type { MarkState } from '#src/domain/attendance.ts';
import { attendanceAt } from '#src/domain/attendance.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

export const names = ['Anna', 'Bram', 'Carla', 'Dirk', 'Eva', 'Floor'];

export async function openGroupWorld(members = names) {
  const house = await openTestHouse();
  const library = await house.library('Bibliotheek Duinrand');
  const samira = await house.specialist(library, 'Samira Haddad');
  const people: TestPerson[] = [];
  for (const name of members) people.push(await house.learner(library, name));
  const group = await house.group({ libraryId: library, members: people, leaders: [samira] });
  const [first, second, third] = group.meetings;
  if (!first || !second || !third) throw new Error('three meetings');
  const momentId = second.moments[0]?.id ?? '';
  const at = { groupId: group.id, nr: 2, momentId };
  const person = (name: string) => {
    const found = people.find((p) => p.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  return {
    house,
    library,
    samira,
    people,
    group,
    meetings: { first, second, third },
    momentId,
    at,
    person,
    /** Everything done but the second meeting. */
    async almostDone(...who: TestPerson[]) {
      for (const p of who) {
        for (const module of testModules) await house.pass(p, module);
        for (const m of [first, third]) await house.mark(m.moments[0]?.id ?? '', p);
      }
    },
    async tap(name: string, state: MarkState, options: { key?: string; by?: TestPerson; momentId?: string } = {}) {
      const ctx = await house.ctx(options.by ?? samira);
      return markAttendance(ctx, {
        ...at,
        ...(options.momentId ? { momentId: options.momentId } : {}),
        personId: person(name).personId,
        state,
        clientKey: options.key ?? newId(),
      });
    },
    async everyone(key = newId(), by = samira) {
      return markEveryone(await house.ctx(by), { ...at, clientKey: key });
    },
    async undo(action: string, by = samira) {
      return undoMarks(await house.ctx(by), { ...at, action });
    },
    /** State by name, as everybody sees it. */
    async states() {
      const marks = await house.db.select().from(table.attendanceMark);
      return Object.fromEntries(people.map((p) => [p.name, attendanceAt(marks, momentId, p.personId)]));
    },
    marks: () => house.db.select().from(table.attendanceMark),
    certificates: () => house.db.select().from(table.certificate),
    mails: async (kind: string) => (await house.db.select().from(table.outbox)).filter((m) => m.payload.kind === kind),
    events: async (kind: string) => (await house.db.select().from(table.auditEvent)).filter((e) => e.kind === kind),
  };
}

export type GroupWorld = Awaited<ReturnType<typeof openGroupWorld>>;
export type { House };
