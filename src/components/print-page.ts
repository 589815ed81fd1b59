/** The print button; without script the browser's own menu prints, and this button isn't there. */
const button = document.querySelector<HTMLButtonElement>('#print-kaart');
button?.addEventListener('click', () => print());
button?.closest('.fold-print')?.classList.add('is-ready');
