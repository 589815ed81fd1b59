/** Tells the server which part of the lesson is on screen, when that changes. Without it, the buttons of the page still do. */
const article = document.querySelector<HTMLElement>('article.lesson');
const waitFor = 2000;

let current = '';
let sent = '';
let timer: number | undefined;

function send() {
  timer = undefined;
  if (!article || current === sent) return;
  sent = current;
  const fields = new FormData();
  for (const name of ['course', 'module', 'lesson']) fields.set(name, article.dataset[name] ?? '');
  fields.set('anchor', current);
  // Signed out, or offline: the place is not kept, and reading goes on.
  fetch('/_actions/lesson.position', { method: 'POST', body: fields, keepalive: true }).catch(() => {});
}

// The part that crosses a line at two fifths of the screen is the one being read.
const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.isIntersecting) current = entry.target.id;
    if (current !== sent) timer ??= window.setTimeout(send, waitFor);
  },
  { rootMargin: '-40% 0px -60% 0px' },
);
for (const step of article?.querySelectorAll('section.step') ?? []) watcher.observe(step);
addEventListener('pagehide', () => {
  if (timer !== undefined) send();
});
