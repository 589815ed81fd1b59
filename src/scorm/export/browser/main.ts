/** The page of a module in a package: shows one view at a time, by the address behind the #. */
import '#src/components/question/arrange.ts';
import { passingOf } from '#src/domain/export/report.ts';
import { leftText } from '#src/domain/quiz-text.ts';
import { copyOf, goTo, h, icon } from './dom.ts';
import { showLesson, stopWatching } from './lesson.ts';
import { openPackage, type Package } from './module.ts';
import { showQuiz } from './quiz.ts';
import { showTalk } from './talk.ts';

const main = document.querySelector<HTMLElement>('#inhoud');
const pack = openPackage();
/** From this page to the top of the package. */
const up = document.querySelector('link[rel="stylesheet"]')?.getAttribute('href')?.replace('pagina/pagina.css', '') ?? '';
let shown: string | null = null;
let stopped = false;

/** `#/les/<slug>` is `les/<slug>`; anything else behind the # is a place in the view. */
const routeIn = (hash: string): string | null => (hash.startsWith('#/') ? decodeURIComponent(hash.slice(2)) : null);

function go(route: string): void {
  location.hash = `#/${route}`;
}

function show(route: string, first = false): void {
  const [kind = '', name = ''] = route.split('/');
  const view = kind === 'woorden' ? 'woorden' : route;
  const content = copyOf(`template[data-view="${CSS.escape(view)}"]`);
  if (!main) return;
  if (!content) return show('', first);
  stopWatching();
  const title = document.querySelector<HTMLTemplateElement>(`template[data-view="${CSS.escape(view)}"]`)?.dataset.title ?? '';
  shown = route;
  main.replaceChildren(content);
  document.title = `${title} · ${pack.module.title}`;
  if (kind === '') showContents();
  if (kind === 'les') showLesson(pack, main, name, go);
  if (kind === 'toets') showQuiz(pack, main);
  if (kind === 'gesprek') showTalk(pack, main, up);
  for (const link of document.querySelectorAll('.exported-head a'))
    if (link.getAttribute('href') === `#/${view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  if (kind !== '' && kind !== 'woorden' && !pack.place.startsWith(`${route}#`) && pack.place !== route)
    pack.keep({ place: route });
  if (first) return;
  scrollTo(0, 0);
  if (kind === 'woorden' && name !== '') goTo(document.getElementById(`woord-${name}`));
  else main.focus({ preventScroll: true });
}

/** The first page: what is done, and the way back to where the reader was. */
function showContents(): void {
  if (!main) return;
  const { module, state, place } = pack;
  for (const item of main.querySelectorAll('.lesson-item')) {
    const lesson = module.lessons.find((l) => item.querySelector('a')?.getAttribute('href') === `#/les/${l.slug}`);
    if (!lesson || !state.lessons.includes(lesson.id)) continue;
    item.classList.add('is-done');
    item.querySelector('.lesson-tab')?.replaceChildren(icon('check'));
    item.querySelector('.course-size')?.append(' · klaar');
  }
  const passing = passingOf(module, state);
  const open = passing.kind === 'notYet' ? module.assignments.filter((a) => passing.assignments.includes(a.id)) : [];
  const standing =
    passing.kind !== 'notYet'
      ? 'Je hebt deze module gehaald.'
      : open.length > 0 || !passing.quiz
        ? leftText(
            passing,
            open.map((a) => a.title),
          )
        : null;
  if (standing !== null)
    main
      .querySelector('[data-standing]')
      ?.replaceChildren(
        h('p', { class: passing.kind === 'notYet' ? 'exported-standing' : 'exported-standing is-passed' }, standing),
      );
  const [route = ''] = place.split('#');
  const known = route !== '' && document.querySelector(`template[data-view="${CSS.escape(route)}"]`);
  const next = module.lessons.find((l) => !state.lessons.includes(l.id));
  const way = known
    ? { href: `#/${route}`, text: `Verder waar je was: ${(known as HTMLElement).dataset.title ?? ''}` }
    : next
      ? {
          href: `#/les/${next.slug}`,
          text: state.lessons.length === 0 ? 'Begin met de eerste les' : `Verder met: ${next.title}`,
        }
      : { href: '#/toets', text: 'Naar de toets' };
  main
    .querySelector('[data-resume]')
    ?.replaceChildren(h('p', {}, h('a', { class: 'utrecht-button utrecht-button--primary-action', href: way.href }, way.text)));
}

/** "Klant aan de balie": what a customer may see takes the place of everything, and comes off again with one press. */
function coverForDesk(here: Package): void {
  const cover = copyOf('template[data-view="balie"]');
  if (!cover) return;
  const before = [...document.body.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && !child.hidden,
  );
  const [title, top] = [document.title, scrollY];
  const page = h('main', { class: 'page is-smal' }, cover);
  for (const child of before) child.hidden = true;
  document.title = 'Bibliotheek';
  document.body.append(page);
  here.keep({});
  const back = page.querySelector('button');
  back?.focus();
  back?.addEventListener('click', () => {
    page.remove();
    for (const child of before) child.hidden = false;
    document.title = title;
    scrollTo(0, top);
    main?.querySelector<HTMLElement>('[form="balie"]')?.focus({ preventScroll: true });
  });
}

document.addEventListener('click', (event) => {
  const pressed = (event.target as Element).closest('[form="balie"]');
  if (!pressed) return;
  event.preventDefault();
  coverForDesk(pack);
});
addEventListener('hashchange', () => {
  const route = routeIn(location.hash);
  if (route !== null && route !== shown && !stopped) show(route);
});
const stop = document.querySelector<HTMLElement>('[data-stop]');
if (stop && pack.lms && !pack.lms.silent) {
  stop.hidden = false;
  stop.addEventListener('click', () => {
    stopped = true;
    stopWatching();
    pack.stop();
    // Nothing that is done from here on would be kept.
    stop.closest('nav')?.setAttribute('hidden', '');
    main?.replaceChildren(
      h('h1', {}, 'Tot later'),
      h('p', {}, 'Je gaat de volgende keer verder waar je was. Open daarvoor de module opnieuw in je leeromgeving.'),
    );
    main?.focus();
  });
}
// What came in between is kept at once: on a phone no goodbye may come.
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && pack.keep({}));
addEventListener('pagehide', () => {
  pack.keep({});
  pack.lms?.finish(false);
});
// Brought back by the browser, with a session that was ended.
addEventListener('pageshow', (event) => event.persisted && location.reload());

show(routeIn(location.hash) ?? '', true);
pack.keep({});
