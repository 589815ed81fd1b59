import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '#src/catalogue/read.ts';
import { interactionOf } from '#src/domain/export/interaction.ts';
import { exportFileName, type ExportedModule } from '#src/domain/export/module.ts';
import { passingOf, reportOf } from '#src/domain/export/report.ts';
import {
  beginAgain,
  beginGo,
  chooseIn,
  finishLesson,
  nothingYet,
  passedBefore,
  questionsOf,
  readState,
  resultOfGo,
  scoreNext,
  setAssignment,
  suspendLimit12,
  talkStanding,
  writeState,
  type LearnerState,
} from '#src/domain/export/state.ts';
import { idealResponse, scoreResponse } from '#src/domain/question/question.ts';
import { wrongResponse } from '#tests/kit/responses.ts';

const catalogue = readCatalogue(process.cwd());

function exported(id: string, mark = 'abcdefgh'): ExportedModule {
  const module = catalogue.modules.get(id);
  const quiz = catalogue.quizzes.get(id);
  if (!module || !quiz) throw new Error(`there is no module ${id}`);
  const { title, version, passMark, objectives, lessons, assignments } = module;
  return {
    ...{ id, title, version, passMark, objectives, lessons, assignments, quiz, mark },
    practice: catalogue.practice.get(id) ?? null,
    conversations: catalogue.conversations.get(id) ?? [],
  };
}

const modules = [...catalogue.quizzes.keys()].map((id) => exported(id));
const plain = exported('nieuwe-klanten');
const demanding = exported('onze-activiteiten');

/** A whole go, right or wrong throughout. */
function goThrough(module: ExportedModule, state: LearnerState, how: 'right' | 'wrong', seed = 'zaad'): LearnerState {
  let now = beginGo(module, state, seed);
  for (const question of now.go ? questionsOf(module, now.go) : [])
    now = scoreNext(module, now, scoreResponse(question, how === 'right' ? idealResponse(question) : wrongResponse(question)));
  return now;
}

/** Walks a conversation by the choices at these places until it ends. */
function talkThrough(module: ExportedModule, state: LearnerState, at: number, places: readonly number[]): LearnerState {
  const conversation = module.conversations[at];
  let now = state;
  for (const place of conversation ? places : []) {
    const standing = conversation && talkStanding(conversation, now.talks[conversation.id]);
    if (!conversation || standing?.place.kind !== 'node') break;
    const { choices } = standing.place.node;
    now = chooseIn(conversation, now, choices[place % choices.length]?.id ?? '');
  }
  return now;
}

describe('what is kept of a learner', () => {
  test('comes back as it was, whatever was done', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...modules),
        fc.array(fc.constantFrom('right', 'wrong', 'half'), { maxLength: 4 }),
        fc.array(fc.nat(3), { maxLength: 12 }),
        fc.array(fc.nat(8), { maxLength: 5 }),
        (module, goes, places, lessons) => {
          let state = nothingYet();
          for (const [n, how] of goes.entries()) {
            if (how === 'half') state = scoreNext(module, beginGo(module, state, `z${n}`), 1 / 3);
            else state = goThrough(module, state, how as 'right', `z${n}`);
          }
          for (const at of module.conversations.keys()) state = talkThrough(module, state, at, places);
          for (const at of lessons) if (module.lessons[at]) state = finishLesson(state, module.lessons[at].id);
          const back = readState(module, writeState(module, state));
          expect({ ...back, lessons: back.lessons.toSorted() }).toEqual({ ...state, lessons: state.lessons.toSorted() });
        },
      ),
      { numRuns: 150 },
    );
  });

  test('fits in what SCORM 1.2 keeps, however much it is', () => {
    for (const module of modules) {
      let state = nothingYet();
      for (const lesson of module.lessons) state = finishLesson(state, lesson.id);
      for (const assignment of module.assignments) state = setAssignment(state, assignment.id, true);
      for (const [at, conversation] of module.conversations.entries()) {
        for (let n = 0; n < 30; n++) state = talkThrough(module, beginAgain(conversation, state), at, Array(20).fill(n));
        state.talks[conversation.id] = { go: 999, choices: [], endings: conversation.endings.map((e) => e.id) };
        state = talkThrough(module, state, at, Array(20).fill(0));
      }
      state = beginGo(module, goThrough(module, state, 'right', 'x'.repeat(14)), 'y'.repeat(14));
      // Half is left for what is added to a module later.
      const scores = state.go ? questionsOf(module, state.go).map(() => 0.30000000000000004) : [];
      state = { ...state, goes: 9999, best: 0.30000000000000004, go: state.go && { ...state.go, scores } };
      expect(writeState(module, state).length, module.id).toBeLessThan(suspendLimit12 / 2);
    }
  });

  test('of a module that changed only what was reached counts, and nonsense is nothing', () => {
    const done = finishLesson(goThrough(plain, nothingYet(), 'right'), plain.lessons[0]?.id ?? '');
    const text = writeState(plain, talkThrough(plain, done, 0, [0]));
    const later = readState({ ...plain, mark: 'anders' }, text);
    expect(later).toEqual({ ...nothingYet(), lessons: done.lessons, goes: 1, best: 1, passed: true });
    for (const nonsense of ['', 'null', '[]', '{', '7', '{"m":1}', `{"m":"${plain.mark}","t":{"9":[1,"0","0"]}}`])
      expect(readState(plain, nonsense)).toEqual(nothingYet());
  });
});

describe('the quiz', () => {
  test('a go that is open goes on; the next one asks other variants', () => {
    const first = beginGo(plain, nothingYet(), 'een');
    expect(beginGo(plain, first, 'twee')).toBe(first);
    const second = beginGo(plain, goThrough(plain, nothingYet(), 'wrong', 'een'), 'een');
    const ids = (state: LearnerState) => (state.go ? questionsOf(plain, state.go).map((q) => q.id) : []);
    expect(second.go?.last).toEqual(ids(first));
    expect(ids(second)).not.toEqual(ids(first));
    expect(ids(second)).toHaveLength(ids(first).length);
  });

  test('is passed by its own pass mark, stays passed, and the best score counts', () => {
    for (const module of modules) {
      const failed = goThrough(module, nothingYet(), 'wrong');
      expect(reportOf(module, failed)).toMatchObject({ status: 'failed' });
      const passed = goThrough(module, failed, 'right');
      expect(passed).toMatchObject({ goes: 2, best: 1, passed: true });
      expect(goThrough(module, passed, 'wrong')).toMatchObject({ goes: 3, best: 1, passed: true });
    }
    // Fourteen questions at 0.7: ten right ones pass, nine don't.
    const asked = beginGo(plain, nothingYet(), 'z');
    const after = (right: number) =>
      Array.from({ length: 14 }, (_, n) => (n < right ? 1 : 0)).reduce((state, score) => scoreNext(plain, state, score), asked);
    expect(after(10).passed).toBe(true);
    expect(after(9).passed).toBe(false);
    expect(after(10).go && resultOfGo(plain, after(10).go as never)?.score).toBeCloseTo(10 / 14);
  });
});

describe('what is told', () => {
  test('grows with the lessons, and is whole when the module is passed', () => {
    expect(reportOf(plain, nothingYet())).toEqual({ status: 'incomplete', score: null, progress: 0 });
    const read = finishLesson(nothingYet(), plain.lessons[0]?.id ?? '');
    expect(reportOf(plain, read)).toEqual({ status: 'incomplete', score: null, progress: 0.1667 });
    expect(reportOf(plain, goThrough(plain, nothingYet(), 'right'))).toEqual({ status: 'passed', score: 1, progress: 1 });
  });

  test('a module that asks for an assignment is passed with both, in any order', () => {
    const quiz = goThrough(demanding, nothingYet(), 'right');
    const [assignment] = demanding.assignments.filter((a) => a.required);
    expect(passingOf(demanding, quiz)).toEqual({ kind: 'notYet', quiz: false, assignments: [assignment?.id] });
    expect(reportOf(demanding, quiz).status).toBe('incomplete');
    const both = setAssignment(quiz, assignment?.id ?? '', true);
    expect(reportOf(demanding, both)).toMatchObject({ status: 'passed', progress: 1 });
    expect(reportOf(demanding, setAssignment(nothingYet(), assignment?.id ?? '', true)).status).toBe('incomplete');
  });
});

test('what the other system knows as passed is never taken back', () => {
  for (const module of modules) {
    expect(reportOf(module, passedBefore(module, nothingYet(), null))).toEqual({ status: 'passed', score: null, progress: 1 });
    const state = passedBefore(module, nothingYet(), 0.8);
    expect(reportOf(module, goThrough(module, state, 'wrong'))).toEqual({ status: 'passed', score: 0.8, progress: 1 });
  }
});

describe('interactions', () => {
  const [letter, id] = ['[a-z0-9]', '[a-z0-9-]+'];
  const shapes = {
    '1.2': {
      'true-false': /^[tf]$/,
      choice: new RegExp(`^${letter}(,${letter})*$`),
      sequencing: new RegExp(`^${letter}(,${letter})*$`),
      matching: new RegExp(`^${letter}\\.${letter}(,${letter}\\.${letter})*$`),
      numeric: /^-?\d+(\.\d+)?$/,
      'fill-in': /^.{1,255}$/,
    },
    '2004': {
      'true-false': /^(true|false)$/,
      choice: new RegExp(`^${id}(\\[,\\]${id})*$`),
      sequencing: new RegExp(`^${id}(\\[,\\]${id})*$`),
      matching: new RegExp(`^${id}\\[\\.\\]${id}(\\[,\\]${id}\\[\\.\\]${id})*$`),
      numeric: /^-?\d+(\.\d+)?$/,
      'fill-in': /^.{1,250}$/,
    },
  };
  const all = modules.flatMap((m) => m.quiz.questions);

  test('every question of every module is written as its edition wants it', () => {
    expect(new Set(all.map((q) => q.kind)).size).toBe(10);
    for (const edition of ['1.2', '2004'] as const)
      for (const question of all) {
        const right = interactionOf(edition, question, { response: idealResponse(question), score: 1 });
        expect(right.response, question.id).toMatch(shapes[edition][right.type]);
        expect(right.result).toBe('correct');
        expect((right.description ?? '').length).toBeLessThanOrEqual(250);
        if (right.type !== 'fill-in' && !(right.type === 'numeric' && edition === '2004'))
          expect(right.patterns, question.id).toEqual([right.response]);
        const response = wrongResponse(question);
        const wrong = interactionOf(edition, question, { response, score: scoreResponse(question, response) });
        expect(wrong.response, question.id).toMatch(shapes[edition][wrong.type]);
        expect(wrong.response).not.toBe(right.response);
        expect(wrong.result).toBe(edition === '1.2' ? 'wrong' : 'incorrect');
      }
  });

  test('part of the points is a number; what was typed can’t break the form', () => {
    const typed = all.find((q) => q.kind === 'shortText');
    const estimated = all.find((q) => q.kind === 'estimate');
    if (typed?.kind !== 'shortText' || estimated?.kind !== 'estimate') throw new Error('no such question');
    const answer = { response: [`a[,]b\n${'ë'.repeat(300)}`], score: 0.5 };
    expect(interactionOf('2004', typed, answer)).toMatchObject({ result: '0.5' });
    expect(interactionOf('2004', typed, answer).response).toMatch(/^a b ë+…$/);
    expect(interactionOf('1.2', typed, answer).response.length).toBeLessThanOrEqual(255);
    expect(interactionOf('2004', typed, answer).patterns[0]).toMatch(/^\{case_matters=false\}/);
    expect(interactionOf('2004', estimated, { response: ['1'], score: 0 }).patterns[0]).toMatch(/^-?[\d.]+\[:\]-?[\d.]+$/);
  });
});

test('the name of the file says what is in it', () => {
  const module = { id: 'boekstart', kind: 'module', version: 3, edition: '1.2' } as const;
  expect(exportFileName(module, null)).toBe('baliewijs-boekstart-v3-scorm-1-2.zip');
  const course = { id: 'frontoffice', kind: 'course', version: null, edition: '2004' } as const;
  expect(exportFileName(course, 'Bibliotheek ’t Hëuvelland/..')).toBe(
    'baliewijs-cursus-frontoffice-scorm-2004-bibliotheek-t-heuvelland.zip',
  );
});
