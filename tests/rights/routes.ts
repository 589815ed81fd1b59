/**
 * Who gets what at which address: one row per page. A page without a row fails the test. "own" is an object of the
 * reader's own library (or the reader's own), "other" one of another library or person.
 */
export const actors = ['anonymous', 'learner', 'educationSpecialist', 'adviser', 'administrator'] as const;
export type ActorKind = (typeof actors)[number];

/** in: sent to the sign-in page. */
export type Expected = 200 | 303 | 401 | 403 | 404 | 405 | 500 | 'in';
export type Row = Record<ActorKind, Expected | { own: Expected; other: Expected }>;

const everyone: Row = { anonymous: 200, learner: 200, educationSpecialist: 200, adviser: 200, administrator: 200 };
const signedIn: Row = { ...everyone, anonymous: 'in' };
const administrators: Row = { anonymous: 'in', learner: 403, educationSpecialist: 403, adviser: 403, administrator: 200 };
/** Pages of a group: the specialist of its library and its leaders. */
const groupPages: Row = {
  anonymous: 'in',
  learner: 403,
  educationSpecialist: { own: 200, other: 404 },
  adviser: 403,
  administrator: 403,
};
/** Pages of a library: who works there reads, its specialist keeps; out of scope is not found. */
const libraryPages: Row = {
  anonymous: 'in',
  learner: { own: 200, other: 404 },
  educationSpecialist: { own: 200, other: 404 },
  adviser: 403,
  administrator: 403,
};
const staff: Row = { anonymous: 'in', learner: 200, educationSpecialist: 200, adviser: 403, administrator: 403 };
/** Whoever has the code may look; in the other library nobody has a certificate yet. */
const ifThere = { own: 200, other: 404 } as const;
const verification: Row = {
  anonymous: ifThere,
  learner: ifThere,
  educationSpecialist: ifThere,
  adviser: ifThere,
  administrator: ifThere,
};
const nobody: Row = { anonymous: 404, learner: 404, educationSpecialist: 404, adviser: 404, administrator: 404 };

/** Someone's own note: of anyone else it isn't there. */
const ownNote: Row = {
  anonymous: 'in',
  learner: { own: 200, other: 404 },
  educationSpecialist: 404,
  adviser: 404,
  administrator: 404,
};

/** Names in [brackets] are filled in by the test: from the own and from the other library. */
export const routes: Record<string, Row> = {
  '/': { anonymous: 200, learner: 303, educationSpecialist: 303, adviser: 303, administrator: 303 },
  '/inloggen': everyone,
  '/uitloggen': everyone,
  '/wachtwoord-vergeten': everyone,
  '/uitnodiging/[token]': nobody,
  '/wachtwoord/[token]': nobody,
  '/hulp': everyone,
  '/wie-ziet-wat': everyone,
  '/privacy': everyone,
  '/toegankelijkheid': everyone,
  '/balie': everyone,
  '/postvak': everyone,
  '/fout': nobody,
  '/500': { anonymous: 500, learner: 500, educationSpecialist: 500, adviser: 500, administrator: 500 },
  '/[...weg]': nobody,
  '/healthz': everyone,
  '/.well-known/security.txt': everyone,
  '/account': signedIn,
  '/leerkaart': signedIn,
  '/leerkaart/[group]': {
    anonymous: 'in',
    learner: { own: 200, other: 404 },
    educationSpecialist: 404,
    adviser: 404,
    administrator: 404,
  },
  '/bijeenkomsten': signedIn,
  '/begrippen': signedIn,
  '/zoeken': signedIn,
  '/mijn-balie': signedIn,
  '/mijn-balie/kaart': signedIn,
  '/mijn-balie/notitie': signedIn,
  '/mijn-balie/notitie/[note]': ownNote,
  '/mijn-balie/notitie/[note]/verwijderen': ownNote,
  '/bij-ons': staff,
  '/bij-ons/lezen': staff,
  '/bij-ons/[library]/[slot]': groupPages,
  '/bij-ons/[library]/sociale-kaart': libraryPages,
  '/bij-ons/[library]/sociale-kaart/nieuw': groupPages,
  '/bij-ons/[library]/sociale-kaart/[referral]': groupPages,
  '/cursus': signedIn,
  '/cursus/[course]': signedIn,
  '/cursus/[course]/[module]': signedIn,
  '/cursus/[course]/[module]/[lesson]': signedIn,
  '/cursus/[course]/[module]/[lesson]/klopt-niet': signedIn,
  '/cursus/[course]/[module]/toets': signedIn,
  '/cursus/[course]/[module]/veranderd': signedIn,
  '/cursus/[course]/[module]/opdracht/[assignment]': signedIn,
  '/meldingen': signedIn,
  // A report about a library's own text: for who wrote it and for the specialist there. To others it is not there.
  '/meldingen/[melding]': {
    anonymous: 'in',
    learner: { own: 200, other: 404 },
    educationSpecialist: { own: 200, other: 404 },
    adviser: 404,
    administrator: 404,
  },
  '/cursus/[course]/[module]/gesprek/[conversation]': signedIn,
  '/gesprekken': signedIn,
  '/groepen': { anonymous: 'in', learner: 403, educationSpecialist: 200, adviser: 403, administrator: 403 },
  '/groepen/[groep]': groupPages,
  '/groepen/[groep]/opdrachten': groupPages,
  '/groepen/[groep]/deelnemers/[person]': groupPages,
  '/groepen/[groep]/deelnemers/[person]/intrekken/[certificate]': groupPages,
  // This participant has a certificate that stands: nothing to give or to issue again, so back to the participant.
  '/groepen/[groep]/deelnemers/[person]/bewijs': { ...groupPages, educationSpecialist: { own: 303, other: 404 } },
  '/groepen/[groep]/deelnemers/[person]/opnieuw': { ...groupPages, educationSpecialist: { own: 303, other: 404 } },
  '/groepen/[groep]/bijeenkomsten/[nr]': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/afzeggen': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/draaiboek': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/indeling': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/plannen': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/lijst': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/wijzigen': groupPages,
  '/certificaten/[code]': verification,
  '/certificaten/[code].pdf': {
    anonymous: 'in',
    learner: 404,
    educationSpecialist: { own: 200, other: 404 },
    adviser: 404,
    administrator: 404,
  },
  '/beheer': administrators,
  '/beheer/bibliotheken': administrators,
  '/beheer/bibliotheken/nieuw': administrators,
  '/beheer/bibliotheken/[id]': administrators,
  '/beheer/bibliotheken/[id]/opheffen': administrators,
  '/beheer/bibliotheken/[id]/vestigingen/[vestiging]': administrators,
  '/beheer/mensen': administrators,
  '/beheer/mensen/nieuw': administrators,
  '/beheer/mensen/[id]': administrators,
  '/beheer/mensen/[id]/uitzetten': administrators,
  '/beheer/mensen/[id]/werkplek': administrators,
  '/beheer/mensen/[id]/werkplek/[werkplek]': administrators,
  '/beheer/groepen': administrators,
  '/beheer/groepen/nieuw': administrators,
  '/beheer/groepen/[id]': administrators,
  '/beheer/groepen/[id]/begeleiders': administrators,
  '/beheer/groepen/[id]/deelnemers': administrators,
  '/beheer/groepen/[id]/onderdelen': administrators,
  '/beheer/groepen/[id]/onderdelen/controle': administrators,
};
