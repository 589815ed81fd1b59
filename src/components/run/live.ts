/**
 * Keeps a page about a meeting as it is now: counts the timer, and fetches the page again when the server says that
 * something changed. The server makes the page, also then. Without script the reader reloads.
 */
const root = document.querySelector<HTMLElement>('[data-live]');
const connection = document.querySelector<HTMLElement>('[data-connection]');

let shownAt = performance.now();
/** The highest number that the server told. */
let told = 0;
let busy = false;

const revision = () => Number(root?.dataset.revision ?? '0');

function timerText(seconds: number): string {
  const all = Math.abs(seconds);
  return `${seconds < 0 ? '+' : ''}${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`;
}

/** By the time that passed since the page came, so that a clock that is wrong here does no harm. */
function tick() {
  const passed = Math.floor((performance.now() - shownAt) / 1000);
  for (const timer of root?.querySelectorAll<HTMLElement>('[data-left][data-running]') ?? []) {
    const left = Number(timer.dataset.left) - passed;
    timer.textContent = timerText(left);
    timer.parentElement?.classList.toggle('is-over', left < 0);
  }
  // The code on the screen is of ten minutes, a round of the carousel ends by itself.
  const due = Number(root?.dataset.refresh ?? '0');
  if (due > 0 && passed >= due) refreshSoon(0);
}

/** What someone is filling in stays theirs; what was opened stays open; the keyboard stays where it was. */
function show(next: HTMLElement) {
  if (!root) return;
  for (const kept of root.querySelectorAll<HTMLElement>('[data-keep]')) {
    const place = [...next.querySelectorAll<HTMLElement>('[data-keep]')].find((n) => n.dataset.keep === kept.dataset.keep);
    place?.replaceWith(kept);
  }
  for (const open of root.querySelectorAll<HTMLDetailsElement>('details[id][open]'))
    next.querySelector<HTMLDetailsElement>(`details[id="${open.id}"]`)?.setAttribute('open', '');
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) ? active : null;
  const key = focused?.dataset.focus;
  root.replaceChildren(...next.childNodes);
  for (const name of ['revision', 'refresh'] as const) root.dataset[name] = next.dataset[name] ?? '';
  if (focused && root.contains(focused)) focused.focus({ preventScroll: true });
  else if (key) root.querySelector<HTMLElement>(`[data-focus="${key}"]`)?.focus({ preventScroll: true });
  shownAt = performance.now();
  tick();
}

async function refresh() {
  if (!root || busy) return;
  busy = true;
  const asked = told;
  try {
    const response = await fetch(location.pathname, { headers: { accept: 'text/html' }, cache: 'no-store' });
    // Signed out, or this page is no longer theirs: the server says so better.
    if (response.redirected || response.status === 401 || response.status === 403 || response.status === 404)
      return location.reload();
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const next = page.querySelector<HTMLElement>('[data-live]');
    if (next) show(next);
  } catch {
    refreshSoon(3000);
  } finally {
    busy = false;
  }
  // A change was told while this page was on its way: what came may be from before it.
  if (told > asked || told > revision()) refreshSoon(500);
}

let timer: number | undefined;
function refreshSoon(ms: number) {
  timer ??= window.setTimeout(() => {
    timer = undefined;
    void refresh();
  }, ms);
}

function say(lost: boolean) {
  if (connection) connection.hidden = !lost;
}

/** A browser comes back by itself, except after an answer that isn't a stream: then this asks again, and the page with it. */
function listen(url: string, again = 2000) {
  const source = new EventSource(url);
  source.onopen = () => say(false);
  source.onmessage = (event) => {
    say(false);
    told = Math.max(told, Number(event.data));
    if (told <= revision()) return;
    // Not three hundred phones in the same instant.
    refreshSoon(Math.random() * Number(root?.dataset.spread ?? '0'));
  };
  source.onerror = () => {
    say(true);
    if (source.readyState !== EventSource.CLOSED) return;
    window.setTimeout(() => {
      refreshSoon(0);
      listen(url, Math.min(again * 2, 30_000));
    }, again);
  };
  addEventListener('pagehide', () => source.close(), { once: true });
}

if (root?.dataset.stream) {
  listen(root.dataset.stream);
  setInterval(tick, 1000);
  // From the back of the browser, or after a sleep: how it was may not be how it is.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}

export {};
