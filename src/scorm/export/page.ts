/** The page of a module in a package: the body as the site rendered it, made to work from a folder without a server. */
import type { ExportedData } from '#src/domain/export/module.ts';
import { escaped } from './xml.ts';

/** Nothing from anywhere but the package itself, and no form goes anywhere: the script reads them. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/** @param up from the page to the top of the package: '' or '../' */
export function writePage(body: string, facts: { title: string; data: ExportedData; up: string }): string {
  const { title, data, up } = facts;
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${up}pagina/pagina.css">
<script src="${up}pagina/pagina.js" defer></script>
</head>
<body class="exported">
${fromFolder(body, up)}
<script type="application/json" id="gegevens">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
</body>
</html>
`;
}

const elsewhere = '<span class="visually-hidden"> (opent een nieuw venster)</span>';

/** Addresses of the site become those of the package; what has no place there is only text. */
export function fromFolder(html: string, up: string): string {
  return html
    .replaceAll(/\b(src|href)="\/tekeningen\//g, `$1="${up}tekeningen/`)
    .replaceAll('href="/begrippen#', 'href="#/woorden/')
    .replaceAll(/<a (?=[^>]*href="\/)[^>]*>([\s\S]*?)<\/a>/g, '$1')
    .replaceAll(
      /<a ([^>]*href="https?:\/\/[^>]*)>([\s\S]*?)<\/a>/g,
      (_link, attributes: string, text: string) =>
        `<a ${attributes.replaceAll(/ ?(?:target|rel)="[^"]*"/g, '')} target="_blank" rel="noopener noreferrer">${text}${elsewhere}</a>`,
    );
}

/** Names of the drawings that a page shows. */
export const drawingsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/\bsrc="(?:\.\.\/)?(tekeningen\/[a-z0-9/-]+\.svg)"/g)].map(([, name = '']) => name)),
];
