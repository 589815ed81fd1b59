/** The people of the demonstration: all invented. */

/** How far someone is: modules passed, lessons read in the next one, and what was recorded of meetings 1, 2 and 3. */
export interface CastMember {
  email: string;
  name: string;
  /** Of the group's modules, in order. */
  passed: 0 | 1 | 2;
  lessonsRead: number;
  /** p: present, a: absent, i: made up (ingehaald), -: not recorded; meeting 3 has a past (1) and a coming (2) moment. */
  meetings: string;
  /** Expected at the past (1) or the coming (2) moment of meeting 3. */
  third: 1 | 2;
  neverSignedIn?: boolean;
}

const at = (email: string, name: string, passed: 0 | 1 | 2, lessonsRead: number, meetings: string, third: 1 | 2): CastMember => ({
  email,
  name,
  passed,
  lessonsRead,
  meetings,
  third,
});

export const duinrandCast: CastMember[] = [
  at('medewerker@duinrand.example', 'Noor de Wit', 1, 2, 'pp-', 2),
  at('bijna@duinrand.example', 'Sanne Koster', 2, 5, 'pp-', 2),
  at('klaar@duinrand.example', 'Bram Vermeer', 2, 5, 'ppp', 1),
  at('ilse@duinrand.example', 'Ilse van Dalen', 2, 5, 'ppp', 1),
  at('yusuf@duinrand.example', 'Yusuf Aydın', 1, 4, 'pip', 1),
  at('marieke@duinrand.example', 'Marieke Hofstra', 2, 5, 'pa-', 2),
  at('tomasz@duinrand.example', 'Tomasz Wójcik', 0, 3, 'pp-', 2),
  at('fenna@duinrand.example', 'Fenna Terpstra', 1, 0, 'pp-', 2),
  at('dirk@duinrand.example', 'Dirk Zonneveld', 0, 1, 'p--', 2),
  at('lotte@duinrand.example', 'Lotte Brink', 2, 5, 'ipp', 1),
  { ...at('hanna@duinrand.example', 'Hanna Meerman', 0, 0, '---', 2), neverSignedIn: true },
];

export const heuvellandCast: CastMember[] = [
  at('joost@heuvelland.example', 'Joost Limpens', 1, 1, 'p--', 2),
  at('amina@heuvelland.example', 'Amina Rahimi', 2, 5, 'p--', 2),
  at('petra@heuvelland.example', 'Petra Schoenmaker', 0, 2, 'p--', 2),
  at('wout@heuvelland.example', 'Wout Janssens', 0, 0, 'a--', 2),
  at('leyla@heuvelland.example', 'Leyla Demir', 1, 3, 'p--', 2),
  at('gerda@heuvelland.example', 'Gerda Pluim', 0, 5, 'p--', 2),
];
