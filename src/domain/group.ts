/** Kinds of group. */
export const groupKinds = ['normal', 'standing', 'practice'] as const;
/** Open groups make themselves: nobody chooses that kind. */
export type GroupKind = (typeof groupKinds)[number] | 'open';

export const groupKindNames: Record<GroupKind, string> = {
  normal: 'gewone groep',
  standing: 'doorlopende groep',
  practice: 'oefengroep',
  open: 'open cursus',
};

export const groupKindHints: Record<(typeof groupKinds)[number], string> = {
  normal: 'Mensen van één bibliotheek die samen een cursus doen.',
  standing: 'Blijft bestaan. Nieuwe collega’s stromen in.',
  practice: 'Om uit te proberen. Er gaat geen mail uit en er komt geen certificaat.',
};

/** A substitute or guest of one moment reaches it until two weeks after its end: attendance is sometimes filled in later. */
export const leadsUntil = (endsAt: Date) => new Date(endsAt.getTime() + 14 * 86_400_000);
