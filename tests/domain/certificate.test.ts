import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeetingAttendance } from '#src/domain/attendance.ts';
import { decideCertificate, type GroupRule, type LearnerFacts } from '#src/domain/certificate.ts';

const on = new Date('2027-02-10T09:00:00Z');
const attendance: fc.Arbitrary<MeetingAttendance> = fc.constantFrom(
  { state: 'attended', momentId: 'm', on } as const,
  { state: 'madeUp', how: 'task', on } as const,
  { state: 'absent' } as const,
  { state: 'notRecorded' } as const,
);
const rule: fc.Arbitrary<GroupRule> = fc.record({
  award: fc.constantFrom('certificate', 'participation'),
  modules: fc
    .uniqueArray(fc.nat({ max: 8 }), { maxLength: 6 })
    .map((n) => n.map((i) => ({ moduleId: `module${i}`, title: `Module ${i}` }))),
  meetings: fc
    .uniqueArray(fc.nat({ max: 5 }), { maxLength: 4 })
    .map((n) => n.map((i) => ({ meetingId: `meeting${i}`, nr: i, title: `Bijeenkomst ${i}` }))),
});
const facts: fc.Arbitrary<LearnerFacts> = fc.record({
  passed: fc.uniqueArray(fc.nat({ max: 8 }).map((i) => `module${i}`)).map((list) => new Set(list)),
  attendance: fc
    .uniqueArray(
      fc.tuple(
        fc.nat({ max: 5 }).map((i) => `meeting${i}`),
        attendance,
      ),
      { selector: ([id]) => id },
    )
    .map((list) => new Map(list)),
});

/** Everything that a rule asks. */
const all = (r: GroupRule): LearnerFacts => ({
  passed: new Set(r.modules.map((m) => m.moduleId)),
  attendance: new Map(r.meetings.map((m) => [m.meetingId, { state: 'attended', momentId: 'm', on }])),
});
const earned = (r: GroupRule, f: LearnerFacts) => decideCertificate(r, f).kind === 'earned';

describe('the blended rule', () => {
  test('adding a pass or an attendance never takes a certificate away', () => {
    fc.assert(
      fc.property(rule, facts, fc.nat({ max: 8 }), fc.nat({ max: 5 }), (r, f, module, meeting) => {
        const more: LearnerFacts = {
          passed: new Set([...f.passed, `module${module}`]),
          attendance: new Map([...f.attendance, [`meeting${meeting}`, { state: 'attended', momentId: 'm', on }]]),
        };
        if (earned(r, f)) expect(earned(r, more)).toBe(true);
      }),
    );
  });

  test('the order of the rule and of the facts does not matter, nor do repeats', () => {
    fc.assert(
      fc.property(rule, facts, (r, f) => {
        const turned: GroupRule = {
          award: r.award,
          modules: [...r.modules, ...r.modules].toReversed(),
          meetings: [...r.meetings, ...r.meetings].toReversed(),
        };
        const shuffled: LearnerFacts = {
          passed: new Set([...f.passed].toReversed()),
          attendance: new Map([...f.attendance].toReversed()),
        };
        expect(decideCertificate(turned, shuffled).kind).toBe(decideCertificate(r, f).kind);
      }),
    );
  });

  test('a rule without a module is never met', () => {
    fc.assert(
      fc.property(rule, facts, (r, f) => {
        expect(decideCertificate({ ...r, modules: [] }, f)).toEqual({ kind: 'noRule' });
        expect(decideCertificate({ ...r, modules: [] }, all(r))).toEqual({ kind: 'noRule' });
      }),
    );
  });

  test('every meeting of the rule counts, dated or not: without any one of them nothing is earned', () => {
    fc.assert(
      fc.property(
        rule.filter((r) => r.modules.length > 0),
        (r) => {
          expect(earned(r, all(r))).toBe(true);
          for (const meeting of r.meetings) {
            const f = all(r);
            // A meeting that has no date has no attendance either.
            (f.attendance as Map<string, MeetingAttendance>).delete(meeting.meetingId);
            expect(decideCertificate(r, f)).toMatchObject({
              kind: 'notYet',
              missing: [{ kind: 'meeting', meetingId: meeting.meetingId, state: 'notRecorded' }],
            });
          }
        },
      ),
    );
  });

  test('what is missing is exactly what would earn it', () => {
    fc.assert(
      fc.property(rule, facts, (r, f) => {
        const decision = decideCertificate(r, f);
        if (decision.kind !== 'notYet') return;
        expect(decision.missing.length).toBeGreaterThan(0);
        const filled: LearnerFacts = { passed: new Set(f.passed), attendance: new Map(f.attendance) };
        for (const missing of decision.missing)
          if (missing.kind === 'module') (filled.passed as Set<string>).add(missing.moduleId);
          else
            (filled.attendance as Map<string, MeetingAttendance>).set(missing.meetingId, {
              state: 'madeUp',
              how: 'conversation',
              on,
            });
        expect(earned(r, filled)).toBe(true);
      }),
    );
  });

  test('without a meeting there is a proof of participation, never a certificate', () => {
    fc.assert(
      fc.property(
        rule.filter((r) => r.modules.length > 0),
        (r) => {
          const bare: GroupRule = { ...r, award: 'certificate', meetings: [] };
          expect(decideCertificate(bare, all(bare))).toEqual({ kind: 'earned', award: 'participation' });
        },
      ),
    );
  });
});
