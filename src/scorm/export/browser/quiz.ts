/** The quiz of a package: begin, a question, what there is to say of the answer, and how it went. */
import { interactionOf } from '#src/domain/export/interaction.ts';
import { passingOf } from '#src/domain/export/report.ts';
import { beginGo, questionsOf, resultOfGo, scoreNext, scoresOf, type QuizGo } from '#src/domain/export/state.ts';
import { scoreResponse, type Question } from '#src/domain/question/question.ts';
import { reviewOf } from '#src/domain/quiz-review.ts';
import { goText, leftText, objectiveLines } from '#src/domain/quiz-text.ts';
import { button, copyOf, goTo, h, icon } from './dom.ts';
import type { Package } from './module.ts';
import { arrangeDrawn, readResponse } from './question-form.ts';
import { feedback } from './review.ts';

export function showQuiz(pack: Package, view: ParentNode): void {
  const stage = view.querySelector<HTMLElement>('[data-quiz]');
  if (!stage) return;
  const { module } = pack;
  const title = view.querySelector('h1');
  const show = (heading: string, small: boolean, ...content: (Node | null)[]) => {
    if (title) {
      title.textContent = heading;
      title.classList.toggle('is-small', small);
    }
    stage.replaceChildren(...content.filter((node) => node !== null));
  };

  const begin = () => {
    const seed = [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join('');
    pack.keep({ state: beginGo(module, pack.state, seed) });
    next();
    goTo(stage.querySelector('legend'));
  };

  const intro = () => {
    const { goes, best } = pack.state;
    const earlier =
      goes > 0 && best !== null
        ? h('p', {}, `Je deed deze toets al. Je beste resultaat: ${Math.round(best * 100)} procent goed.`)
        : null;
    show(
      'Toets',
      false,
      copyOf('template[data-quiz-intro]'),
      earlier,
      button(goes > 0 ? 'Nog een keer' : 'Begin met de toets', begin),
    );
  };

  const next = () => {
    const { go } = pack.state;
    if (!go) return intro();
    const questions = questionsOf(module, go);
    const question = questions[go.scores.length];
    if (!question) return intro();
    ask(question, go.scores.length + 1, questions.length);
  };

  const ask = (question: Question, number: number, total: number) => {
    const fields = copyOf(`template[data-question="${question.id}"]`);
    if (!fields) return;
    arrangeDrawn(fields, question);
    const counter = fields.querySelector('[data-number]');
    if (counter) counter.textContent = `Vraag ${number} van ${total}`;
    const form = h('form', { class: 'quiz-form', novalidate: '' }, fields) as HTMLFormElement;
    form.append(h('button', { type: 'submit', class: 'utrecht-button utrecht-button--primary-action' }, 'Nakijken'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const response = readResponse(form, question);
      if (response) answer(question, response, number, total);
    });
    show('Toets', true, form);
  };

  const answer = (question: Question, response: string[], number: number, total: number) => {
    const score = scoreResponse(question, response);
    const written = module.quiz.questions.find((q) => q.id === question.id);
    if (pack.data.tellsAnswers && written) pack.lms?.interaction(interactionOf(pack.data.edition, written, { response, score }));
    pack.keep({ state: scoreNext(module, pack.state, score) });
    const last = number === total;
    const onward = () => {
      if (last && pack.state.go) result(pack.state.go);
      else next();
      goTo(last ? title : stage.querySelector('legend'));
    };
    const said = feedback(reviewOf(question, response), number, total);
    show('Toets', true, said, h('p', { class: 'quiz-next' }, button(last ? 'Naar je resultaat' : 'Volgende vraag', onward)));
    goTo(said);
  };

  const result = (go: QuizGo) => {
    const questions = questionsOf(module, go);
    const outcome = resultOfGo(module, go);
    if (!outcome) return;
    const { passed } = outcome;
    const before = !passed && pack.state.passed;
    const passing = passingOf(module, pack.state);
    const titles = passing.kind === 'notYet' ? module.assignments.filter((a) => passing.assignments.includes(a.id)) : [];
    const lessonOf = (slug: string, text: string) => h('a', { href: `#/les/${slug}` }, text);
    show(
      'Je resultaat',
      false,
      h(
        'div',
        { class: 'quiz-result' },
        h(
          'p',
          { class: 'quiz-score' },
          h('b', {}, passed ? 'Je hebt de toets gehaald.' : before ? 'Deze keer niet gehaald.' : 'Nog niet gehaald.'),
          ` ${goText(go.scores, { passed, passMark: module.passMark })}`,
        ),
        passing.kind === 'notYet' && !passing.quiz
          ? h(
              'p',
              {},
              leftText(
                passing,
                titles.map((a) => a.title),
              ),
              ' ',
              h('a', { href: '#/' }, 'Naar de inhoud'),
            )
          : null,
        before && h('p', {}, 'Dat geeft niets. Je haalde deze toets al eerder, en gehaald blijft gehaald.'),
        !passed &&
          !before &&
          h('p', {}, 'Dat geeft niets. Lees terug wat je nog lastig vond en doe de toets opnieuw, op een moment dat jij kiest.'),
        h('h2', {}, 'Zo ging het per leerdoel'),
        h(
          'ul',
          { class: 'objective-results' },
          ...objectiveLines(module, questions, scoresOf(questions, go)).map((line) =>
            h(
              'li',
              { class: `is-${line.went}` },
              icon(line.went === 'goed' ? 'right' : 'partly'),
              h(
                'div',
                {},
                h('p', { class: 'objective-text' }, line.text),
                h('p', { class: 'objective-detail' }, `${wentText[line.went]}: ${line.detail}.`),
                line.lessons.length > 0 &&
                  h('p', {}, 'Lees terug: ', ...line.lessons.flatMap((l, at) => [at > 0 && ' · ', lessonOf(l.slug, l.title)])),
              ),
            ),
          ),
        ),
        h(
          'div',
          { class: 'lesson-end' },
          button('Nog een keer', begin, passed ? 'secondary' : 'primary'),
          h('a', { href: '#/' }, 'Naar de inhoud'),
        ),
      ),
    );
  };

  const { go } = pack.state;
  if (go && go.scores.length > 0 && !resultOfGo(module, go)) next();
  else intro();
}

const wentText = { goed: 'Dit kun je', deels: 'Dit kun je voor een deel', niet: 'Hier valt nog iets te leren' };
