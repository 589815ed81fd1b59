/** The frame says that someone is done: back to where they began. It can ask for nothing else. */
const frame = document.querySelector<HTMLIFrameElement>('iframe.package-player');
window.addEventListener('message', (event) => {
  if (!frame || event.source !== frame.contentWindow || event.origin !== frame.dataset.origin) return;
  if (event.data === 'baliewijs:exit') location.assign(frame.dataset.back ?? '/leerkaart');
});
