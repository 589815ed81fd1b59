/** What the invented libraries of the demonstration wrote down at "Bij ons". No person or organisation in it exists. */

export interface DemoText {
  slot: string;
  /** Name of a branch; none: for the whole library. */
  branch?: string;
  body: string;
  document?: { title: string; daysAgo: number; place: string };
  /** E-mail of the owner. */
  owner: string;
  /** Days since someone looked at it. */
  checked: number;
  /** Days until it must be looked at again; below zero: too late. */
  review: number;
}

export interface DemoReferral {
  topic: string;
  branch?: string;
  organisation: string;
  purpose: string;
  how: string;
  contact: string;
  owner: string;
  checked: number;
  review: number;
}

const samira = 'specialist@duinrand.example';
const yusuf = 'yusuf@duinrand.example';
const ilse = 'ilse@duinrand.example';
const lotte = 'lotte@duinrand.example';
const tomasz = 'tomasz@duinrand.example';
/** Stopped some weeks ago. */
export const formerColleague = { email: 'joke@duinrand.example', name: 'Joke Visser', leftDaysAgo: 24 };
const joke = formerColleague.email;
const ruben = 'specialist@heuvelland.example';

export const duinrandTexts: readonly DemoText[] = [
  {
    slot: 'municipal-assignment',
    body: 'De gemeente Duinrand vraagt ons drie dingen. Elke inwoner kan bij ons gratis hulp krijgen bij digitale zaken. We zijn de plek waar mensen taal en rekenen kunnen oefenen. En we werken daarin samen met het welzijnswerk.\nDe gemeente Zeedorp vraagt hetzelfde, en ook voorlezen thuis voor jonge gezinnen.',
    owner: samira,
    checked: 40,
    review: 320,
  },
  {
    slot: 'policy-choices',
    body: 'Wel: spreekuren in alle drie de vestigingen, elke week, zonder afspraak. Wel: samen oefenen.\nNiet: formulieren invullen voor een klant, en belastingaangifte doen. Daarvoor verwijzen we door.',
    owner: samira,
    checked: 40,
    review: 320,
  },
  {
    slot: 'priorities',
    body: '1. Iedereen aan de balie stelt één vraag door, voor we doorverwijzen.\n2. De kaart met activiteiten klopt altijd.\n3. Jonge ouders kennen ons digiTaalhuis.\nDit kozen we samen in de tweede teambijeenkomst.',
    owner: samira,
    checked: 28,
    review: 150,
  },
  {
    slot: 'activities',
    body: 'Klik & Tik: maandag van 10 tot 12 uur, gratis. Aanmelden bij Yusuf.\nDigisterker: vier dinsdagen, gratis. Nieuwe groep in elk seizoen. Aanmelden aan de balie.\nTaalcafé: donderdag van 10 tot 11.30 uur, zo binnenlopen.\nVoorlezen voor peuters: woensdag om 10 uur, zo binnenlopen.',
    owner: yusuf,
    checked: 20,
    review: 70,
  },
  {
    slot: 'activities',
    branch: 'Zeedorp',
    body: 'Klik & Tik: vrijdag van 14 tot 16 uur, gratis. Aanmelden bij Lotte.\nTaalcafé: dinsdag van 19 tot 20.30 uur in het buurthuis, zo binnenlopen.\nDigisterker is alleen in Centrum. Er rijdt een buurtbus: vraag Lotte naar de tijden.',
    owner: lotte,
    checked: 12,
    review: 78,
  },
  {
    slot: 'partners',
    body: 'Welzijn Duinrand: taalmaatjes en hulp bij geldzaken.\nROC Kustland: lessen Nederlands en rekenen in ons gebouw.\nConsultatiebureau De Wieg: BoekStart en voorlezen.\nGemeente Duinrand: het loket verwijst naar ons spreekuur, en wij naar het loket.',
    owner: samira,
    checked: 60,
    review: 120,
  },
  {
    slot: 'colleagues',
    body: 'Taal en digiTaalhuis: Samira Haddad, toestel 21.\nComputer en Klik & Tik: Yusuf Aydın, toestel 24.\nJeugd en BoekStart: Ilse van Dalen, toestel 31.\nScholen: Ilse van Dalen.\nIDO: Tomasz Wójcik, toestel 26.\nAltijd goed: taalhuis@duinrand.example.',
    owner: samira,
    checked: 15,
    review: 75,
  },
  {
    slot: 'materials',
    body: 'De kast met de groene stip, links naast de leestafel. Makkelijk lezen staat op oogniveau. Oefenboeken voor schrijven en rekenen liggen onderin.\nOnline oefenen kan op elke computer. De knop ‘Oefenen’ staat op het bureaublad.',
    owner: joke,
    checked: 100,
    review: 80,
  },
  {
    slot: 'walk-in-hours',
    body: 'Digitaal spreekuur: dinsdag en donderdag van 14 tot 16 uur in Centrum. Je hoeft geen afspraak te maken. Is het druk? Dan krijgt iemand een nummer.\nSpreekuur geldzaken van Welzijn Duinrand: woensdag van 9.30 tot 11.30 uur, met afspraak.',
    owner: tomasz,
    checked: 110,
    review: -18,
  },
  {
    slot: 'channels',
    body: 'Bellen: elke werkdag van 10 tot 17 uur op het algemene nummer. De balie neemt op.\nMail: info@duinrand.example. Yusuf of Noor antwoordt binnen twee werkdagen.\nWhatsApp: alleen op het toestel van de bibliotheek, nooit op je eigen telefoon. Vraag nooit om een foto van een brief.',
    owner: yusuf,
    checked: 30,
    review: 60,
  },
  {
    slot: 'quiet-room',
    body: 'Spreekkamer De Schelp, naast de trap. De sleutel hangt in het kastje achter de balie. Reserveren kan in de agenda ‘De Schelp’.\nDe laptop met de blauwe hoes ligt in de la onder de printer.',
    owner: tomasz,
    checked: 50,
    review: 130,
  },
  {
    slot: 'quiet-room',
    branch: 'Zeedorp',
    body: 'Er is geen aparte kamer. Ga aan de tafel bij het raam zitten, achter het hoge rek. Zet de laptop met het scherm naar de muur.\nGaat het over geld of gezondheid? Bel dan Centrum en maak een afspraak in De Schelp.',
    owner: lotte,
    checked: 50,
    review: 130,
  },
  {
    slot: 'code-of-conduct',
    body: 'We helpen iedereen even vriendelijk. We geven geen advies over wat iemand moet kiezen. We nemen geen cadeaus aan boven de waarde van een doos koekjes. Twijfel je? Bespreek het met een collega.',
    document: {
      title: 'Gedragscode Bibliotheek Duinrand',
      daysAgo: 410,
      place: 'Intranet, map Personeel, en de klapper achter de balie',
    },
    owner: samira,
    checked: 45,
    review: 320,
  },
  {
    slot: 'privacy-protocol',
    body: 'We noteren de vraag en niet de persoon. Prints en papieren gaan mee met de klant of in de afgesloten bak. Formulieren met een handtekening bewaren we hoogstens vier weken, in de kast met slot. Twijfel je? Vraag het Samira.',
    document: { title: 'Privacyprotocol digitale hulp', daysAgo: 190, place: 'Intranet, map IDO' },
    owner: samira,
    checked: 45,
    review: 320,
  },
  {
    slot: 'house-rules',
    body: 'De klant houdt zelf toetsenbord en muis. Wij kijken weg bij een wachtwoord. Printen kost tien cent, de eerste print bij het spreekuur is gratis. Eten mag niet bij de computers, koffie met een deksel wel.',
    owner: samira,
    checked: 70,
    review: 290,
  },
  {
    slot: 'step-cards',
    body: 'De stappenkaarten staan in het rek naast de printer: wifi, printen, DigiD-app en uitloggen. Er ligt ook een setje onder de balie. Zijn ze bijna op? Geef het door aan Yusuf.',
    owner: yusuf,
    checked: 35,
    review: 145,
  },
  {
    slot: 'language-house',
    body: 'Het digiTaalhuis zit op de begane grond in Centrum, bij de grote leestafel. Open op maandag, dinsdag en donderdag van 10 tot 16 uur. De coördinator is Samira Haddad.',
    owner: samira,
    checked: 25,
    review: 155,
  },
  {
    slot: 'bookstart',
    body: 'Het koffertje ligt klaar in de kast achter de jeugdbalie, bovenste plank. De bon hoeft niet mee: is hij kwijt, dan krijgt de ouder het koffertje ook.\nIlse van Dalen is onze BoekStartcoach. Babyuurtje: elke eerste vrijdag van de maand om 10 uur.',
    owner: ilse,
    checked: 33,
    review: 147,
  },
  {
    slot: 'schools',
    body: 'Basisschool De Zandloper en basisschool De Branding: Ilse van Dalen is leesconsulent.\nVmbo Het Anker: Marieke Hofstra, elke dinsdag op school.\nEen leraar aan de balie? Vraag naar de school, en geef de mail door aan onderwijs@duinrand.example.',
    owner: ilse,
    checked: 90,
    review: 270,
  },
  {
    slot: 'ido-lead',
    body: 'Tomasz Wójcik. Hij is er op dinsdag, woensdag en donderdag. Duurt een vraag langer dan een kwartier? Schrijf alleen de vraag op een geel briefje en leg dat in zijn bakje. De klant krijgt een kaartje met de tijd van het spreekuur.',
    owner: tomasz,
    checked: 22,
    review: 68,
  },
  {
    slot: 'data-breach',
    body: 'Bel meteen Samira Haddad, toestel 21. Is zij er niet? Bel het hoofd bedrijfsvoering, toestel 10. Ook in het weekend: het nummer staat op de binnenkant van de kastdeur achter de balie.\nMaak niets schoon en stuur niets na. Schrijf op wat er gebeurde en hoe laat.',
    owner: samira,
    checked: 45,
    review: 135,
  },
  {
    slot: 'registration',
    body: 'In het lijstje op de balie-pc, knop ‘Turven’. Kies een onderwerp, een organisatie en hoe lang het duurde. Zet er geen naam, geen leeftijd en geen verhaal bij.',
    owner: tomasz,
    checked: 65,
    review: 300,
  },
];

export const heuvellandTexts: readonly DemoText[] = [
  {
    slot: 'activities',
    body: 'Taalcafé: woensdag van 14 tot 15.30 uur in Markt, zo binnenlopen.\nKlik & Tik: op afspraak, gratis. Vraag naar Ruben.',
    owner: ruben,
    checked: 9,
    review: 80,
  },
  {
    slot: 'colleagues',
    body: 'Taal en digitaal: Ruben Kerkhof, toestel 12.\nJeugd: Amina Rahimi, toestel 15.',
    owner: ruben,
    checked: 9,
    review: 80,
  },
];

export const duinrandReferrals: readonly DemoReferral[] = [
  {
    topic: 'reading-writing',
    organisation: 'DigiTaalhuis Duinrand',
    purpose: 'Beter leren lezen en schrijven, alleen of in een groepje. Gratis.',
    how: 'Loop mee naar de leestafel. Is er niemand? Maak samen een afspraak in de agenda op de balie.',
    contact: 'taalhuis@duinrand.example, toestel 21',
    owner: samira,
    checked: 20,
    review: 160,
  },
  {
    topic: 'reading-writing',
    organisation: 'Taalmaatjes van Welzijn Duinrand',
    purpose: 'Een vrijwilliger komt thuis helpen met lezen en schrijven.',
    how: 'Bel samen, terwijl de klant erbij is. De klant vertelt zelf wat de vraag is.',
    contact: 'Welzijn Duinrand, 085 000 12 10, taal@welzijn.example',
    owner: samira,
    checked: 60,
    review: 120,
  },
  {
    topic: 'arithmetic',
    organisation: 'ROC Kustland, les in de bibliotheek',
    purpose: 'Rekenen voor alledag: betalen, wegen, een rooster lezen.',
    how: 'Geef de folder mee en schrijf de lesdag erop. Aanmelden kan ook aan de balie.',
    contact: 'taal@rockustland.example, 085 000 12 20',
    owner: yusuf,
    checked: 50,
    review: 130,
  },
  {
    topic: 'learning-dutch',
    organisation: 'Taalcafé Duinrand',
    purpose: 'Nederlands praten met anderen. Voor iedereen die al een beetje Nederlands spreekt.',
    how: 'Zeg dag en tijd, en wie er dan is. Loop de eerste keer mee.',
    contact: 'taalhuis@duinrand.example',
    owner: yusuf,
    checked: 20,
    review: 160,
  },
  {
    topic: 'learning-dutch',
    branch: 'Zeedorp',
    organisation: 'Taalavond in het buurthuis',
    purpose: 'Nederlands oefenen op dinsdagavond.',
    how: 'Zo binnenlopen. Vraag in het buurthuis naar de groene tafel.',
    contact: 'Buurthuis Zeedorp, Dorpsplein, 085 000 12 35',
    owner: lotte,
    checked: 12,
    review: 168,
  },
  {
    topic: 'computer',
    organisation: 'Klik & Tik in de bibliotheek',
    purpose: 'Leren werken met de computer, op eigen tempo.',
    how: 'Meld de klant aan in de agenda. Geef het kaartje met de datum mee.',
    contact: 'Computerhoek, toestel 24',
    owner: yusuf,
    checked: 20,
    review: 160,
  },
  {
    topic: 'government',
    organisation: 'Digitaal spreekuur in de bibliotheek',
    purpose: 'Hulp bij DigiD, toeslagen, een bericht van de overheid. De klant vult zelf in, wij kijken mee.',
    how: 'Zo binnenlopen op dinsdag en donderdag. Haast? Kijk of er nu iemand vrij is.',
    contact: 'ido@duinrand.example, toestel 26',
    owner: tomasz,
    checked: 22,
    review: 158,
  },
  {
    topic: 'government',
    organisation: 'Loket van de gemeente Duinrand',
    purpose: 'Paspoort, verhuizen, uitkering aanvragen, formulieren op papier.',
    how: 'Bel eerst of een afspraak nodig is. Schrijf het adres en de tijden op.',
    contact: 'Raadhuisplein, 085 000 12 00',
    owner: tomasz,
    checked: 100,
    review: -6,
  },
  {
    topic: 'money',
    organisation: 'Spreekuur geldzaken, Welzijn Duinrand',
    purpose: 'Rekeningen, brieven van een incassobureau, schulden. Ook als het nog klein is.',
    how: 'Bied de spreekkamer aan. Bel samen voor een afspraak, binnen een week is er plek.',
    contact: '085 000 12 11, geld@welzijn.example',
    owner: samira,
    checked: 30,
    review: 150,
  },
  {
    topic: 'work',
    organisation: 'Werkplein Kustland',
    purpose: 'Werk zoeken, een sollicitatiebrief of cv maken, vragen over een uitkering.',
    how: 'Op maandag zit het werkplein in de bibliotheek, tafel bij het raam. Anders: bel samen.',
    contact: '085 000 12 40',
    owner: joke,
    checked: 95,
    review: 85,
  },
  {
    topic: 'housing',
    organisation: 'Huurdersspreekuur Duinrand',
    purpose: 'Vragen over huur, servicekosten, onderhoud of ruzie met de buren.',
    how: 'Geef het kaartje mee. De klant kan ook zelf bellen.',
    contact: 'Woonhuis De Dijk, 085 000 12 50',
    owner: samira,
    checked: 45,
    review: 135,
  },
  {
    topic: 'health',
    organisation: 'Steunpunt mantelzorg',
    purpose: 'Praten over zorgen voor een ander. Informatie, en iemand die het even overneemt.',
    how: 'Vraag of samen bellen fijn is. Gebruik de spreekkamer.',
    contact: '085 000 12 60, zorg@welzijn.example',
    owner: ilse,
    checked: 45,
    review: 135,
  },
  {
    topic: 'growing-up',
    organisation: 'Consultatiebureau De Wieg',
    purpose: 'Vragen over groei, slapen, eten en opvoeden. Ook voorlezen met BoekStart.',
    how: 'Inloop op woensdagochtend. Geef de folder met de tijden mee.',
    contact: '085 000 12 70',
    owner: ilse,
    checked: 33,
    review: 147,
  },
  {
    topic: 'growing-up',
    organisation: 'Huiswerkklas in de bibliotheek',
    purpose: 'Rustig huiswerk maken met hulp, voor leerlingen van 10 tot 16 jaar.',
    how: 'Zo binnenlopen op dinsdag en donderdag na school. Meld de eerste keer aan bij de jeugdbalie.',
    contact: 'Jeugdbalie, toestel 31',
    owner: ilse,
    checked: 33,
    review: 147,
  },
  {
    topic: 'meeting-people',
    organisation: 'Koffietafel van buurthuis De Vuurbaak',
    purpose: 'Koffie en een praatje. Iedereen kan aanschuiven, elke werkdag.',
    how: 'Zeg de tijd: van 10 tot 12 uur. Loop mee als het gebouw onbekend is.',
    contact: 'Buurthuis De Vuurbaak, 085 000 12 80',
    owner: lotte,
    checked: 28,
    review: 152,
  },
];

export const heuvellandReferrals: readonly DemoReferral[] = [
  {
    topic: 'learning-dutch',
    organisation: 'Taalcafé Heuvelland',
    purpose: 'Nederlands praten in een kleine groep.',
    how: 'Zo binnenlopen op woensdagmiddag.',
    contact: 'taal@heuvelland.example',
    owner: ruben,
    checked: 9,
    review: 170,
  },
  {
    topic: 'money',
    organisation: 'Welzijn Heuvelland, spreekuur geldzaken',
    purpose: 'Hulp bij rekeningen en schulden.',
    how: 'Bel samen voor een afspraak.',
    contact: '085 000 34 10',
    owner: ruben,
    checked: 9,
    review: 170,
  },
  {
    topic: 'government',
    organisation: 'Gemeenteloket Heuvelland',
    purpose: 'Paspoort, verhuizen en aanvragen op papier.',
    how: 'Geef adres en tijden mee.',
    contact: 'Markt, 085 000 34 00',
    owner: ruben,
    checked: 9,
    review: 170,
  },
];
