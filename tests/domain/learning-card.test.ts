import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideCertificate, type GroupRule, type LearnerFacts } from '#src/domain/certificate.ts';
import { learningCard, type CardFacts, type CardMeeting, type CardModule } from '#src/domain/learning-card.ts';

const now = new Date('2027-02-10T09:00:00Z');
const day = 86_400_000;
const parts = ['Deel een', 'Deel twee'];

const modules: fc.Arbitrary<CardModule[]> = fc
  .array(
    fc.record({
      part: fc.constantFrom(...parts, 'Elders'),
      done: fc.nat({ max: 5 }),
      attempts: fc.nat({ max: 3 }),
      passed: fc.boolean(),
      quizPassed: fc.boolean(),
      assignments: fc.subarray(['Kaart', 'Terugblik']),
      changed: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map((m, i) => ({
      id: `m${i}`,
      number: i + 1,
      title: `Module ${i + 1}`,
      part: m.part,
      href: `/cursus/c/m${i}`,
      lessons: 5,
      lessonsDone: m.done,
      attempts: m.attempts,
      // Passed the quiz and did the assignments is passed, so one of the two is left.
      quizPassed: m.passed || (m.quizPassed && m.assignments.length > 0),
      assignmentsLeft: m.passed ? [] : m.assignments,
      passedOn: m.passed ? now : null,
      changed: m.changed ? `/cursus/c/m${i}/veranderd` : null,
    })),
  );
const meetings: fc.Arbitrary<CardMeeting[]> = fc
  .array(
    fc.record({
      afterPart: fc.constantFrom(0, 1, 2, null),
      days: fc.array(fc.record({ from: fc.integer({ min: -60, max: 60 }), expected: fc.boolean(), cancelled: fc.boolean() }), {
        maxLength: 3,
      }),
      attendance: fc.constantFrom(
        { state: 'attended', momentId: 'x', on: now } as const,
        { state: 'madeUp', how: 'task', on: now } as const,
        { state: 'absent' } as const,
        { state: 'notRecorded' } as const,
      ),
    }),
    { maxLength: 4 },
  )
  .map((list) =>
    list.map((m, i) => ({
      id: `b${i}`,
      nr: i + 1,
      title: `Bijeenkomst ${i + 1}`,
      afterPart: m.afterPart,
      moments: m.days.map((d) => {
        const startsAt = new Date(now.getTime() + d.from * day + 3_600_000);
        return {
          startsAt,
          endsAt: new Date(startsAt.getTime() + 5_400_000),
          place: 'Centrum',
          expected: d.expected,
          cancelled: d.cancelled,
        };
      }),
      attendance: m.attendance,
    })),
  );
const facts: fc.Arbitrary<CardFacts> = fc.tuple(modules, meetings).map(([mods, meets]) => {
  const rule: GroupRule = {
    award: 'certificate',
    modules: mods.map((m) => ({ moduleId: m.id, title: m.title })),
    meetings: meets.map((m) => ({ meetingId: m.id, nr: m.nr, title: m.title })),
  };
  const learner: LearnerFacts = {
    passed: new Set(mods.filter((m) => m.passedOn).map((m) => m.id)),
    attendance: new Map(meets.map((m) => [m.id, m.attendance])),
  };
  return {
    courseTitle: 'Cursus',
    groupName: 'Groep',
    parts,
    modules: mods,
    meetings: meets,
    decision: decideCertificate(rule, learner),
    leaders: ['Samira Haddad'],
    award: null,
    now,
  };
});

describe('the leerkaart', () => {
  test('has each module and each meeting exactly once', () => {
    fc.assert(
      fc.property(facts, (f) => {
        const { rows } = learningCard(f);
        const numbers = (kind: 'module' | 'meeting') => rows.flatMap((r) => (r.kind === kind ? [r.number] : [])).sort();
        expect(numbers('module')).toEqual(f.modules.map((m) => m.number).sort());
        expect(numbers('meeting')).toEqual(f.meetings.map((m) => m.nr).sort());
      }),
    );
  });

  test('stamps what is finished, and nothing else', () => {
    fc.assert(
      fc.property(facts, (f) => {
        for (const row of learningCard(f).rows) {
          if (row.kind === 'part') continue;
          expect(row.stamp !== undefined).toBe(['passed', 'attended', 'madeUp'].includes(row.state));
        }
      }),
    );
  });

  test('has as many stamps to go as the rule misses: a meeting without a date counts too', () => {
    fc.assert(
      fc.property(facts, (f) => {
        if (f.decision.kind === 'noRule') return;
        const open = learningCard(f).rows.filter((r) => r.kind !== 'part' && r.stamp === undefined).length;
        expect(open).toBe(f.decision.kind === 'earned' ? 0 : f.decision.missing.length);
      }),
    );
  });

  test('says something about every meeting that is missing, by its number, in short sentences', () => {
    fc.assert(
      fc.property(facts, (f) => {
        const { missing } = learningCard(f);
        if (f.decision.kind !== 'notYet') return;
        const text = missing.sentences.join(' ');
        for (const m of f.decision.missing) if (m.kind === 'meeting') expect(text.toLowerCase()).toContain(`bijeenkomst ${m.nr}`);
        for (const m of f.decision.missing) if (m.kind === 'module') expect(text).toContain(m.title);
        expect(text).not.toMatch(/undefined|null|NaN|Invalid/);
      }),
    );
  });

  test('asks for a quiz only of who did not pass it, and names every assignment that is left', () => {
    fc.assert(
      fc.property(facts, (f) => {
        const { missing, rows } = learningCard(f);
        const text = missing.sentences.join(' ');
        const asked = /Haal nog de toets van ([^.]*)\./.exec(text)?.[1] ?? '';
        for (const m of f.modules.filter((own) => own.passedOn === null)) {
          expect(asked.includes(`‘${m.title}’`)).toBe(!m.quizPassed);
          for (const title of m.assignmentsLeft) expect(text).toContain(`‘${title}’`);
          const row = rows.find((r) => r.kind === 'module' && r.number === m.number);
          if (m.quizPassed)
            expect(row).toMatchObject({ state: 'busy', detail: expect.stringMatching(/^toets gehaald, nu de opdracht/) });
        }
      }),
    );
  });

  test('leads to what is new in a module only where that module was passed', () => {
    fc.assert(
      fc.property(facts, (f) => {
        for (const row of learningCard(f).rows)
          if (row.kind === 'module')
            expect(row.changed ?? null).toBe(f.modules.find((m) => m.number === row.number && m.passedOn)?.changed ?? null);
      }),
    );
  });

  test('never sends someone to a moment that is over or was cancelled', () => {
    const meeting: CardMeeting = {
      id: 'b',
      nr: 2,
      title: 'Samen',
      afterPart: 1,
      moments: [
        {
          startsAt: new Date(now.getTime() - day),
          endsAt: new Date(now.getTime() - day + 1),
          place: 'Voorbij',
          expected: true,
          cancelled: false,
        },
        {
          startsAt: new Date(now.getTime() + day),
          endsAt: new Date(now.getTime() + day + 1),
          place: 'Afgelast',
          expected: true,
          cancelled: true,
        },
      ],
      attendance: { state: 'notRecorded' },
    };
    const card = learningCard({
      courseTitle: 'C',
      groupName: 'G',
      parts,
      modules: [],
      meetings: [meeting],
      decision: {
        kind: 'notYet',
        award: 'certificate',
        missing: [{ kind: 'meeting', meetingId: 'b', nr: 2, title: 'Samen', state: 'notRecorded' }],
      },
      leaders: [],
      award: null,
      now,
    });
    expect(card.missing.sentences.join(' ')).not.toMatch(/Voorbij|Afgelast|Kom naar/);
  });
});
