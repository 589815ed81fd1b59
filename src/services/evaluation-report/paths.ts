export const reportDeskPath = (pilotId: string) => `/pilots/${pilotId}/verslag`;
export const reportPath = (pilotId: string, version: number, partId?: string | null) =>
  `${reportDeskPath(pilotId)}/${version}${partId ? `/${partId}` : ''}`;
