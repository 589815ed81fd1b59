/** Of a library's part in a pilot: the fields that say which, and where to go after. */
import { talkPath } from '#src/services/pilot/talk.ts';
import { id } from './fields.ts';

export const place = { pilot: id('een pilot'), deelname: id('een bibliotheek') };
export const at = (input: { pilot: string; deelname: string }) => ({ pilotId: input.pilot, partId: input.deelname });
export const done = (input: { pilot: string; deelname: string }, key: string, where: string) =>
  `${talkPath(at(input))}?gelukt=${key}#${where}`;
