export const questionnairePath = (partId: string, round: number) => `/vragenlijst/${partId}/${round}`;
export const countsPath = (pilotId: string, partId: string) => `/pilots/${pilotId}/${partId}/tellingen`;
