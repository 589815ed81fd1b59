/** The form of a slot, for the library or one branch. */
export const slotPath = (libraryId: string, slotId: string, branchId: string | null = null) =>
  `/bij-ons/${libraryId}/${slotId}${branchId ? `?vestiging=${branchId}` : ''}`;

export const cardPath = (libraryId: string) => `/bij-ons/${libraryId}/sociale-kaart`;
