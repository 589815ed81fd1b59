/** A lesson of a package: what is done in it, practice questions, and the place where the reader is. */
import { finishLesson, setAssignment } from '#src/domain/export/state.ts';
import { dieOf, shuffleWith } from '#src/domain/question/kind.ts';
import { drawQuestion, type Question } from '#src/domain/question/question.ts';
import { reviewOf } from '#src/domain/quiz-review.ts';
import { withSources } from '#src/domain/quiz.ts';
import { button, goTo, h, sources } from './dom.ts';
import type { Package } from './module.ts';
import { readResponse } from './question-form.ts';
import { outcomes, reviewRows } from './review.ts';

export function showLesson(pack: Package, view: ParentNode, slug: string, go: (route: string) => void): void {
  const lesson = pack.module.lessons.find((l) => l.slug === slug);
  if (!lesson) return;
  markTrack(pack, view, slug);
  const [, part = ''] = pack.place.startsWith(`les/${slug}#`) ? pack.place.split('#') : [];
  const section = part === '' ? null : view.querySelector(`section.step[id="${CSS.escape(part)}"]`);
  if (section && !pack.state.lessons.includes(lesson.id) && section !== view.querySelector('section.step')) {
    const title = section.querySelector('.step-title')?.textContent?.trim() ?? '';
    const link = h('a', { href: `#${part}` }, `Verder waar je was: ${title}`);
    view.querySelector('[data-resume]')?.replaceChildren(h('p', { class: 'lesson-resume' }, link));
  }
  view.querySelector<HTMLElement>('[data-done]')?.addEventListener('click', (event) => {
    pack.keep({ state: finishLesson(pack.state, lesson.id) });
    go((event.currentTarget as HTMLElement).dataset.done ?? '');
  });
  for (const form of view.querySelectorAll<HTMLFormElement>('.is-practice form')) practise(pack, form);
  showAssignments(pack, view);
  watchPlace(pack, view, slug);
}

function markTrack(pack: Package, view: ParentNode, slug: string): void {
  for (const link of view.querySelectorAll('.track-step')) {
    const lesson = pack.module.lessons.find((l) => link.getAttribute('href') === `#/les/${l.slug}`);
    if (!lesson || !pack.state.lessons.includes(lesson.id)) continue;
    link.classList.add('is-done');
    const name = link.querySelector('.visually-hidden');
    if (name && lesson.slug !== slug) name.textContent = `${lesson.title}, klaar`;
  }
}

export function showAssignments(pack: Package, view: ParentNode): void {
  for (const box of view.querySelectorAll<HTMLInputElement>('[data-assignment]')) {
    const id = box.dataset.assignment ?? '';
    box.checked = pack.state.assignments.includes(id);
    box.addEventListener('change', () => pack.keep({ state: setAssignment(pack.state, id, box.checked) }));
  }
}

/** Nothing of a practice question is kept or told. */
function practise(pack: Package, form: HTMLFormElement): void {
  const card = form.closest<HTMLElement>('.is-practice');
  const id = form.querySelector<HTMLInputElement>('input[name="question"]')?.value;
  const written = pack.module.practice?.questions.find((q) => q.id === id);
  if (!card || !written) return;
  const texts = new Map(pack.module.practice?.sources.map((s) => [s.id, s.text]));
  const question: Question = drawQuestion(written, shuffleWith(dieOf(written.id)));
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const response = readResponse(form, question);
    if (!response) return;
    const review = reviewOf(withSources(question, texts), response);
    const again = button(
      'Nog een keer proberen',
      () => {
        result.replaceWith(form);
        form.reset();
        goTo(card);
      },
      'secondary',
    );
    const result = h(
      'div',
      { class: 'exported-practised' },
      h('p', { class: 'part-title' }, review.question),
      h('p', { class: 'practice-outcome' }, h('b', {}, `${outcomes[review.outcome].title}.`)),
      ...reviewRows(review),
      sources(review.sources),
      h('p', {}, again),
    );
    form.querySelector('.field-error')?.remove();
    form.replaceWith(result);
    goTo(card);
  });
}

let watcher: IntersectionObserver | undefined;
let timer: number | undefined;
const waitFor = 2000;

/** The part that crosses a line at two fifths of the screen is the one being read. */
function watchPlace(pack: Package, view: ParentNode, slug: string): void {
  stopWatching();
  watcher = new IntersectionObserver(
    (entries) => {
      const [seen] = entries.filter((entry) => entry.isIntersecting);
      if (!seen) return;
      const place = `les/${slug}#${seen.target.id}`;
      clearTimeout(timer);
      timer = window.setTimeout(() => pack.keep({ place }), waitFor);
    },
    { rootMargin: '-40% 0px -60% 0px' },
  );
  for (const step of view.querySelectorAll('section.step')) watcher.observe(step);
}

export function stopWatching(): void {
  watcher?.disconnect();
  clearTimeout(timer);
}
