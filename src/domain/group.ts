/** Kinds of group. */
export const groupKinds = ['normal', 'standing', 'practice'] as const;
export type GroupKind = (typeof groupKinds)[number];

export const groupKindNames: Record<GroupKind, string> = {
  normal: 'gewone groep',
  standing: 'doorlopende groep',
  practice: 'oefengroep',
};

export const groupKindHints: Record<GroupKind, string> = {
  normal: 'Mensen van één bibliotheek die samen een cursus doen.',
  standing: 'Blijft bestaan. Nieuwe collega’s stromen in.',
  practice: 'Om uit te proberen. Er gaat geen mail uit en er komt geen certificaat.',
};
