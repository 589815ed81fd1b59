import type { ServerResponse } from 'node:http';

const texts: Record<number, [title: string, text: string]> = {
  403: [
    'Dit formulier is niet aangenomen',
    'Het formulier kwam niet van een pagina van Baliewijs zelf. Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer.',
  ],
  405: ['Dat kan hier niet', 'Deze pagina neemt dit soort verzoeken niet aan. Ga terug naar de vorige pagina.'],
  413: [
    'Dit is te veel tekst',
    'Wat je verstuurde is groter dan 2 MB. Er is niets opgeslagen. Ga met de terugknop van je browser naar het formulier: je tekst staat er dan meestal nog. Maak de tekst korter en verstuur opnieuw.',
  ],
  500: ['Er ging iets mis', 'Dat ligt aan ons, niet aan jou. Wat je al had opgeslagen, is er nog. Probeer het zo nog eens.'],
};

/** A page that needs nothing: no database, no styles, no script. */
export function plainPage(res: ServerResponse, status: number, reference: string): void {
  const [title, text] = texts[status] ?? texts[500] ?? ['', ''];
  res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  res.end(
    `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · Baliewijs</title></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">Naar het begin</a></p><p>Nummer van deze melding: ${reference}</p></main></body></html>`,
  );
}
