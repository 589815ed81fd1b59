/** The page around a package: frame, buttons, contents, and whether everything is saved. */
import type { LaunchData } from '../launch-data.ts';
import type { Item } from '../manifest/types.ts';
import type { Offer, Player, Playable, Stage } from './player.ts';
import { player12 } from './player12.ts';
import { player2004 } from './player2004.ts';
import { makeSaver, type SaveState } from './saver.ts';

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const frame = element<HTMLIFrameElement>('sco');
const state = element('state');
const message = element('message');
const tree = element('tree');
const contents = element<HTMLButtonElement>('contents');
const buttons = {
  previous: element<HTMLButtonElement>('previous'),
  continue: element<HTMLButtonElement>('continue'),
  suspend: element<HTMLButtonElement>('suspend'),
  exit: element<HTMLButtonElement>('exit'),
};
const platform = document.querySelector<HTMLMetaElement>('meta[name="platform"]')?.content ?? '';

let leaving = false;
let finished = false;
let clearing: Promise<void> | null = null;

const words: Record<SaveState, string> = {
  saved: 'Bewaard',
  much: 'Bewaard. Dit pakket bewaart wel meer dan de standaard toestaat.',
  waiting: 'Nog niet opgeslagen. We proberen het steeds opnieuw.',
  tooMuch: 'Dit pakket wil meer bewaren dan mag. Het laatste is niet bewaard.',
  stopped: 'Hier wordt niets meer bewaard.',
};

function say(text: string): void {
  frame.hidden = true;
  message.hidden = text === '';
  message.textContent = text;
}

async function begin(): Promise<void> {
  const answer = await fetch('launch.json');
  const data = (await answer.json()) as LaunchData & { message?: string };
  if (!answer.ok) {
    say(data.message || 'Dit pakket kan niet open. Ga terug en begin opnieuw.');
    return;
  }
  document.title = data.title;
  element('title').textContent = data.title;
  const saver = makeSaver('commit', (what, why) => {
    state.textContent = what === 'stopped' && why ? `${why} ${words.stopped}` : words[what];
    state.dataset.state = what;
    if (what === 'stopped') void clear().then(() => say(`${why ?? ''} ${words.stopped}`.trim()));
  });
  let player: Player | null = null;
  const stage: Stage = {
    data,
    saver,
    open(item) {
      say('');
      frame.hidden = false;
      frame.title = item.title;
      // In place of the page that is there: the back button belongs to the package.
      frame.contentWindow?.location.replace(addressOf(item));
      openTree(false);
      if (data.itemId !== item.id) data.itemId = item.id;
    },
    clear,
    refresh: () => void (player && draw(player, data.root)),
    choose(why) {
      say(why);
      openTree(true);
    },
    ended(why) {
      finished = true;
      if (why === 'waiting') say('Nog niet alles is bewaard. Laat dit venster open tot er staat: Bewaard.');
      else goBack();
    },
    leaving: () => leaving,
  };
  player = data.edition === '1.2' ? player12(stage) : player2004(stage);
  const playing = player;
  contents.addEventListener('click', () => openTree(tree.hidden === true));
  for (const [what, button] of Object.entries(buttons))
    button.addEventListener('click', () => {
      if (finished) goBack();
      else void playing.go(what as 'continue' | 'previous' | 'suspend' | 'exit');
    });
  tree.addEventListener('click', (event) => {
    const chosen = (event.target as HTMLElement).closest<HTMLButtonElement>('button[data-item]')?.dataset.item;
    if (chosen !== undefined) void playing.choose(chosen);
  });
  // Out of sight may be the last that we hear of a phone.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && playing.keep());
  window.addEventListener('pagehide', () => {
    leaving = true;
    playing.keep();
    saver.leave();
  });
  window.addEventListener('pageshow', () => (leaving = false));
  window.addEventListener('beforeunload', (event) => {
    if (saver.failing) event.preventDefault();
    // A part may say goodbye already now; whoever stays after all is not leaving.
    leaving = true;
    setTimeout(() => (leaving = false), 1500);
  });
  window.addEventListener('online', () => void saver.flush());
  player.start();
  draw(player, data.root);
}

/** What was open gets its goodbye, and the frame is empty before anything else comes. */
function clear(): Promise<void> {
  // Who asks while it is under way waits for the same: its page loads once.
  clearing ??= emptied().finally(() => (clearing = null));
  return clearing;
}

function emptied(): Promise<void> {
  return new Promise((resolve) => {
    const inside = frame.contentWindow;
    if (!inside || inside.location.href === 'about:blank') return resolve();
    const done = () => {
      clearTimeout(timer);
      frame.removeEventListener('load', done);
      resolve();
    };
    // A page that asks whether it may be left, or never ends, doesn't hold us.
    const timer = setTimeout(done, 4000);
    frame.addEventListener('load', done);
    inside.location.replace('about:blank');
  });
}

const addressOf = ({ launch }: Playable) => `p/${launch.path.split('/').map(encodeURIComponent).join('/')}${launch.suffix}`;

function openTree(open: boolean): void {
  tree.hidden = !open;
  contents.setAttribute('aria-expanded', String(open));
}

function draw(player: Player, root: Item): void {
  const { previous, next, suspend, exit, ends, choices, hidden, current } = player.controls();
  offer(buttons.previous, previous);
  offer(buttons.continue, next);
  buttons.suspend.hidden = !suspend;
  buttons.exit.hidden = !exit;
  buttons.exit.textContent = ends ? 'Klaar' : 'Stoppen';
  const visible = root.children.length > 1 || (root.children[0]?.children.length ?? 0) > 0;
  contents.hidden = !visible || (choices.size === 0 && current !== null && previous === 'absent' && next === 'absent');
  const all = rowsOf(root.children, choices, hidden, current);
  // The package as a whole is a choice like any other, where it is one.
  if (choices.has(root.id)) all.unshift(rowOf(root, choices, current));
  tree.replaceChildren(listOf(all));
}

function offer(button: HTMLButtonElement, what: Offer): void {
  button.hidden = what === 'absent';
  button.disabled = what === 'off';
}

function listOf(rows: readonly HTMLElement[]): HTMLElement {
  const list = document.createElement('ul');
  list.append(...rows);
  return list;
}

function rowOf(item: Item, choices: ReadonlySet<string>, current: string | null): HTMLElement {
  const row = document.createElement('li');
  const line = document.createElement(choices.has(item.id) ? 'button' : 'span');
  line.textContent = item.title;
  if (line instanceof HTMLButtonElement) {
    line.type = 'button';
    line.dataset.item = item.id;
  }
  if (item.id === current) line.setAttribute('aria-current', 'true');
  row.append(line);
  return row;
}

/** An item that is not to be seen leaves its children where it stood; what a rule hides takes them along. */
function rowsOf(
  items: readonly Item[],
  choices: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
  current: string | null,
): HTMLElement[] {
  return items.flatMap((item) => {
    if (hidden.has(item.id)) return [];
    const inside = rowsOf(item.children, choices, hidden, current);
    if (!item.visible) return inside;
    const row = rowOf(item, choices, current);
    if (inside.length > 0) row.append(listOf(inside));
    return [row];
  });
}

function goBack(): void {
  window.parent.postMessage('baliewijs:exit', platform);
}

const full = element('full');
// A phone may know no full screen for a page.
full.hidden = !document.fullscreenEnabled;
document.addEventListener('fullscreenchange', () => {
  full.textContent = document.fullscreenElement ? 'Kleiner scherm' : 'Groot scherm';
});
full.addEventListener('click', () => {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen().catch(() => {});
});

void begin().catch(() => say('Dit pakket kan niet open. Kijk of je verbinding hebt, ga terug en begin opnieuw.'));
