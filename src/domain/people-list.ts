/** A list of people for one library: what becomes of each line, given who is there already. Nobody is ever taken away by it. */
import { enumerate } from './dutch.ts';
import { fold } from './people-file.ts';
import { roleNames, type Role } from './roles.ts';

/** What was read of a line. */
export interface PersonLine {
  /** From 1, as a spreadsheet counts. */
  line: number;
  /** Empty: they fill it in themselves, or it stays as it is. */
  name: string | null;
  /** In small letters, each accent one with its letter. */
  email: string | null;
  /** Only for who has no e-mail. */
  username: string | null;
  /** As written; empty: not said. */
  role: string;
  branch: string;
  group: string;
  /** Why it can't be read, in plain Dutch. */
  fault: string | null;
}

export const lineStates = ['new', 'changed', 'same', 'refused'] as const;
export type LineState = (typeof lineStates)[number];
export type LineCounts = Record<LineState, number>;

export const lineStateNames: Record<LineState, string> = {
  new: 'nieuw',
  changed: 'anders',
  same: 'gelijk',
  refused: 'geweigerd',
};

export interface Change {
  what: 'naam' | 'rol' | 'vestiging' | 'groep';
  /** Empty: there was none. */
  from: string;
  to: string;
}

/** What is shown of a line, and what must still be so when the list is let in. */
export interface Verdict {
  state: LineState;
  /** Of who is new: "medewerker · Centrum · groep Najaar". */
  as: string;
  changes: Change[];
  /** Why it is refused. */
  why: string | null;
}

export interface Steps {
  /** Nobody has this address yet. */
  make: boolean;
  employ: { role: Role; branchId: string | null } | null;
  /** Another branch for the job they have. */
  branch: { employmentId: string; branchId: string } | null;
  rename: string | null;
  joinGroupId: string | null;
}

export interface Decision extends Verdict {
  steps: Steps;
}

/** A line as it is kept between looking and letting in. */
export interface ListRow extends Verdict {
  line: PersonLine;
}

/** What people_import.rows holds. */
export interface KeptList {
  /** Everyone without a group of their own in the file comes into this one. */
  groupId: string | null;
  ignored: string[];
  rows: ListRow[];
}

/** Whoever has this address or user name already. */
export interface KnownPerson {
  personId: string;
  name: string | null;
  /** Switched off or erased. */
  off: boolean;
  /** Jobs at this library today, the oldest first. */
  jobs: { id: string; role: Role; branchId: string | null }[];
  /** Groups they are in now. */
  groupIds: string[];
}

interface Named {
  id: string;
  name: string;
}

/** The library that the list is for, and what whoever sends it may do there. */
export interface Place {
  libraryName: string;
  mayGive: readonly Role[];
  branches: ReadonlyMap<string, Named[]>;
  groups: ReadonlyMap<string, Named[]>;
  names: ReadonlyMap<string, string>;
  groupId: string | null;
}

export function placeOf(facts: {
  libraryName: string;
  mayGive: readonly Role[];
  branches: readonly Named[];
  groups: readonly Named[];
  groupId: string | null;
}): Place {
  const { branches, groups, ...rest } = facts;
  return {
    ...rest,
    branches: Map.groupBy(branches, (branch) => fold(branch.name)),
    groups: Map.groupBy(groups, (group) => fold(group.name)),
    names: new Map([...branches, ...groups].map(({ id, name }) => [id, name])),
  };
}

const roleWords: Record<Role, readonly string[]> = {
  learner: [
    'medewerker',
    'medewerkster',
    'baliemedewerker',
    'frontoffice',
    'frontofficemedewerker',
    'medewerker frontoffice',
    'vrijwilliger',
    'vrijwilligster',
    'deelnemer',
  ],
  educationSpecialist: ['specialist', 'specialist educatie', 'educatiespecialist', 'specialist basisvaardigheden'],
  adviser: ['adviseur', 'adviseur poi'],
  administrator: ['beheerder'],
};
const roleOf = new Map(Object.entries(roleWords).flatMap(([role, words]) => words.map((word) => [word, role as Role] as const)));

const noSteps: Steps = { make: false, employ: null, branch: null, rename: null, joinGroupId: null };
const refuse = (why: string): Decision => ({ state: 'refused', as: '', changes: [], why, steps: noSteps });

export function decide(line: PersonLine, known: KnownPerson | null, place: Place): Decision {
  if (line.fault !== null) return refuse(line.fault);
  const asked = line.role === '' ? null : roleOf.get(fold(line.role));
  if (asked === undefined) return refuse(`De rol ‘${line.role}’ kennen we niet. Kies ${rolesText(place)}.`);
  if (asked === 'adviser' || asked === 'administrator')
    return refuse(`De rol ${roleNames[asked]} is er niet bij een bibliotheek. Kies ${rolesText(place)}.`);
  const branch = line.branch === '' ? null : oneOf(place.branches, line.branch, 'vestiging', place);
  if (branch !== null && 'why' in branch) return refuse(branch.why);
  const inFile = line.group === '' ? null : oneOf(place.groups, line.group, 'groep', place);
  if (inFile !== null && 'why' in inFile) return refuse(inFile.why);
  if (known?.off) return refuse('Dit account is uitgezet. Vraag de beheerder om het weer aan te zetten.');

  const jobs = known?.jobs ?? [];
  const here = jobs.length > 0;
  if (known && !here && line.email === null) return refuse('Deze gebruikersnaam is al van iemand anders. Kies een andere.');
  const role = asked ?? 'learner';
  // A specialist can do all that an employee can: the same job stays.
  const works = here && (asked === null || role === 'learner' || jobs.some((job) => job.role === role));
  if (!works && !place.mayGive.includes(role)) return refuse(`Alleen de beheerder geeft iemand de rol ${roleNames[role]}.`);

  const groupId = inFile?.id ?? place.groupId;
  const joinGroupId = groupId !== null && !known?.groupIds.includes(groupId) ? groupId : null;
  const groupName = joinGroupId === null ? '' : (place.names.get(joinGroupId) ?? '');
  const employ = works ? null : { role, branchId: branch?.id ?? null };
  if (!here)
    return {
      state: 'new',
      as: [roleNames[role], branch?.name, groupName && `groep ${groupName}`].filter(Boolean).join(' · '),
      changes: [],
      why: null,
      steps: { make: known === null, employ, branch: null, rename: null, joinGroupId },
    };

  const changes: Change[] = [];
  const rename = line.name !== null && line.name !== known?.name?.normalize('NFC') ? line.name : null;
  if (rename !== null) changes.push({ what: 'naam', from: known?.name ?? '', to: rename });
  if (employ)
    changes.push({
      what: 'rol',
      from: enumerate([...new Set(jobs.map((job) => roleNames[job.role]))]),
      to: enumerate([...new Set([...jobs.map((job) => roleNames[job.role]), roleNames[role]])]),
    });
  const moved = employ || branch === null ? null : otherBranch(jobs, asked, branch.id);
  const from = (moved?.branchId && place.names.get(moved.branchId)) ?? '';
  if (moved && branch) changes.push({ what: 'vestiging', from, to: branch.name });
  if (joinGroupId !== null) changes.push({ what: 'groep', from: '', to: groupName });
  return {
    state: changes.length > 0 ? 'changed' : 'same',
    as: '',
    changes,
    why: null,
    steps: {
      make: false,
      employ,
      branch: moved && branch ? { employmentId: moved.id, branchId: branch.id } : null,
      rename,
      joinGroupId,
    },
  };
}

/** The job that goes to this branch; null when one of that role is there already. */
function otherBranch(jobs: KnownPerson['jobs'], asked: Role | null, branchId: string) {
  const meant = jobs.filter((job) => job.role === asked);
  const among = meant.length > 0 ? meant : jobs;
  return among.some((job) => job.branchId === branchId) ? null : (among[0] ?? null);
}

function oneOf(
  known: ReadonlyMap<string, Named[]>,
  written: string,
  what: 'vestiging' | 'groep',
  { libraryName }: Place,
): Named | { why: string } {
  const found = known.get(fold(written)) ?? [];
  if (found.length === 1 && found[0]) return found[0];
  if (found.length > 1) return { why: `Er is meer dan één ${what} met de naam ‘${written}’.` };
  const names = [...known.values()].flat().map(({ name }) => name);
  const choice = names.length > 0 && names.length <= 8 ? ` Wel: ${names.join(', ')}.` : '';
  return { why: `De ${what} ‘${written}’ is er niet bij ${libraryName}.${choice}` };
}

const rolesText = (place: Place) =>
  place.mayGive.includes('educationSpecialist') ? 'medewerker, vrijwilliger of specialist' : 'medewerker of vrijwilliger';

export function countStates(rows: readonly { state: LineState }[]): LineCounts {
  const counts: LineCounts = { new: 0, changed: 0, same: 0, refused: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}

/** Would the same be shown of both? */
export const sameVerdict = (a: Verdict, b: Verdict) =>
  a.state === b.state &&
  a.as === b.as &&
  a.why === b.why &&
  a.changes.length === b.changes.length &&
  a.changes.every((change, i) => {
    const other = b.changes[i];
    return other !== undefined && change.what === other.what && change.from === other.from && change.to === other.to;
  });
