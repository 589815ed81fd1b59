/**
 * Who gets what at which address: one row per page. A page without a row fails the test. "own" is an object of the
 * reader's own library (or the reader's own), "other" one of another library or person in the same province, "far" one of
 * another province: like "other" where nothing is said.
 */
export const actors = ['anonymous', 'learner', 'educationSpecialist', 'adviser', 'administrator'] as const;
export type ActorKind = (typeof actors)[number];

/** in: sent to the sign-in page. */
export type Expected = 200 | 303 | 401 | 403 | 404 | 405 | 500 | 'in';
export type Cell = Expected | { own: Expected; other: Expected; far?: Expected };
export type Row = Record<ActorKind, Cell>;

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
/** A report and the files to take along. */
const reportPages = (path: string, row: Row): Record<string, Row> =>
  Object.fromEntries(['', '.pdf', '.docx', '.csv'].map((ending) => [`${path}${ending}`, row]));
const advisers: Row = { anonymous: 'in', learner: 403, educationSpecialist: 403, adviser: 200, administrator: 403 };
/** Every library of the adviser's own province, and none of another. */
const province = { own: 200, other: 200, far: 404 } as const;
const ownAdvisers: Row = { ...advisers, adviser: province };
/** What is arranged for a group: the administrator does so too. */
const arrangePages: Row = { ...groupPages, administrator: 200 };
/** Pages of a library: who works there reads, its specialist keeps; out of scope is not found. */
const libraryPages: Row = {
  anonymous: 'in',
  learner: { own: 200, other: 404 },
  educationSpecialist: { own: 200, other: 404 },
  adviser: 403,
  administrator: 403,
};
/** Of a meeting: who is in its group. */
const ownMeetings: Row = {
  anonymous: 'in',
  learner: { own: 200, other: 404 },
  educationSpecialist: 404,
  adviser: 404,
  administrator: 404,
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
const ownMoment: Row = {
  anonymous: 'in',
  learner: { own: 200, other: 404 },
  educationSpecialist: 404,
  adviser: 404,
  administrator: 404,
};
const packageKeepers: Row = { anonymous: 'in', learner: 403, educationSpecialist: 200, adviser: 403, administrator: 200 };
/** One package: the specialist of its library and the administrator keep it; who works there does it. */
const packageKeeping: Row = { ...packageKeepers, educationSpecialist: { own: 200, other: 404 } };
const packagePlaying: Row = {
  anonymous: 'in',
  learner: { own: 200, other: 404 },
  educationSpecialist: { own: 200, other: 404 },
  adviser: 404,
  administrator: 200,
};
const nothingThere: Row = { anonymous: 'in', learner: 404, educationSpecialist: 404, adviser: 404, administrator: 404 };
const exporters: Row = { anonymous: 'in', learner: 403, educationSpecialist: 200, adviser: 200, administrator: 200 };
const nobody: Row = { anonymous: 404, learner: 404, educationSpecialist: 404, adviser: 404, administrator: 404 };

/** Someone's own note: of anyone else it isn't there. */
const ownNote: Row = {
  anonymous: 'in',
  learner: { own: 200, other: 404 },
  educationSpecialist: 404,
  adviser: 404,
  administrator: 404,
};

/** Of a library's part in a pilot: its specialist, and whoever advises at the POI of the pilot (both demo libraries are theirs). */
const pilotPart: Row = {
  anonymous: 'in',
  learner: 403,
  educationSpecialist: { own: 200, other: 404 },
  adviser: province,
  administrator: 403,
};

/** Names in [brackets] are filled in by the test: from the own and from the other library. */
export const routes: Record<string, Row> = {
  '/': { anonymous: 200, learner: 303, educationSpecialist: 303, adviser: 303, administrator: 303 },
  '/inloggen': everyone,
  // Nothing was begun at another place to sign in, and the demonstration has none.
  '/inloggen/elders': nobody,
  '/inloggen/koppelen': nobody,
  '/inloggen/terug': nobody,
  '/uitloggen': everyone,
  '/wachtwoord-vergeten': everyone,
  '/inloglink': everyone,
  '/inloglink/[token]': nobody,
  '/uitnodiging/[token]': nobody,
  '/wachtwoord/[token]': nobody,
  '/kaart/[token]': nobody,
  '/meedoen/[token]': nobody,
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
  '/.well-known/did.json': everyone,
  '/account': signedIn,
  '/account/mail': signedIn,
  // Nobody of the demonstration has a passkey to show: on to where it is made.
  '/account/bevestigen': { anonymous: 'in', learner: 303, educationSpecialist: 303, adviser: 303, administrator: 303 },
  '/account/inlogmanieren': signedIn,
  '/account/agenda': signedIn,
  '/account/gegevens': signedIn,
  '/account/gegevens.json': signedIn,
  '/account/leergegevens.jsonl': signedIn,
  '/account/gegevens/[kind]': signedIn,
  '/account/logboek': signedIn,
  '/account/wissen': signedIn,
  '/agenda/[token].ics': nobody,
  '/leergegevens': { ...groupPages, educationSpecialist: 303 },
  '/leergegevens/[library]': groupPages,
  // Without a period: back to the form.
  '/leergegevens/[library]/bestand.jsonl': { ...groupPages, educationSpecialist: { own: 303, other: 404 } },
  '/leerkaart': signedIn,
  '/leerkaart/[group]': {
    anonymous: 'in',
    learner: { own: 200, other: 404 },
    educationSpecialist: 404,
    adviser: 404,
    administrator: 404,
  },
  '/leerkaart/[group]/pauze': {
    anonymous: 'in',
    learner: { own: 200, other: 404 },
    educationSpecialist: 404,
    adviser: 404,
    administrator: 404,
  },
  '/bijeenkomsten': signedIn,
  // A meeting of a group one takes part in. The demonstration's learner was at the first meeting: the page says so.
  '/bijeenkomsten/[meeting]/inhalen': ownMeetings,
  '/bijeenkomsten/[meeting]/voornemen': ownMeetings,
  // Of who takes part in it; anyone may take part in something.
  '/bijeenkomst/[moment]': ownMoment,
  '/bijeenkomst/[moment]/stroom': ownMoment,
  '/inchecken': signedIn,
  '/inchecken/[code]': signedIn,
  '/suggesties': { anonymous: 'in', learner: 403, educationSpecialist: 403, adviser: 200, administrator: 403 },
  // Of a member: oneself, or with ?persoon= someone of a group one leads.
  '/bijeenkomsten/[group]/[nr]': {
    anonymous: 'in',
    learner: { own: 200, other: 404 },
    educationSpecialist: 404,
    adviser: 404,
    administrator: 404,
  },
  '/pilots/[pilot]/[deelname]/advies': pilotPart,
  '/pilots/[pilot]/[deelname]/advies/afspraken/[afspraak]': pilotPart,
  // Only the adviser plans talks.
  '/pilots/[pilot]/[deelname]/advies/gesprekken/[gesprek]': {
    ...pilotPart,
    educationSpecialist: 403,
  },
  '/datumprikker/[poll]': { ...nobody, anonymous: 'in' },
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
  '/cursus/[course]/[module]/[lesson]/hulp': signedIn,
  '/cursus/[course]/[module]/[lesson]/klopt-niet': signedIn,
  '/cursus/[course]/[module]/toets': signedIn,
  '/cursus/[course]/[module]/veranderd': signedIn,
  '/cursus/[course]/[module]/opdracht/[assignment]': signedIn,
  '/meldingen': signedIn,
  // Who takes part in a group that counts; a specialist who only leads it is asked nothing.
  '/vragenlijst/[deelname]/[ronde]': {
    anonymous: 'in',
    learner: { own: 200, other: 404 },
    educationSpecialist: 404,
    adviser: 403,
    administrator: 403,
  },
  '/pilots/[pilot]/[deelname]/tellingen': pilotPart,
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
  '/groepen/nieuw': { anonymous: 'in', learner: 403, educationSpecialist: 200, adviser: 403, administrator: 403 },
  '/groepen/[groep]/begeleiders': arrangePages,
  '/groepen/[groep]/kopieren': arrangePages,
  '/groepen/[groep]/mensen': arrangePages,
  '/groepen/[groep]/mensen/kaarten': arrangePages,
  '/groepen/[groep]/mensen/kiezen': arrangePages,
  '/groepen/[groep]/mensen/lijst': arrangePages,
  '/groepen/[groep]/mensen/link': arrangePages,
  '/groepen/[groep]/onderdelen': arrangePages,
  '/groepen/[groep]/onderdelen/controle': arrangePages,
  '/groepen/[groep]/planning': groupPages,
  '/groepen/[groep]/wijzigen': arrangePages,
  '/groepen/[groep]': groupPages,
  '/groepen/[groep]/opdrachten': groupPages,
  '/groepen/[groep]/deelnemers/[person]': groupPages,
  '/groepen/[groep]/deelnemers/[person]/intrekken/[certificate]': groupPages,
  // This participant has a certificate that stands: nothing to give or to issue again, so back to the participant.
  '/groepen/[groep]/deelnemers/[person]/bewijs': { ...groupPages, educationSpecialist: { own: 303, other: 404 } },
  '/groepen/[groep]/deelnemers/[person]/opnieuw': { ...groupPages, educationSpecialist: { own: 303, other: 404 } },
  '/groepen/[groep]/bijeenkomsten/[nr]': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/afspraken/[agreement]': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/agenda': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/begeleiden': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/afstandsbediening': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/begeleiden': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/carrousel': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/papier': groupPages,
  // A plain question, without asking for a stream, is answered at once.
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/stroom': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/afzeggen': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/draaiboek': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/datumprikker': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/indeling': groupPages,
  // Someone who handed in a make-up task that waits.
  '/groepen/[groep]/bijeenkomsten/[nr]/inhalen/[person]': { ...groupPages, educationSpecialist: 404 },
  '/groepen/[groep]/bijeenkomsten/[nr]/opbrengst': groupPages,
  // Whoever takes part reads it too, once it was sent.
  '/groepen/[groep]/bijeenkomsten/[nr]/verslag': { ...groupPages, learner: { own: 200, other: 403 } },
  '/groepen/[groep]/maatjes': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/plannen': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/begeleiding': arrangePages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/lijst': groupPages,
  '/groepen/[groep]/bijeenkomsten/[nr]/[moment]/wijzigen': groupPages,
  '/certificaten/[code]': verification,
  // Whoever's it is, and nobody else: not who leads the group, who does have the print.
  '/certificaten/[code].badge.json': {
    anonymous: 'in',
    learner: 404,
    educationSpecialist: 404,
    adviser: 404,
    administrator: 404,
  },
  '/certificaten/status/[list]': everyone,
  '/certificaten/cursus/[course]': everyone,
  '/certificaten/cursus/[course].json': everyone,
  '/certificaten/profiel/[profile]': everyone,
  '/certificaten/[code].pdf': {
    anonymous: 'in',
    learner: 404,
    educationSpecialist: { own: 200, other: 404 },
    adviser: 404,
    administrator: 404,
  },
  '/pilots': { anonymous: 'in', learner: 403, educationSpecialist: 200, adviser: 200, administrator: 403 },
  '/pilots/nieuw': advisers,
  '/pilots/vergelijken': advisers,
  '/pilots/landelijk': administrators,
  '/pilots/[pilot]': ownAdvisers,
  '/pilots/[pilot]/wijzigen': ownAdvisers,
  // A library's part in a pilot: for the adviser of its POI, and for its own specialists.
  '/pilots/[pilot]/[deelname]': pilotPart,
  '/pilots/[pilot]/[deelname]/meedoen': { ...advisers, educationSpecialist: { own: 200, other: 404 }, adviser: 403 },
  '/pilots/[pilot]/verslag': ownAdvisers,
  ...reportPages('/pilots/[pilot]/verslag/[versie]', ownAdvisers),
  ...reportPages('/pilots/[pilot]/verslag/[versie]/[deelname]', pilotPart),
  '/beheer/cursussen': administrators,
  '/beheer/cursussen/[course]': administrators,
  '/beheer': administrators,
  '/beheer/berichten': administrators,
  '/beheer/berichten/[soort]': administrators,
  '/beheer/berichten/[soort]/mail': administrators,
  '/beheer/bibliotheken': administrators,
  '/beheer/bibliotheken/nieuw': administrators,
  '/beheer/bibliotheken/[id]': administrators,
  '/beheer/bibliotheken/[id]/opheffen': administrators,
  '/beheer/bibliotheken/[id]/vestigingen/[vestiging]': administrators,
  '/beheer/mensen': administrators,
  '/beheer/mensen/nieuw': administrators,
  '/beheer/mensen/inlezen': administrators,
  // A list is there only for who uploaded it.
  '/beheer/mensen/inlezen/[lijst]': { ...administrators, administrator: 404 },
  '/pakket/[pakket]': packagePlaying,
  // One learner has begun with it; nobody else has anything kept.
  '/pakket/[pakket]/bewaard': { ...nothingThere, learner: { own: 200, other: 404 } },
  '/pakket/[pakket]/spelen/[sleutel]': nothingThere,
  '/pakketten': packageKeepers,
  '/pakketten/nieuw': packageKeepers,
  '/pakketten/[pakket]': packageKeeping,
  '/pakketten/[pakket]/versie': packageKeeping,
  '/pakketten/[pakket]/weghalen': packageKeeping,
  '/pakketten/[pakket]/[uitgave]/bestand': packageKeeping,
  '/uitvoer': exporters,
  // Which module, and of which library the texts, stands in the query: tests/services/export.
  '/uitvoer/pakket': { ...exporters, educationSpecialist: 404, adviser: 404, administrator: 404 },
  '/uitvoer/inhoud': nobody,
  '/mensen/inlezen': { anonymous: 'in', learner: 403, educationSpecialist: 200, adviser: 403, administrator: 200 },
  '/mensen/inlezen/[lijst]': { anonymous: 'in', learner: 403, educationSpecialist: 404, adviser: 403, administrator: 404 },
  '/beheer/mensen/[id]': administrators,
  '/beheer/mensen/[id]/samenvoegen': administrators,
  '/beheer/mensen/[id]/samenvoegen/[ander]': administrators,
  // Nothing was joined here.
  '/beheer/mensen/[id]/samenvoegen/terug/[samenvoeging]': { ...administrators, administrator: 404 },
  '/beheer/mensen/[id]/uitzetten': administrators,
  '/beheer/mensen/[id]/werkplek': administrators,
  '/beheer/mensen/[id]/werkplek/[werkplek]': administrators,
  '/beheer/bewaren': administrators,
  '/beheer/logboek': administrators,
  '/beheer/wissen': administrators,
  '/beheer/wissen/[wish]': { ...nobody, anonymous: 'in', learner: 403, educationSpecialist: 403, adviser: 403 },
  '/beheer/verantwoording': administrators,
  '/beheer/verantwoording/bewaartermijnen': administrators,
  '/beheer/verantwoording/dpia': administrators,
  '/beheer/verantwoording/register': administrators,
  '/beheer/verantwoording/rollen': administrators,
  '/beheer/verantwoording/toegankelijkheid': administrators,
  '/beheer/groepen': administrators,
  '/beheer/groepen/nieuw': administrators,
  '/beheer/groepen/[id]': administrators,
  '/beheer/groepen/[id]/begeleiders': administrators,
  '/beheer/groepen/[id]/deelnemers': administrators,
  '/beheer/groepen/[id]/onderdelen': administrators,
  '/beheer/groepen/[id]/onderdelen/controle': administrators,
};
