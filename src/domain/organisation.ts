/** Organisations, and which role belongs to which kind of them. */
import type { Role } from './roles.ts';

export const organisationKinds = ['library', 'poi', 'platform'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const organisationKindNames: Record<OrganisationKind, string> = {
  library: 'bibliotheek',
  poi: 'POI',
  platform: 'Baliewijs zelf',
};

export const provinces = [
  'Drenthe',
  'Flevoland',
  'Fryslân',
  'Gelderland',
  'Groningen',
  'Limburg',
  'Noord-Brabant',
  'Noord-Holland',
  'Overijssel',
  'Utrecht',
  'Zeeland',
  'Zuid-Holland',
] as const;

/** An adviser works for a POI, who runs the platform for the platform, everyone else for a library. */
const kindOf: Record<Role, OrganisationKind> = {
  learner: 'library',
  educationSpecialist: 'library',
  adviser: 'poi',
  administrator: 'platform',
};

export const fits = (role: Role, kind: OrganisationKind) => kindOf[role] === kind;

export const rolesAt = (kind: OrganisationKind): Role[] => (Object.keys(kindOf) as Role[]).filter((role) => fits(role, kind));

export type Refusal = 'self' | 'lastAdministrator';

/**
 * May this administrator role end (or its holder be deactivated)? Nobody locks themselves out, and one who can sign in remains.
 * @param others administrators beside this person who can sign in today
 */
export function mayLoseAdministrator(actorId: string, personId: string, others: number): Refusal | null {
  if (actorId === personId) return 'self';
  return others > 0 ? null : 'lastAdministrator';
}
