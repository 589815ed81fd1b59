/** Moves a line of an order question at once, where the form would ask the server for it; of questions that come later too. */
document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>('[data-arrange] .arrange-button');
  const list = button?.closest('[data-arrange]');
  const row = button?.closest('li');
  if (!button || !list || !row) return;
  event.preventDefault();
  const up = button.value.endsWith('.up');
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  other[up ? 'before' : 'after'](row);
  const rows = [...list.children];
  for (const [index, item] of rows.entries()) {
    const [first, second] = item.querySelectorAll('.arrange-button');
    first?.toggleAttribute('aria-disabled', index === 0);
    second?.toggleAttribute('aria-disabled', index === rows.length - 1);
    for (const b of [first, second]) if (b?.hasAttribute('aria-disabled')) b.setAttribute('aria-disabled', 'true');
  }
  button.focus();
  const status = list.parentElement?.querySelector('[data-arranged]');
  if (status) status.textContent = `Nu op plaats ${rows.indexOf(row) + 1} van ${rows.length}.`;
});
