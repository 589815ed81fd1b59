/** The people of the demonstration: all invented. */

/** How far someone is: modules passed, lessons read in the next one, and what was recorded of the meetings, in order. */
export interface CastMember {
  email: string;
  name: string;
  /** Of the group's modules, in order. More than there are: all of them. */
  passed: number;
  lessonsRead: number;
  /** p: present, a: absent, i: made up (ingehaald), -: not recorded. */
  meetings: string;
  /** Of a meeting that is held twice: expected at the past (1) or the coming (2) moment. */
  third: 1 | 2;
  neverSignedIn?: boolean;
  /** Passed modules in the version before this one, where there was one. */
  passedOlder?: boolean;
  /** Assignments handed in to the specialist; those that a module asks for are kept for oneself otherwise. */
  handedIn?: readonly string[];
  /** Of those, which the specialist wrote back on. */
  replied?: readonly string[];
}

const at = (
  email: string,
  name: string,
  passed: number,
  lessonsRead: number,
  meetings: string,
  third: 1 | 2,
  more: Partial<CastMember> = {},
): CastMember => ({ email, name, passed, lessonsRead, meetings, third, ...more });

const ourCard = 'oa-opdracht-kaart';
const ourTask = 'lc-opdracht-zin';

export const duinrandCast: CastMember[] = [
  at('medewerker@duinrand.example', 'Noor de Wit', 2, 2, 'pp-', 2, { passedOlder: true, handedIn: [ourCard] }),
  at('bijna@duinrand.example', 'Sanne Koster', 6, 5, 'pp-', 2),
  at('klaar@duinrand.example', 'Bram Vermeer', 6, 5, 'ppp', 1, { passedOlder: true }),
  at('ilse@duinrand.example', 'Ilse van Dalen', 6, 5, 'ppp', 1, { handedIn: [ourCard, ourTask], replied: [ourCard] }),
  at('yusuf@duinrand.example', 'Yusuf Aydın', 4, 4, 'pip', 1, { handedIn: [ourTask] }),
  at('marieke@duinrand.example', 'Marieke Hofstra', 6, 5, 'pa-', 2, { passedOlder: true }),
  at('tomasz@duinrand.example', 'Tomasz Wójcik', 0, 3, 'pp-', 2),
  at('fenna@duinrand.example', 'Fenna Terpstra', 1, 0, 'pp-', 2),
  at('dirk@duinrand.example', 'Dirk Zonneveld', 0, 1, 'p--', 2),
  at('lotte@duinrand.example', 'Lotte Brink', 6, 5, 'ipp', 1),
  at('hanna@duinrand.example', 'Hanna Meerman', 0, 0, '---', 2, { neverSignedIn: true }),
];

export const heuvellandCast: CastMember[] = [
  at('joost@heuvelland.example', 'Joost Limpens', 1, 1, 'p--', 2),
  at('amina@heuvelland.example', 'Amina Rahimi', 3, 5, 'p--', 2),
  at('petra@heuvelland.example', 'Petra Schoenmaker', 0, 2, 'p--', 2),
  at('wout@heuvelland.example', 'Wout Janssens', 0, 0, 'a--', 2),
  at('leyla@heuvelland.example', 'Leyla Demir', 2, 3, 'p--', 2),
  at('gerda@heuvelland.example', 'Gerda Pluim', 0, 5, 'p--', 2),
];

export const idoCast: CastMember[] = [
  at('karin@duinrand.example', 'Karin Smit', 2, 5, '-', 1, { handedIn: ['pi-opdracht-afspraken'] }),
  at('omar@duinrand.example', 'Omar Benali', 1, 3, '-', 1, { handedIn: ['pb-opdracht-balie'] }),
  at('tineke@duinrand.example', 'Tineke Visser', 1, 0, '-', 1),
  at('ruud@duinrand.example', 'Ruud Nijland', 0, 2, '-', 1),
  at('selma@duinrand.example', 'Selma Kaya', 0, 0, '-', 1, { neverSignedIn: true }),
];

/** Only in the open course about privacy. */
export const openCast: CastMember[] = [
  at('vrijwilliger@duinrand.example', 'Corrie Blom', 1, 5, '', 1),
  at('jeroen@duinrand.example', 'Jeroen Prins', 0, 3, '', 1),
];
