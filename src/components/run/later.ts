/**
 * A press that meets no connection is kept on this device and sent later, once: each has a key of its own. Only presses are
 * kept (which button of which form), no names; they are sent by nobody but who pressed.
 */
interface Waiting {
  key: string;
  owner: string;
  /** Which earlier press this one takes the place of. */
  place: string;
  action: string;
  fields: [string, string][];
  at: number;
}

const store = 'baliewijs-later';
const line = document.querySelector<HTMLElement>('[data-later-status]');
const owner = line?.dataset.owner ?? '';
let note = '';
let sending = false;

function read(): Waiting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(store) ?? '[]');
    return Array.isArray(kept) ? (kept as Waiting[]) : [];
  } catch {
    return [];
  }
}

function write(list: Waiting[]) {
  try {
    if (list.length > 0) localStorage.setItem(store, JSON.stringify(list));
    else localStorage.removeItem(store);
  } catch {
    note = 'Dit toestel kan niets bewaren. Probeer het opnieuw als er weer verbinding is.';
  }
}

const own = () => read().filter((w) => w.owner === owner);

function show() {
  if (!line) return;
  const waiting = own().length;
  const text = waiting > 0 ? `${waiting} nog niet verstuurd. Dat gaat vanzelf als er weer verbinding is.` : '';
  line.textContent = [text, note].filter(Boolean).join(' ');
  line.hidden = line.textContent === '';
}

/** randomUUID is not there without TLS; this is. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const actionOf = (form: HTMLFormElement) => new URL(form.action).searchParams.get('_action') ?? '';

type Answer = 'offline' | 'signIn' | { done: boolean; to: string; message: string };

async function post({ action, fields, at }: Waiting, late: boolean): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const minutes = Math.max(1, Math.ceil((Date.now() - at) / 60_000));
  if (late && action.startsWith('checkIn.')) body.set('wacht', String(Math.min(minutes, 240)));
  let response: Response;
  try {
    response = await fetch(`/_actions/${action}`, { method: 'POST', body });
  } catch {
    return 'offline';
  }
  if (response.status === 401) return 'signIn';
  // The database is busy, or the server starts again: later it will do.
  if (response.status >= 500) return 'offline';
  const outcome = (await response.json().catch(() => null)) as {
    kind?: string;
    to?: string;
    errors?: { message: string }[];
  } | null;
  return {
    done: response.ok && outcome?.kind === 'done',
    to: outcome?.to ?? '',
    message: outcome?.errors?.[0]?.message ?? 'Dit kon niet meer opgeslagen worden.',
  };
}

function go(to: string) {
  const next = new URL(to, location.href);
  if (next.pathname !== location.pathname) return location.assign(next);
  history.replaceState(null, '', next);
  location.reload();
}

async function flush() {
  if (sending || !line || own().length === 0) return show();
  sending = true;
  let last = '';
  note = '';
  try {
    for (const waiting of own()) {
      const answer = await post(waiting, true);
      if (answer === 'offline') break;
      if (answer === 'signIn') {
        note = 'Log opnieuw in, dan gaat het alsnog.';
        break;
      }
      write(read().filter((w) => w.key !== waiting.key));
      if (answer.done) last = answer.to;
      else note = answer.message;
    }
  } finally {
    sending = false;
  }
  show();
  if (last && own().length === 0 && note === '') go(last);
}

/** What the page would show, had it been saved: a dashed edge says that it wasn't yet. */
function promise(button: HTMLElement | null) {
  if (!button?.classList.contains('mark')) return;
  const row = button.closest('.attendance-row');
  for (const mark of row?.querySelectorAll('.mark[aria-pressed]') ?? [])
    mark.setAttribute('aria-pressed', String(mark === button));
  row?.classList.add('is-waiting');
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.later === undefined || !line) return;
  event.preventDefault();
  const button = event.submitter;
  const fields = [...new FormData(form, button).entries()].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const key = newKey();
  const mark = fields.find(([name]) => name === 'mark')?.[1].split(':')[1] ?? '';
  const place = `${actionOf(form)} ${fields.find(([name]) => name === 'moment')?.[1] ?? ''} ${mark}`;
  const press: Waiting = {
    key,
    owner,
    place,
    action: actionOf(form),
    fields: fields.map(([name, value]) => [name, name === 'sleutel' ? key : value]),
    at: Date.now(),
  };
  void (async () => {
    const answer = own().length > 0 ? 'offline' : await post(press, false);
    if (answer === 'offline') {
      write([...read().filter((w) => !(w.owner === owner && w.place === place)), press]);
      promise(button);
      show();
      void flush();
      return;
    }
    if (answer !== 'signIn' && answer.done) return go(answer.to);
    // The server shows what is wrong on its own page, with what was typed.
    const hidden = document.createElement('input');
    hidden.type = 'hidden';
    if (button instanceof HTMLButtonElement && button.name) {
      hidden.name = button.name;
      hidden.value = button.value;
      form.append(hidden);
    }
    form.submit();
  })();
});

addEventListener('online', () => void flush());
setInterval(() => void flush(), 10_000);
void flush();

export {};
