/** Reads a lesson aloud with a voice of the browser, paragraph by paragraph. Nothing shows where there is no Dutch voice. */
import { dutchVoice, next, pieces, pressed, silent, type Reading } from '#src/domain/read-aloud.ts';

const bar = document.querySelector<HTMLElement>('.read-aloud');
const article = document.querySelector<HTMLElement>('article.lesson');
const [play, stop] = bar?.querySelectorAll('button') ?? [];
const speech = window.speechSynthesis as SpeechSynthesis | undefined;

const blocks = 'h1, h2, h3, p, li, summary, blockquote';
const skipped =
  '.read-aloud, .track, .lesson-module, .lesson-resume, .lesson-note, .lesson-end, .step-bar, .sources, .terms, form, .visually-hidden';

let reading: Reading = silent;
let paragraphs: HTMLElement[] = [];
/** Which speaking the events belong to: those of one that was broken off still come. */
let turn = 0;

/** What is on the page now: a choice that was opened meanwhile is read too. */
const readable = () =>
  [...(article?.querySelectorAll<HTMLElement>(blocks) ?? [])].filter(
    (block) => !block.closest(skipped) && !block.querySelector(blocks) && block.checkVisibility() && textOf(block),
  );

function textOf(block: HTMLElement): string {
  const copy = block.cloneNode(true) as HTMLElement;
  for (const extra of copy.querySelectorAll('sup, svg, .visually-hidden')) extra.remove();
  return copy.textContent.trim();
}

function go(to: Reading) {
  const here = ++turn;
  paragraphs[reading.at]?.classList.remove('is-read');
  reading = to;
  speech?.cancel();
  const busy = to.state !== 'silent';
  bar?.classList.toggle('is-on', busy);
  bar?.setAttribute('data-state', to.state);
  const label = play?.querySelector('span');
  if (label) label.textContent = { silent: 'Lees voor', reading: 'Pauze', paused: 'Ga verder' }[to.state];
  if (stop) {
    // The focus must not vanish with the button that has it.
    if (!busy && stop === document.activeElement) play?.focus();
    stop.hidden = !busy;
  }
  const block = busy ? paragraphs[to.at] : undefined;
  block?.classList.add('is-read');
  if (!block || to.state !== 'reading') return;
  block.scrollIntoView({ block: 'nearest' });
  const said = pieces(textOf(block));
  const say = () => {
    if (here !== turn) return;
    const piece = said.shift();
    if (piece === undefined) return go(next(reading, paragraphs.length));
    const utterance = new SpeechSynthesisUtterance(piece);
    utterance.voice = dutchVoice(speech?.getVoices() ?? []);
    utterance.lang = 'nl-NL';
    utterance.onend = say;
    utterance.onerror = () => here === turn && go({ state: 'paused', at: reading.at });
    speech?.speak(utterance);
  };
  say();
}

play?.addEventListener('click', () => {
  if (reading.state === 'silent') paragraphs = readable();
  if (paragraphs.length > 0) go(pressed(reading));
});
stop?.addEventListener('click', () => go(silent));
addEventListener('pagehide', () => go(silent));

/** Voices come late in most browsers. */
function show() {
  if (bar) bar.hidden = !dutchVoice(speech?.getVoices() ?? []);
}
if (speech) {
  show();
  speech.addEventListener?.('voiceschanged', show);
}
