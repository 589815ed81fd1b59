import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MeetingAttendance } from '#src/domain/attendance.ts';
import { decideCertificate, type GroupRule, type LearnerFacts } from '#src/domain/certificate.ts';
import { effectOf, type Member } from '#src/domain/plan-effect.ts';

const modules = ['m1', 'm2', 'm3'];
const meetings = ['b1', 'b2', 'b3'];
const ruleOf = (modules: readonly string[], meetings: readonly string[]): GroupRule => ({
  award: 'certificate',
  modules: modules.map((moduleId) => ({ moduleId, title: moduleId })),
  meetings: meetings.map((meetingId, i) => ({ meetingId, nr: i + 1, title: meetingId })),
});
const rule = fc.tuple(fc.subarray(modules, { minLength: 1 }), fc.subarray(meetings, { minLength: 1 }));
const attendance = fc.constantFrom('attended' as const, 'madeUp' as const, 'absent' as const, 'notRecorded' as const);
const on = new Date('2027-01-12T08:00:00Z');
const stateOf = (state: 'attended' | 'madeUp' | 'absent' | 'notRecorded', id: string): MeetingAttendance => {
  if (state === 'attended') return { state, momentId: id, on };
  return state === 'madeUp' ? { state, how: 'task', on } : { state };
};
const facts = fc
  .tuple(fc.subarray(modules), fc.tuple(attendance, attendance, attendance))
  .map(([passed, states]): LearnerFacts => ({
    passed: new Set(passed),
    attendance: new Map(meetings.map((id, i) => [id, stateOf(states[i] ?? 'notRecorded', id)])),
  }));
const given = fc.constantFrom<Member['given']>(
  [],
  [{ kind: 'certificate', revoked: false }],
  [{ kind: 'certificate', revoked: true }],
);
const group = fc.array(fc.tuple(facts, given), { maxLength: 6 });

const earned = (r: GroupRule, f: LearnerFacts) => decideCertificate(r, f).kind === 'earned';

test('whatever a group changes: who gains is exactly who has everything then and was given nothing, and nobody both gains and must do more', () => {
  fc.assert(
    fc.property(rule, rule, group, fc.boolean(), (before, after, people, certifies) => {
      const [was, is] = [ruleOf(...before), ruleOf(...after)];
      const members = people.map(([f, g], i) => ({
        name: `p${i}`,
        before: decideCertificate(was, f),
        after: decideCertificate(is, f),
        facts: f,
        given: g,
      }));
      const dropped = {
        moduleIds: before[0].filter((id) => !after[0].includes(id)),
        meetingIds: before[1].filter((id) => !after[1].includes(id)),
      };
      const effect = effectOf(members, 'certificate', dropped, certifies);
      const fresh = members.filter((m) => m.given.length === 0);
      expect(effect.gain).toEqual(certifies ? fresh.filter((m) => earned(is, m.facts)).map((m) => m.name) : []);
      for (const name of effect.gain) expect([...effect.more, ...effect.less]).not.toContain(name);
      // A certificate that stands is kept, and a revoked one is not given again by a change.
      expect(effect.keep).toEqual(members.filter((m) => m.given.some((g) => !g.revoked)).map((m) => m.name));
      for (const m of members.filter((m) => m.given.length > 0))
        expect([effect.gain, effect.more, effect.less, effect.lose].flat()).not.toContain(m.name);
    }),
  );
});

test('asking less takes an award from nobody, and asking more gives one to nobody', () => {
  fc.assert(
    fc.property(rule, fc.subarray(modules), fc.subarray(meetings), facts, (asked, moreModules, moreMeetings, f) => {
      const small = ruleOf(...asked);
      const large = ruleOf([...new Set([...asked[0], ...moreModules])], [...new Set([...asked[1], ...moreMeetings])]);
      if (earned(large, f)) expect(earned(small, f)).toBe(true);
    }),
  );
});
