/** The words of a certificate: the page and the print take them from here, so that they say the same. */
import type { Award, CertificateFacts } from './certificate.ts';

export const awardTitles: Record<Award, string> = { certificate: 'Certificaat', participation: 'Bewijs van deelname' };

/** On the stamp. */
export const awardStamps: Record<Award, string> = { certificate: 'behaald', participation: 'deelgenomen' };

export const courseVerbs: Record<Award, string> = { certificate: 'heeft afgerond', participation: 'heeft meegedaan aan' };

export interface CertifiedPart {
  title: string;
  detail: string;
}

export const modulePart = (module: CertificateFacts['modules'][number]): CertifiedPart => ({
  title: module.title,
  detail: `versie ${module.version}, gehaald op ${module.passedOn}`,
});

export const meetingPart = (meeting: CertificateFacts['meetings'][number]): CertifiedPart => ({
  title: `${meeting.nr}. ${meeting.title}`,
  detail: `${meeting.how === 'attended' ? 'aanwezig' : 'ingehaald'} op ${meeting.on}`,
});

export const meanings: Record<Award, string> = {
  certificate: 'Deze persoon haalde de toets van elke module die de groep koos. Elke bijeenkomst is bijgewoond of ingehaald.',
  participation: 'Deze persoon deed wat hier staat. Een bewijs van deelname is geen certificaat.',
};
