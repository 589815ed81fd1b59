/** Shows how far an upload is. Without this the form works as any form. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-package-upload]'))
  form.addEventListener('submit', (event) => {
    const box = form.querySelector<HTMLElement>('.package-progress');
    const bar = box?.querySelector('progress');
    const words = box?.querySelector('p');
    const button = form.querySelector('button');
    if (!box || !bar || !words || !button) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const failed = () => {
      words.textContent = 'Het versturen is niet gelukt. Kijk of je verbinding hebt en probeer het nog een keer.';
      button.disabled = false;
    };
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (!lengthComputable) return;
      const percent = Math.floor((loaded / total) * 100);
      bar.value = percent;
      words.textContent = percent < 100 ? `${percent}%` : 'Verstuurd. We kijken het pakket na.';
    });
    request.addEventListener('load', () => {
      const there = new URL(request.responseURL);
      if (request.status < 400 && there.pathname !== location.pathname) location.assign(request.responseURL);
      else {
        // The same page, with what must be mended.
        const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
        const main = answer.querySelector('main');
        if (!main) return failed();
        document.title = answer.title;
        document.querySelector('main')?.replaceWith(main);
        (main.querySelector<HTMLElement>('[tabindex="-1"], [aria-invalid="true"]') ?? main).focus();
        main.querySelector('form[data-package-upload]')?.removeAttribute('data-package-upload');
      }
    });
    request.addEventListener('error', failed);
    request.addEventListener('timeout', failed);
    request.open('POST', form.action);
    box.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  });
