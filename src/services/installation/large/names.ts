/** Names to make people, places and texts of: all invented. */
export const provinces = [
  'Kustland',
  'Bosland',
  'Veenland',
  'Heideland',
  'Merenland',
  'Polderland',
  'Zandland',
  'Kleiland',
  'Heuvelstreek',
  'Waterstreek',
  'Eilandrijk',
  'Grasland',
] as const;

export const placeBegins =
  'Elzen Wilgen Berken Beuken Zilver Hazel Riet Lis Kraan Vossen Bever Otter Mezen Zwanen Reiger Kievit Vlier Iepen Varen Brem'.split(
    ' ',
  );
export const placeEnds = 'meer dal horst oever hout kamp bron brug'.split(' ');

export const branchNames = [
  'Centrum',
  'Stationsplein',
  'De Molen',
  'Zuid',
  'Noord',
  'De Linde',
  'Het Dok',
  'Markt',
  'De Wijk',
  'Oost',
  'De Brug',
  'Parkzicht',
  'Dorpshart',
  'West',
  'Het Atrium',
  'De Kaap',
] as const;

export const givenNames = (
  'Anna Sara Julia Emma Lotte Fatima Aylin Noor Iris Femke Lieke Marloes Saskia Ingrid Petra Wilma Hanneke Joke Samira Nadia ' +
  'Yasmina Elif Zeynep Priya Mei Chantal Naomi Esther Ruth Daan Sem Lucas Thijs Bram Mohamed Youssef Emre Murat Kofi Jayden ' +
  'Ruben Pieter Hendrik Kees Wouter Joost Maarten Gerard Karel Bas Stijn Tomasz Piotr Andrei Ravi Wei Hassan Omar Dirk Sjoerd'
).split(' ');

export const familyNames = [
  ...(
    'Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Postma Hoekstra Terpstra Kuipers ' +
    'Veenstra Kramer Scholten Willems Koster Prins Blom Schipper Groen Zijlstra Huisman Verhoeven Wouters Maas Aydın Yılmaz ' +
    'Demir Kaya Haddad Bouzid Amrani Mansouri Nguyen Chen Singh Ramdin Pinas Mensah Kowalski Nowak Popescu Silva Okafor'
  ).split(' '),
  'van Dalen',
  'van den Berg',
  'de Wit',
  'de Graaf',
  'van Dijk',
  'ter Horst',
  'van der Meer',
  'de Boer',
  'van Leeuwen',
  'van der Linden',
];

export const rooms = ['zaal boven', 'de leeszaal', 'de vergaderkamer', 'het leercentrum', 'de grote tafel'] as const;

/** Invented sentences that say nothing of anybody. */
export const noteTexts = [
  'Eerst vragen wat iemand al geprobeerd heeft. Dan pas een folder pakken.',
  'De folder van het taalcafé ligt in de bovenste la.',
  'Op dinsdag is het spreekuur druk: bel een collega als er meer dan drie mensen wachten.',
  'Rustig even stil zijn helpt. De klant vertelt dan zelf verder.',
  'Samen naar de computer lopen werkt beter dan wijzen.',
  'Vragen of het is gelukt: “Wat gaat u nu doen?”',
] as const;

export const localTexts = [
  'Bij ons kan iedereen op dinsdagochtend binnenlopen. Je hoeft je niet op te geven.',
  'Het taalcafé is op donderdag om 10 uur, aan de grote tafel.',
  'Vraag naar de collega van het leercentrum. Die kijkt samen met de klant.',
  'De materialen staan in de kast naast de balie. De sleutel hangt erachter.',
  'Wij werken samen met het wijkteam en met het Taalhuis in de stad.',
  'Elke eerste maandag van de maand kijken we samen of dit nog klopt.',
] as const;

export const correctionTexts = [
  'Het spreekuur begint een half uur later dan hier staat.',
  'Is er al een nieuwer cijfer dan dit?',
  'De naam van de partner is veranderd.',
  'Bij deze keuze zou ik eerst vragen wat de klant al kan.',
] as const;

export const agreementTexts = [
  'Hang de kaart met activiteiten naast de telefoon.',
  'Vraag of de tijden in de folder nog kloppen.',
  'Zet vijf minuten oefenen op de agenda van dinsdag.',
  'Maak een lijstje met wie op zaterdag samen dienst heeft.',
] as const;

export const partners = ['Werkplein', 'Taalhuis', 'Wijkteam', 'Vrijwilligerspunt', 'Buurthuis', 'Formulierenbrigade'] as const;

export const adviceTexts = [
  'Plan de tweede bijeenkomst nu al: dan kan iedereen zijn rooster erop maken.',
  'Begin elke dienst met vijf minuten oefenen. Dat helpt wie weinig tijd heeft.',
  'Laat de tekst van Bij ons door twee collega’s nakijken.',
] as const;

export const quoteTexts = [
  'Ik durf nu eerder door te vragen.',
  'De korte lessen passen tussen twee klanten door.',
  'Met elkaar praten hielp mij het meest.',
] as const;

export const verdictTexts = [
  'De voorbeelden passen bij onze balie.',
  'De tweede les mag korter.',
  'Hier leerden mensen weinig nieuws.',
] as const;
