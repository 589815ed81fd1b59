import type { ServerResponse } from 'node:http';

type Words = [title: string, text: string];

/** In place of 413, where a file was sent. */
export const listTooBig: Words = [
  'Dit bestand is te groot',
  'Een bestand met mensen mag hoogstens 5 MB zijn. Er is niets ingelezen. Haal kolommen weg die je niet nodig hebt, of verdeel de mensen over meer bestanden.',
];

const texts: Record<number, Words> = {
  400: [
    'Dit verzoek is niet goed aangekomen',
    'Kijk of het adres klopt, of ga terug naar de vorige pagina en probeer het nog een keer.',
  ],
  403: [
    'Dit formulier is niet aangenomen',
    'Het formulier kwam niet van een pagina van Baliewijs zelf. Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer.',
  ],
  404: [
    'Deze pagina is er niet',
    'Het adres klopt niet, of de pagina is weg. Kijk of je het adres goed hebt overgenomen, of ga naar het begin.',
  ],
  405: ['Dat kan hier niet', 'Deze pagina neemt dit soort verzoeken niet aan. Ga terug naar de vorige pagina.'],
  408: ['Dit duurde te lang', 'De verbinding was te traag. Ga terug naar de vorige pagina en probeer het nog een keer.'],
  413: [
    'Dit is te veel tekst',
    'Wat je verstuurde is groter dan 2 MB. Er is niets opgeslagen. Ga met de terugknop van je browser naar het formulier: je tekst staat er dan meestal nog. Maak de tekst korter en verstuur opnieuw.',
  ],
  431: [
    'Je browser stuurt te veel mee',
    'Waarschijnlijk zijn de cookies van deze site te groot geworden. Wis de cookies van deze site in je browser en log opnieuw in.',
  ],
  500: ['Er ging iets mis', 'Dat ligt aan ons, niet aan jou. Wat je al had opgeslagen, is er nog. Probeer het zo nog eens.'],
};

/** A page that needs nothing: no database, no styles, no script. */
export function plainHtml(status: number, reference: string, words?: Words): string {
  const [title, text] = words ?? texts[status] ?? texts[500] ?? ['', ''];
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · Baliewijs</title></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">Naar het begin</a></p><p>Nummer van deze melding: ${reference}</p></main></body></html>`;
}

export function plainPage(res: ServerResponse, status: number, reference: string, words?: Words): void {
  const html = plainHtml(status, reference, words);
  res.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Cache-Control': 'no-store',
  });
  res.end(html);
}
