/**
 * Which table holds what of whom, what happens to it when someone asks for a copy or to be erased, and how long it is
 * kept: declared per subject in `personal/`. A test fails for a table that is not here, for a column that points at a person
 * and is not named, for a table with a person that has no rule, and for a rule that says something else than the words.
 * Terms are those of the privacy page (content/pages/privacy.md).
 */
import type { HoldsPerson, NoPerson, PersonalRule } from './personal/declare.ts';
import * as account from './personal/account.ts';
import * as groups from './personal/groups.ts';
import * as learning from './personal/learning.ts';
import * as library from './personal/library.ts';
import * as pilot from './personal/pilot.ts';

export { keptDays, type Erasure, type HoldsPerson, type KeptDays, type NoPerson, type PersonalRule } from './personal/declare.ts';

const subjects = [account, learning, groups, library, pilot];

/** In words. */
export const personalData: Readonly<Record<string, NoPerson | HoldsPerson>> = Object.assign({}, ...subjects.map((s) => s.data));

/** As rules that the export, the erasure and the pages of account follow. */
export const personalRules: Readonly<Record<string, PersonalRule>> = Object.assign({}, ...subjects.map((s) => s.rules));
