import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCatalogue } from '#src/catalogue/read.ts';
import { makeUpHow } from '#src/domain/attendance.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { drawQuestion, idealResponse, scoreResponse } from '#src/domain/question/question.ts';
import { factName, presencesOf, type DayFact, type Fact, type PresenceMark, type SharedFact } from '#src/domain/xapi-facts.ts';
import { interactionOf, responseOf } from '#src/domain/xapi-interaction.ts';
import { cellOf, countCells, monthOf, monthsUntil } from '#src/domain/xapi-share.ts';
import { ownStatement, sharedStatement, voidingStatement, type Telling } from '#src/domain/xapi-statement.ts';
import { uuidOf } from '#src/domain/xapi.ts';
import { titlesOf } from '#src/services/statement/titles.ts';
import { statementSchema } from '#tests/kit/xapi-schema.ts';

const catalogue = readCatalogue(process.cwd());
const base = 'https://leren.example';
const telling: Telling = {
  base,
  titles: titlesOf(catalogue),
  idOf: (name) => uuidOf(createHash('sha1').update(`hier\0${name}`).digest()),
  actorOf: (personId) => ({ objectType: 'Agent', account: { homePage: base, name: `x${personId}` } }),
};

const modules = [...catalogue.modules.values()].filter(({ lessons }) => lessons.length > 0);
const questions = [...catalogue.quizzes].flatMap(([moduleId, quiz]) =>
  quiz.questions.map((question) => ({ moduleId, question })),
);
const courses = [...catalogue.courses.values()];
const templates = courses.flatMap(({ id, meetings }) => meetings.map((meeting) => ({ courseId: id, templateId: meeting.id })));

const id = fc.stringMatching(/^[0-9a-hjkmnp-tv-z]{20}$/);
const at = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-01-01T00:00:00Z'), noInvalidDate: true });
const of = { id, personId: id, at };
const courseId = fc.constantFrom('frontoffice', 'privacy-ido', null);
const someModule = fc.constantFrom(...modules);
const meetingOf = fc.tuple(fc.option(fc.constantFrom(...templates)), id, id).map(([planned, meetingId, groupId]) => ({
  meetingId,
  groupId,
  title: 'Geheime bijeenkomst van Joost',
  groupName: 'Geheime groep',
  courseId: planned?.courseId ?? 'frontoffice',
  templateId: planned?.templateId ?? null,
}));

const sharedFact: fc.Arbitrary<SharedFact> = fc.oneof(
  fc
    .tuple(fc.record(of), someModule, courseId, fc.nat(9))
    .chain(([base, module, course, version]) =>
      fc
        .constantFrom(...module.lessons)
        .map(
          (lesson) =>
            ({ ...base, kind: 'lesson', moduleId: module.id, lessonId: lesson.id, courseId: course, version }) as SharedFact,
        ),
    ),
  fc
    .record({
      ...of,
      moduleId: fc.constantFrom('pkg_1', ...modules.map((m) => m.id)),
      courseId,
      version: fc.nat(9),
      via: fc.constantFrom('quiz', 'package', 'changes'),
    })
    .map((fact) => ({ ...fact, kind: 'module' }) as SharedFact),
  fc.tuple(fc.record(of), meetingOf).map(([base, meeting]) => ({ ...base, ...meeting, kind: 'attended' }) as SharedFact),
  fc
    .tuple(fc.record({ ...of, how: fc.constantFrom(...makeUpHow) }), meetingOf)
    .map(([base, meeting]) => ({ ...base, ...meeting, kind: 'madeUp' }) as SharedFact),
  fc
    .record({
      ...of,
      award: fc.constantFrom('certificate', 'participation'),
      groupId: id,
      code: id,
      courseId: fc.constantFrom('frontoffice', 'privacy-ido'),
    })
    .map((fact) => ({ ...fact, groupName: 'Geheime groep', kind: 'award' }) as SharedFact),
);

/** As it may be told. */
const dayFact = sharedFact.map((fact): DayFact => ({ ...fact, day: wallClock(fact.at).day }));

const attemptOf = { attemptId: id, version: fc.nat(9) };
const ownFact: fc.Arbitrary<Fact> = fc.oneof(
  sharedFact,
  fc
    .tuple(fc.record({ ...of, anchor: fc.option(fc.constantFrom('doen', 'uitleg')) }), someModule)
    .map(
      ([base, module]) =>
        ({ ...base, kind: 'position', courseId: 'frontoffice', moduleId: module.id, lessonId: module.lessons[0]?.id }) as Fact,
    ),
  fc.record({ ...of, ...attemptOf }).map((fact) => ({ ...fact, kind: 'begun', moduleId: 'nieuwe-klanten' }) as Fact),
  fc
    .tuple(
      fc.record({
        ...of,
        ...attemptOf,
        score: fc.double({ min: 0, max: 1, noNaN: true }),
        sure: fc.option(fc.boolean()),
        solved: fc.boolean(),
      }),
      fc.constantFrom(...questions),
    )
    .map(
      ([base, { moduleId, question }]) =>
        ({ ...base, kind: 'answer', moduleId, question, response: idealResponse(question) }) as Fact,
    ),
  fc
    .record({ ...of, ...attemptOf, score: fc.double({ min: 0, max: 1, noNaN: true }), passed: fc.boolean(), startedAt: at })
    .map((fact) => ({ ...fact, kind: 'result', moduleId: 'nieuwe-klanten' }) as Fact),
  fc.record({ ...of, certificateId: id }).map((fact) => ({ ...fact, kind: 'revoked' }) as Fact),
);

test('every statement holds against the specification, in full and shared', () => {
  fc.assert(
    fc.property(ownFact, (fact) => void statementSchema.parse(ownStatement(telling, fact))),
    { numRuns: 400 },
  );
  fc.assert(
    fc.property(dayFact, (fact) => void statementSchema.parse(sharedStatement(telling, fact))),
    { numRuns: 300 },
  );
  statementSchema.parse(voidingStatement(telling, telling.idOf('x'), new Date()));
});

test('what is shared has no answer, score, try, hour, version, code, group or number of a person', () => {
  fc.assert(
    fc.property(dayFact, (fact) => {
      const told = sharedStatement(telling, fact);
      const text = JSON.stringify(told);
      expect(told.verb.id).not.toMatch(/answered|failed|initialized|progressed/);
      expect(text).not.toMatch(/"(score|response|duration|registration|team|revision)"/);
      expect(told.timestamp).toBe(`${wallClock(fact.at).day}T00:00:00.000Z`);
      expect(text).not.toContain('Geheime');
      for (const secret of [
        fact.id,
        `"${fact.personId}"`,
        'groupId' in fact ? fact.groupId : fact.id,
        'code' in fact ? fact.code : fact.id,
      ])
        expect(text).not.toContain(secret);
    }),
    { numRuns: 500 },
  );
});

test('a cell is all that is said but who and which day: facts of one cell differ in nothing else', () => {
  const bare = (fact: DayFact) => {
    const { id: _id, actor: _actor, timestamp, ...rest } = sharedStatement(telling, fact);
    return JSON.stringify([rest, timestamp.slice(0, 7)]);
  };
  fc.assert(
    fc.property(fc.array(dayFact, { minLength: 30, maxLength: 60 }), (facts) => {
      for (const same of Map.groupBy(facts, cellOf).values()) expect(new Set(same.map(bare)).size).toBe(1);
    }),
  );
});

const few = fc.array(
  fc.tuple(fc.nat(7), fc.nat(3), fc.constantFrom('2027-01', '2027-02', '2027-03'), fc.constantFrom('frontoffice', 'privacy-ido')),
  { maxLength: 80 },
);
const lessons = modules
  .flatMap((module) => module.lessons.map((lesson) => ({ moduleId: module.id, lessonId: lesson.id })))
  .slice(0, 4);
const factsOf = (rows: [number, number, string, string][]): DayFact[] =>
  rows.map(([person, lesson, month, course], index) => ({
    kind: 'lesson',
    id: `f${index}`,
    personId: `p${person}`,
    at: new Date(),
    day: `${month}-${String((index % 27) + 1).padStart(2, '0')}`,
    courseId: course,
    version: 1,
    ...(lessons[lesson] as { moduleId: string; lessonId: string }),
  }));

function tellable(facts: readonly DayFact[]): DayFact[] {
  const cells = countCells();
  for (const fact of facts) cells.add(fact);
  return facts.filter(cells.tells);
}

test('no cell is told of fewer than five people, not in one file and not in what two files differ', () => {
  fc.assert(
    fc.property(few, fc.constantFrom('2027-01', '2027-02'), (rows, last) => {
      const facts = factsOf(rows);
      const all = tellable(facts);
      const until = tellable(facts.filter((fact) => monthOf(fact.day) <= last));
      const known = new Set(until.map(({ id }) => id));
      for (const file of [all, until, all.filter(({ id }) => !known.has(id))])
        for (const cell of Map.groupBy(file, cellOf).values())
          expect(new Set(cell.map(({ personId }) => personId)).size).toBeGreaterThanOrEqual(5);
      // A choice within is a choice of whole cells.
      expect(until.every(({ id }) => all.some((fact) => fact.id === id))).toBe(true);
    }),
  );
});

test('statements have numbers of their own: always the same, and no two facts share one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(ownFact, { selector: factName, minLength: 2, maxLength: 30 }), (facts) => {
      const ids = facts.map((fact) => ownStatement(telling, fact).id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(facts.map((fact) => ownStatement(telling, structuredClone(fact)).id)).toEqual(ids);
    }),
  );
  const fact = { kind: 'award', id: 'c', personId: 'p', at: new Date(), courseId: 'frontoffice', award: 'certificate', groupId: 'g', groupName: 'G', code: 'x' } as const; // prettier-ignore
  const revoked = ownStatement(telling, { kind: 'revoked', id: 'c', personId: 'p', at: new Date(), certificateId: 'c' });
  expect(revoked.object).toEqual({ objectType: 'StatementRef', id: ownStatement(telling, fact).id });
  expect(sharedStatement(telling, { ...fact, day: '2027-02-10' }).id).toBe(ownStatement(telling, fact).id);
});

test('the UUID is of version 5, as RFC 9562 makes it', () => {
  // The example of RFC 9562, appendix A.4.
  const dns = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');
  expect(uuidOf(createHash('sha1').update(dns).update('www.example.com').digest())).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test.each(questions.map(({ question }) => [question.kind, question.id, question] as const))(
  '%s %s is told as an interaction, and its right answer fits the pattern',
  (_kind, _id, question) => {
    const drawn = drawQuestion(question, (items) => [...items].reverse());
    const told = interactionOf(drawn, true);
    const response = responseOf(drawn, idealResponse(drawn));
    expect(interactionOf(drawn, false)).not.toHaveProperty('correctResponsesPattern');
    const parts = (text: string) => text.split('[,]').sort();
    const [pattern = ''] = told.correctResponsesPattern ?? [];
    if (told.interactionType === 'choice' || told.interactionType === 'matching') expect(parts(response)).toEqual(parts(pattern));
    if (told.interactionType === 'sequencing') expect(response).toBe(pattern);
    if (told.interactionType === 'sequencing') expect(told.choices?.map(({ id }) => id).join('[,]')).not.toBe(pattern);
    if (told.interactionType === 'true-false') expect(response).toBe(pattern);
    if (told.interactionType === 'numeric') {
      const [low = NaN, high = NaN] = pattern.split('[:]').map(Number);
      expect(Number(response)).toBeGreaterThanOrEqual(low);
      expect(Number(response)).toBeLessThanOrEqual(high);
    }
    if (told.interactionType === 'fill-in') expect(response.startsWith('{lang=nl}')).toBe(true);
    expect(scoreResponse(drawn, idealResponse(drawn))).toBe(1);
  },
);

test('someone was where the newest mark says so; marking twice is one fact, and again after a correction another', () => {
  const mark = (seq: number, state: PresenceMark['state']): PresenceMark => ({
    seq,
    id: `m${seq}`,
    momentId: 'a',
    personId: 'p',
    state,
  });
  const run = (...states: PresenceMark['state'][]) =>
    presencesOf(states.map((state, index) => mark(index, state))).map(({ id }) => id);
  expect(run('present')).toEqual(['m0']);
  expect(run('present', 'present')).toEqual(['m0']);
  expect(run('present', 'cleared')).toEqual([]);
  expect(run('present', 'absent')).toEqual([]);
  expect(run('absent', 'present')).toEqual(['m1']);
  expect(run('present', 'cleared', 'present', 'present')).toEqual(['m2']);
  expect(presencesOf([mark(2, 'cleared'), mark(1, 'present')])).toEqual([]);
});

test('months to choose from go back over the turn of the year', () => {
  expect(monthsUntil('2027-01-31', 3)).toEqual(['2027-01', '2026-12', '2026-11']);
});
