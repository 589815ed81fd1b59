/** The error pages in plain Dutch. */
const texts: Record<number, { title: string; text: string }> = {
  403: {
    title: 'Dit is niet voor jou bedoeld',
    text: 'Deze pagina hoort bij een andere rol dan die van jou. Klopt dat niet? Vraag het aan de beheerder.',
  },
  404: {
    title: 'Deze pagina is er niet',
    text: 'Het adres klopt niet, of de pagina is weg. Kijk of je het adres goed hebt overgenomen, of ga naar het begin.',
  },
  409: {
    title: 'Dit is net veranderd',
    text: 'Iemand anders was je voor. Ga terug, laad de pagina opnieuw en kijk hoe het nu staat.',
  },
  415: {
    title: 'Dit formulier is niet goed aangekomen',
    text: 'Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer.',
  },
  503: {
    title: 'Even geduld',
    text: 'Het is nu te druk om dit op te slaan. Er is niets veranderd. Ga terug en probeer het over een minuut opnieuw: wat je typte, staat er nog.',
  },
};

const general = {
  title: 'Er ging iets mis',
  text: 'Dat ligt aan ons, niet aan jou. Wat je al had opgeslagen, is er nog. Probeer het zo nog eens.',
};

export const errorText = (status: number) => texts[status] ?? general;
