/** What the people of the demonstration wrote in their assignments: all invented, and nothing about a customer. */
import type { Assignment } from '#src/domain/assignment.ts';

const texts: Record<string, Record<string, string>> = {
  'oa-opdracht-kaart': {
    computer: 'Eerst Lotte, zij geeft Klik & Tik. Op maandag en donderdag is ze er. Anders loop ik naar de studiezaal.',
    taal: 'Ilse van het Taalcafé. Is zij er niet, dan de map achter de balie: daar staat het rooster in.',
    regelen: 'Het IDO, dinsdag en vrijdag van 10 tot 12 uur, in de ruimte naast de leestafel.',
    kinderen: 'Baby: Marieke van BoekStart. School: onze leesconsulent, die is er op woensdag.',
    zin: 'In het Taalcafé oefen je praten met koffie erbij, je loopt gewoon binnen op woensdagochtend.',
    partner: 'Welzijn Duinrand. Die bel ik als iemand thuis hulp zoekt en niet naar ons wil komen.',
    kosten: 'Het IDO en het Taalcafé zijn gratis. Klik & Tik ook. Printen kost geld.',
    nagekeken: 'Vorige week, samen met Samira. Het rooster van het IDO was veranderd!',
  },
  'lc-opdracht-zin': {
    f1: 'Ik vroeg het Samira bij de koffie.',
    f2: 'De gemeente wil dat mensen zelf verder kunnen, en wij zijn de plek waar ze beginnen.',
    f3: '“Kom maar, dan kijken we samen waar u kunt beginnen.”',
  },
  'pb-opdracht-balie': {
    'wat-deed-je': 'Ik ben voor openingstijd aan de andere kant gaan staan. Daarna heb ik het scherm een kwart gedraaid.',
    'wat-merkte-je': 'Je kon vanaf de rij meelezen. En je hoort ons bij de kast verder praten.',
    'wat-nu': 'Als ik opsta, vergrendel ik het scherm. Praten over een vraag doen we achter.',
  },
  'pi-opdracht-afspraken': {
    f1: 'Dan vraag ik het eerst aan Ellen. De formulieren liggen in de la onder de printer.',
    f2: 'De kleine werkkamer. De laptop ligt in de kast, de sleutel hangt achter.',
    f3: 'Wie naast je staat. Steek twee vingers op, dan weten we het.',
    f4: '?',
    f5: 'Het lijstje in de map: onderwerp en organisatie. Naam en nummer laten we leeg.',
    f6: 'Alles wat langer dan een kwartier duurt.',
    f7: 'Mei.',
  },
};

/** Every field filled in. */
export const demoResponse = (assignment: Assignment): Record<string, string> =>
  Object.fromEntries(assignment.fields.map(({ id }) => [id, texts[assignment.id]?.[id] ?? 'Dit heb ik met Samira doorgenomen.']));

export const demoReply =
  'Wat fijn concreet! Die zin over het Taalcafé ga ik ook gebruiken. Neem de kaart mee naar de bijeenkomst, dan leggen we ze naast elkaar.';
