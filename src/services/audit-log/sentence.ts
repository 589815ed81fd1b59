import { roleNames, type Role } from '#src/domain/roles.ts';
import type { AuditKind } from '../audit.ts';

export interface Happened {
  kind: string;
  /** "Je", a name, or "Baliewijs" for what nobody did. */
  actor: string;
  /** "jou", a name, or null where it is about nobody. */
  subject: string | null;
  /** Did and undergone by the same person. */
  self: boolean;
  detail: Record<string, string | number | boolean | null>;
}

type Write = (event: Happened & { about: string }) => string;

const role = (value: unknown) => roleNames[value as Role] ?? 'een rol';
const states: Record<string, string> = {
  present: 'aanwezig',
  attended: 'aanwezig',
  absent: 'afwezig',
  notRecorded: 'niet ingevuld',
  madeUp: 'ingehaald',
};
const state = (value: unknown) => states[String(value)] ?? String(value);

const groupChanges: Record<string, (who: string) => string> = {
  made: () => 'maakte een groep',
  renamed: () => 'gaf een groep een andere naam',
  closed: () => 'sloot een groep',
  reopened: () => 'opende een groep weer',
  joined: (who) => `zette ${who} in een groep`,
  rejoined: (who) => `zette ${who} terug in een groep`,
  left: (who) => `haalde ${who} uit een groep`,
  leads: (who) => `maakte ${who} begeleider van een groep`,
  stoppedLeading: (who) => `liet ${who} stoppen als begeleider`,
  substitute: (who) => `maakte ${who} vervanger bij een bijeenkomst`,
  guest: (who) => `maakte ${who} gast bij een bijeenkomst`,
  paused: (who) => `zette ${who} op pauze`,
  resumed: (who) => `haalde ${who} van pauze`,
  linkMade: () => 'maakte een link om mee te doen met een groep',
  linkEnded: () => 'stopte een link van een groep',
};

const pilotChanges: Record<string, string> = {
  made: 'maakte een pilot',
  ended: 'stopte een pilot',
  asked: 'vroeg een bibliotheek voor een pilot',
  takenBack: 'trok een vraag voor een pilot in',
  yes: 'liet een bibliotheek meedoen aan een pilot',
  no: 'zei nee op een pilot',
  stopped: 'liet een bibliotheek stoppen met een pilot',
};

/** One sentence for every kind; a kind without one doesn't compile. */
const sentences: Record<AuditKind, Write> = {
  signIn: ({ actor }) => `${actor} logde in.`,
  signInFailed: ({ subject }) => (subject ? `Inloggen mislukte, op het account van ${subject}.` : 'Inloggen mislukte.'),
  signOutEverywhere: ({ actor }) => `${actor} logde uit op alle andere apparaten.`,
  denied: ({ actor }) => `${actor} vroeg iets op dat niet mag.`,
  passkeyAdded: ({ about }) => `Er kwam een toegangssleutel bij, op het account van ${about}.`,
  passkeyRemoved: ({ about }) => `Er ging een toegangssleutel weg, van het account van ${about}.`,
  passkeysReset: ({ about }) => `De toegangssleutels en herstelcodes van ${about} zijn gewist.`,
  passkeyShown: ({ actor }) => `${actor} liet de toegangssleutel zien.`,
  recoveryCodesMade: ({ about }) => `Er zijn nieuwe herstelcodes gemaakt voor het account van ${about}.`,
  recoveryCodeUsed: ({ about }) => `Er is een herstelcode gebruikt, van het account van ${about}.`,
  outsideLinked: ({ about }) => `Een account van elders is gekoppeld aan dat van ${about}.`,
  outsideUnlinked: ({ about }) => `Een account van elders is losgemaakt van dat van ${about}.`,
  passwordChanged: ({ about }) => `Het wachtwoord van ${about} is veranderd.`,
  invited: ({ actor, about, detail }) =>
    detail.by === 'card' ? `${actor} maakte een kaart om in te loggen voor ${about}.` : `${actor} nodigde ${about} uit.`,
  invitationAccepted: ({ about }) => `De uitnodiging van ${about} is gebruikt.`,
  roleChanged: ({ actor, about, detail }) =>
    detail.change === 'ended'
      ? `${actor} stopte de rol ${role(detail.role)} van ${about}.`
      : `${actor} gaf ${about} de rol ${role(detail.role)}.`,
  personRenamed: ({ actor, about }) => `${actor} veranderde de naam van ${about}.`,
  personDeactivated: ({ actor, about }) => `${actor} zette het account van ${about} uit.`,
  personReactivated: ({ actor, about }) => `${actor} zette het account van ${about} weer aan.`,
  organisationChanged: ({ actor, detail }) =>
    detail.change === 'added'
      ? `${actor} voegde een organisatie of vestiging toe.`
      : detail.change === 'ended'
        ? `${actor} hief een organisatie of vestiging op.`
        : `${actor} veranderde een organisatie of vestiging.`,
  groupChanged: ({ actor, about, detail }) => {
    const change = String(detail.change ?? (detail.left ? 'left' : ''));
    return `${actor} ${groupChanges[change]?.(about) ?? 'veranderde een groep'}.`;
  },
  packageChanged: ({ actor, detail }) =>
    detail.deleted
      ? `${actor} haalde een pakket weg.`
      : detail.published
        ? `${actor} zette een pakket open.`
        : `${actor} voegde een bestand van een pakket toe.`,
  ruleChanged: ({ actor }) => `${actor} veranderde wat een groep vraagt.`,
  momentChanged: ({ actor, detail }) =>
    detail.what === 'planned'
      ? `${actor} plande een moment van een bijeenkomst.`
      : detail.what === 'cancelled'
        ? `${actor} zegde een bijeenkomst af.`
        : `${actor} veranderde een bijeenkomst.`,
  attendanceChanged: ({ actor, about, detail }) =>
    `${actor} zette de aanwezigheid van ${about} op ‘${state(detail.after)}’. Dat was ‘${state(detail.before)}’.`,
  agreementChanged: ({ actor }) => `${actor} veranderde een afspraak.`,
  madeUp: ({ actor, about, detail }) =>
    `${actor} zette een gemiste bijeenkomst van ${about} op ‘${state(detail.after)}’. Dat was ‘${state(detail.before)}’.`,
  certificateIssued: ({ about, detail }) =>
    `Er is een ${detail.award === 'participation' ? 'bewijs van deelname' : 'certificaat'} uitgereikt aan ${about}.`,
  certificateRevoked: ({ actor, about }) => `${actor} trok een certificaat van ${about} in.`,
  exported: ({ actor, detail }) => {
    const taken: Record<string, string> = {
      ownData: 'een kopie van eigen gegevens',
      ownStatements: 'een kopie van eigen leergegevens (xAPI)',
      libraryStatements: 'leergegevens van de bibliotheek, zonder namen (xAPI)',
      scorm: `lessen als pakket voor een andere leeromgeving${detail.local ? `, met de teksten van ${String(detail.local)}` : ''}`,
    };
    return `${actor} haalde op: ${taken[String(detail.what)] ?? 'gegevens'}.`;
  },
  erasureAsked: ({ actor, self, about }) =>
    self ? `${actor} vroeg om eigen gegevens te wissen.` : `${actor} vroeg om de gegevens van ${about} te wissen.`,
  erasureWithdrawn: ({ about }) => `Het wissen van de gegevens van ${about} gaat niet door.`,
  personErased: ({ actor, detail }) =>
    detail.cause === 'away' ? `${actor} wiste een account dat niemand gebruikte.` : `${actor} wiste iemand die dat vroeg.`,
  peopleMerged: ({ actor, about }) => `${actor} voegde twee accounts van ${about} samen.`,
  mergeUndone: ({ actor, about }) => `${actor} draaide het samenvoegen van twee accounts van ${about} terug.`,
  peopleImported: ({ actor }) => `${actor} las een lijst met mensen in.`,
  courseReleased: ({ actor, detail }) =>
    detail.pilotOnly ? `${actor} zette een cursus op ‘pilot’.` : `${actor} zette een cursus open voor alle bibliotheken.`,
  evaluationMade: ({ actor, detail }) => `${actor} maakte het verslag van een pilot, versie ${String(detail.version)}.`,
  retentionChanged: ({ actor, detail }) =>
    `${actor} veranderde hoe lang iets bewaard blijft: van ${detail.before} naar ${detail.after}.`,
  pilotChanged: ({ actor, detail }) => `${actor} ${pilotChanges[String(detail.change)] ?? 'veranderde een pilot'}.`,
};

export const kindNames: Record<AuditKind, string> = {
  signIn: 'ingelogd',
  signInFailed: 'inloggen mislukt',
  signOutEverywhere: 'overal uitgelogd',
  denied: 'geweigerd',
  passwordChanged: 'wachtwoord',
  passkeyAdded: 'toegangssleutel erbij',
  passkeyRemoved: 'toegangssleutel weg',
  passkeysReset: 'toegangssleutels gewist',
  passkeyShown: 'toegangssleutel laten zien',
  recoveryCodesMade: 'herstelcodes gemaakt',
  recoveryCodeUsed: 'herstelcode gebruikt',
  outsideLinked: 'account gekoppeld',
  outsideUnlinked: 'account losgemaakt',
  invited: 'uitgenodigd',
  invitationAccepted: 'uitnodiging gebruikt',
  roleChanged: 'rol',
  personRenamed: 'naam',
  personDeactivated: 'account uitgezet',
  personReactivated: 'account aangezet',
  organisationChanged: 'organisatie',
  groupChanged: 'groep',
  packageChanged: 'pakketten',
  ruleChanged: 'wat een groep vraagt',
  momentChanged: 'bijeenkomst',
  attendanceChanged: 'aanwezigheid',
  agreementChanged: 'afspraak',
  madeUp: 'ingehaald',
  certificateIssued: 'certificaat uitgereikt',
  certificateRevoked: 'certificaat ingetrokken',
  exported: 'kopie opgehaald',
  erasureAsked: 'wissen gevraagd',
  erasureWithdrawn: 'wissen ingetrokken',
  personErased: 'gewist',
  peopleMerged: 'accounts samengevoegd',
  mergeUndone: 'samenvoegen teruggedraaid',
  peopleImported: 'lijst ingelezen',
  courseReleased: 'cursus opengezet',
  evaluationMade: 'verslag gemaakt',
  retentionChanged: 'bewaartermijn',
  pilotChanged: 'pilot',
};

export const auditKinds = Object.keys(kindNames) as AuditKind[];

/** What happened, in one or two sentences. Of a kind that was kept by another version, its name is all there is to say. */
export function sentenceOf(event: Happened): string {
  const write = Object.hasOwn(sentences, event.kind) ? sentences[event.kind as AuditKind] : undefined;
  const about = event.subject ?? 'iemand';
  return write ? write({ ...event, about }) : `${event.actor} deed iets: ${event.kind}.`;
}
