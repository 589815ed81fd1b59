/** Reads a lesson aloud with a voice of the browser, paragraph by paragraph. Nothing shows where there is no Dutch voice. */
import { dutchVoice, next, pieces, pressed, silent, type Reading } from '#src/domain/read-aloud.ts';

interface Paragraph {
  block: Element;
  text: string;
}

const bar = document.querySelector<HTMLElement>('.read-aloud');
const article = document.querySelector('article.lesson');
const [play, stop] = bar?.querySelectorAll('button') ?? [];
const speech = window.speechSynthesis as SpeechSynthesis | undefined;

const skipped =
  '.read-aloud, .track, .lesson-module, .lesson-resume, .lesson-note, .lesson-end, .step-bar, .sources, .terms, form, sup, .utrecht-button, .visually-hidden, .print-only';

let reading: Reading = silent;
let paragraphs: Paragraph[] = [];
/** Which speaking the events belong to: those of one that was broken off still come. */
let turn = 0;

/** The text as it stands on the page now, so with the choices that were opened: by the nearest element that is no part of a line. */
function readable(): Paragraph[] {
  const found: Paragraph[] = [];
  if (!article) return found;
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode as Text;
    if (!data.trim() || !parentElement || parentElement.closest(skipped) || !parentElement.checkVisibility()) continue;
    let block = parentElement;
    while (getComputedStyle(block).display === 'inline' && block.parentElement) block = block.parentElement;
    const last = found.at(-1);
    if (last?.block === block) last.text += data;
    else found.push({ block, text: data });
  }
  return found;
}

const mark = (on: boolean) => paragraphs[reading.at]?.block.classList.toggle('is-read', on);

function go(to: Reading) {
  const here = ++turn;
  mark(false);
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
  const paragraph = busy ? paragraphs[to.at] : undefined;
  if (!paragraph) return;
  mark(true);
  if (to.state !== 'reading') return;
  paragraph.block.scrollIntoView({ block: 'nearest' });
  const said = pieces(paragraph.text);
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
