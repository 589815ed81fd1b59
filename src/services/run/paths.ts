import { momentPath } from '../group/work-text.ts';

interface At {
  groupId: string;
  nr: number;
  momentId: string;
}

export const screenPath = (at: At) => `${momentPath(at.groupId, at.nr, at.momentId)}/begeleiden`;
export const remotePath = (at: At) => `${momentPath(at.groupId, at.nr, at.momentId)}/afstandsbediening`;
export const paperPath = (at: At) => `${momentPath(at.groupId, at.nr, at.momentId)}/papier`;
export const carouselPath = (at: At) => `${momentPath(at.groupId, at.nr, at.momentId)}/carrousel`;
