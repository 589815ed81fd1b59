/** Keeps a leader's notes while they type. Without it the button does. */
const form = document.querySelector<HTMLFormElement>('form[data-note]');
const state = form?.querySelector<HTMLElement>('[data-note-state]');
let timer: number | undefined;
let kept = '';

const text = () => form?.querySelector('textarea')?.value ?? '';

async function save() {
  timer = undefined;
  if (!form || text() === kept) return;
  const sent = text();
  const say = (message: string) => {
    if (state) state.textContent = message;
  };
  try {
    const answer = await fetch('/_actions/run.note', { method: 'POST', body: new FormData(form), keepalive: true });
    if (answer.ok) kept = sent;
    say(answer.ok ? 'Bewaard.' : 'Nog niet bewaard. Druk op Bewaar.');
  } catch {
    say('Nog niet bewaard: geen verbinding.');
    timer = window.setTimeout(() => void save(), 10_000);
  }
}

kept = text();
form?.addEventListener('input', () => {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void save(), 1500);
});
addEventListener('pagehide', () => void save());

export {};
