/** What is printed on a certificate. */
import type { CertifiedPart } from '#src/domain/certificate-text.ts';

export interface PrintedCertificate {
  /** "Certificaat" */
  title: string;
  name: string;
  /** "heeft afgerond" */
  verb: string;
  courseTitle: string;
  libraryName: string;
  groupName: string;
  modules: CertifiedPart[];
  meetings: CertifiedPart[];
  meaning: string;
  /** "12 januari 2027" */
  issuedOn: string;
  issuedAt: Date;
  /** `date` as "12 jan 2027". */
  stamp: { date: string; word: string };
  code: string;
  /** Where everyone can check it. */
  address: string;
}
