/** Roles, and who may do what. This table is the only place where a right is given. */
export const roles = ['learner', 'educationSpecialist', 'adviser', 'administrator'] as const;
export type Role = (typeof roles)[number];

export interface EmploymentOf {
  role: Role;
  organisationId: string;
  organisationName: string;
}

/** Who is asking: a signed-in person with the roles they hold today. */
export interface Actor {
  personId: string;
  accountId: string;
  sessionId: string;
  sessionKind: 'own' | 'shared';
  name: string;
  email: string | null;
  employments: EmploymentOf[];
  /** Groups this person leads today. */
  leads: ReadonlySet<string>;
  /** Single moments that this person leads in another's place, or is a guest at. */
  moments: ReadonlyMap<string, 'substitute' | 'guest'>;
  /** When this browser showed a passkey or a recovery code. */
  passkeyAt?: Date | null;
  /** Must show a passkey first; until then this person has no job here (domain/passkey.ts). */
  heldBack?: boolean;
}

export interface Scope {
  libraryId?: string;
  groupId?: string;
  momentId?: string;
  personId?: string;
  poiId?: string;
}

type Rule = (actor: Actor, scope: Scope) => boolean;

/** The libraries that this person works at, each once; of a POI or the platform nobody reads local texts. */
export function staffLibraries(actor: Actor): { id: string; name: string; manages: boolean }[] {
  const libraries = new Map<string, { id: string; name: string; manages: boolean }>();
  for (const { role, organisationId: id, organisationName: name } of actor.employments)
    if (role === 'learner' || role === 'educationSpecialist')
      libraries.set(id, { id, name, manages: role === 'educationSpecialist' || libraries.get(id)?.manages === true });
  return [...libraries.values()];
}

const holds = (actor: Actor, role: Role) => actor.employments.some((e) => e.role === role);
const administrator: Rule = (actor) => holds(actor, 'administrator');
const specialistHere: Rule = (actor, scope) =>
  scope.libraryId !== undefined &&
  actor.employments.some((e) => e.role === 'educationSpecialist' && e.organisationId === scope.libraryId);
const worksHere: Rule = (actor, scope) =>
  scope.libraryId !== undefined && staffLibraries(actor).some((library) => library.id === scope.libraryId);
const leaderHere: Rule = (actor, scope) => scope.groupId !== undefined && actor.leads.has(scope.groupId);
const substituteHere: Rule = (actor, scope) => scope.momentId !== undefined && actor.moments.get(scope.momentId) === 'substitute';
const guestHere: Rule = (actor, scope) => scope.momentId !== undefined && actor.moments.has(scope.momentId);
const self: Rule = (actor, scope) => scope.personId !== undefined && scope.personId === actor.personId;
const anySpecialist: Rule = (actor) => holds(actor, 'educationSpecialist') || actor.leads.size > 0;
const adviserHere: Rule = (actor, scope) =>
  scope.poiId !== undefined && actor.employments.some((e) => e.role === 'adviser' && e.organisationId === scope.poiId);
const anyone: Rule = () => true;
const or =
  (...rules: Rule[]): Rule =>
  (actor, scope) =>
    rules.some((rule) => rule(actor, scope));

const permissions = {
  /** Read any lesson, take any quiz, keep one's own place. */
  'course:follow': anyone,
  /** One's own desk: sentences, notes, and the contacts of one's own library. */
  'desk:own': anyone,
  'account:manage': self,
  /** The list of groups one leads or whose library one works for. */
  'groups:list': anySpecialist,
  'group:view': or(specialistHere, leaderHere),
  'meeting:plan': or(specialistHere, leaderHere),
  /** Begin a group at a library where one is specialist. */
  'group:start': (actor, scope) =>
    scope.libraryId === undefined ? holds(actor, 'educationSpecialist') : specialistHere(actor, scope),
  /** What the group asks, who is in it and who leads it. */
  'group:arrange': or(administrator, specialistHere, leaderHere),
  'attendance:record': or(specialistHere, leaderHere, substituteHere),
  /** Names and attendance of one moment; whoever records may see, and a guest too. */
  'attendance:see': or(specialistHere, leaderHere, guestHere),
  /** Practice assignments that members handed in, and a reaction to them. */
  'assignment:read': or(specialistHere, leaderHere),
  /** Tick off what was agreed: whoever does it, or who leads the group. */
  'agreement:finish': or(self, specialistHere, leaderHere),
  'certificate:manage': or(specialistHere, leaderHere),
  'certificate:download': or(self, specialistHere, leaderHere),
  /** Take a certificate along as a credential: for oneself only, who leads the group prints. */
  'badge:download': self,
  /** Read what the libraries one works at filled in, and their sociale kaart. */
  'local:list': (actor) => staffLibraries(actor).length > 0,
  'local:read': worksHere,
  'local:manage': specialistHere,
  /** What the people of one's own library learnt, without names, for another system. */
  'statement:export': (actor, scope) =>
    scope.libraryId === undefined ? holds(actor, 'educationSpecialist') : specialistHere(actor, scope),
  'organisation:manage': administrator,
  'person:manage': administrator,
  /** Let in a list of people: an administrator anywhere, a specialist (employees only) at the own library. */
  'people:import': (actor, scope) =>
    administrator(actor, scope) ||
    (scope.libraryId === undefined ? holds(actor, 'educationSpecialist') : specialistHere(actor, scope)),
  'group:manage': administrator,
  /** All kinds of mail, and what did not arrive. */
  'mail:manage': administrator,
  /** Wishes to be erased, how long things are kept, and the pages of account. */
  'privacy:manage': administrator,
  /** Who did what, when; one's own part needs no right. */
  'audit:read': administrator,
  /** What readers say is wrong in a lesson: about a library's own text, about the national text, and what has no adviser. */
  'correction:list': (actor) => holds(actor, 'educationSpecialist') || holds(actor, 'adviser') || holds(actor, 'administrator'),
  'correction:local': specialistHere,
  'correction:national': adviserHere,
  'correction:unadvised': administrator,
  /** Suggest something for a meeting, to the libraries of one's own POI. */
  'guide:suggest': (actor) => holds(actor, 'adviser'),
  'guide:suggestTo': adviserHere,
  /** Begin a pilot, follow and help its libraries, and evaluate it: for libraries of one's own POI. */
  'pilot:list': (actor) => holds(actor, 'adviser'),
  'pilot:manage': adviserHere,
  /** See what an adviser would see, say yes or no, end it, and talk with the adviser. */
  'pilot:join': specialistHere,
  /** All pilots of the country, in totals. */
  'pilot:overview': administrator,
  /** Fill in a questionnaire about one's own work; nobody can see whose it was. */
  'questionnaire:fill': worksHere,
  /** Whether every library starts groups with a course, or only those in a pilot. */
  'course:release': administrator,
  /** Packages (SCORM): an administrator those of everyone, a specialist those of the own library. */
  'package:list': (actor) => holds(actor, 'educationSpecialist') || holds(actor, 'administrator'),
  'package:manage': or(administrator, specialistHere),
  /** Take our own modules along in a package (SCORM), for another system. */
  'export:make': (actor) => holds(actor, 'educationSpecialist') || holds(actor, 'adviser') || holds(actor, 'administrator'),
  'course:browse': (actor) => holds(actor, 'adviser') || holds(actor, 'administrator') || anySpecialist(actor, {}),
} satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

export function can(actor: Actor, permission: Permission, scope: Scope = {}): boolean {
  return permissions[permission](actor, scope);
}

/** Where someone starts: the page of the role that asks most of them. */
export function homeOf(actor: Actor): string {
  if (holds(actor, 'administrator')) return '/beheer';
  if (holds(actor, 'educationSpecialist') || actor.leads.size > 0) return '/groepen';
  if (holds(actor, 'adviser')) return '/pilots';
  return '/leerkaart';
}

/** Does this person follow courses as a participant? Everyone may; who only advises or runs the platform has no card to see. */
const learns = (actor: Actor) => holds(actor, 'learner') || holds(actor, 'educationSpecialist') || actor.employments.length === 0;

/** The main menu, in order. */
export function menuOf(actor: Actor): { href: string; label: string }[] {
  const items: [boolean, string, string][] = [
    [can(actor, 'person:manage'), '/beheer', 'Beheer'],
    [can(actor, 'pilot:list'), '/pilots', 'Pilots'],
    [can(actor, 'groups:list'), '/groepen', 'Groepen'],
    [learns(actor), '/leerkaart', 'Mijn leerkaart'],
    [learns(actor) || actor.moments.size > 0, '/bijeenkomsten', 'Bijeenkomsten'],
    [learns(actor), '/mijn-balie', 'Mijn balie'],
    [can(actor, 'local:list'), '/bij-ons', 'Bij ons'],
    [can(actor, 'course:browse'), '/cursus', 'Cursussen'],
    [can(actor, 'package:list'), '/pakketten', 'Pakketten'],
    [true, '/zoeken', 'Zoeken'],
    [can(actor, 'correction:list'), '/meldingen', 'Meldingen'],
    [can(actor, 'guide:suggest'), '/suggesties', 'Suggesties'],
    [true, '/hulp', 'Hulp'],
  ];
  return items.filter(([shown]) => shown).map(([, href, label]) => ({ href, label }));
}

export const roleNames: Record<Role, string> = {
  learner: 'medewerker',
  educationSpecialist: 'specialist',
  adviser: 'adviseur POI',
  administrator: 'beheerder',
};
