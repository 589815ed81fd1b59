/** The page between ours and the package: it holds the run-time, and stands on the content host. */
export const shellPage = (publicBaseUrl: string): string => `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="platform" content="${publicBaseUrl}">
<title>Pakket</title>
<link rel="stylesheet" href="/player/shell.css">
<script src="/player/shell.js" defer></script>
</head>
<body>
<div class="bar">
<button type="button" id="contents" aria-expanded="false" aria-controls="tree" hidden>Inhoud</button>
<button type="button" id="previous" hidden>Vorige</button>
<button type="button" id="continue" hidden>Volgende</button>
<p id="state" role="status"></p>
<button type="button" id="full">Groot scherm</button>
<button type="button" id="suspend" hidden>Later verder</button>
<button type="button" id="exit">Stoppen</button>
</div>
<main class="stage">
<h1 id="title" class="unseen">Pakket</h1>
<nav id="tree" aria-label="Inhoud" hidden></nav>
<div id="message" hidden></div>
<iframe id="sco" title="Het pakket" allow="fullscreen; autoplay; unload"></iframe>
</main>
<noscript><p>Dit pakket werkt alleen met JavaScript.</p></noscript>
</body>
</html>`;
