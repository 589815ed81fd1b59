/** The cases of ADL's test suite for an LMS (SCORM 2004 4th Edition), as they stand beside the project (LICENCES.md there). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scormSamples } from '#tests/kit/scorm-samples.ts';

export interface Command {
  op: 'doInitialize' | 'doGetValue' | 'doSetValue' | 'compareObjIds';
  /** Of a comparison: all ids, in a list of their own. */
  args: (string | string[])[];
  /** What the call answers; of a comparison there is none. */
  exp?: string;
  err?: string;
}

export interface Step {
  key: string;
  /** Which activity must be open: its number stands in the address of the page. */
  act: string;
  /** What is looked at before the first call, and what a tester would answer (Y or N). */
  uiq?: string[];
  uia?: string[];
  commands: Command[];
  /** What the tester does after the last call; without it the package goes on by itself. */
  cui?: string;
}

export interface Case {
  name: string;
  zip: string;
  /** The activity to choose first, or '.' for what opens by itself. */
  start: string;
  steps: Step[];
}

/** Where the cases are, from the root of the project. */
export const casesFolder = () => join(scormSamples(), 'adl-2004-4e');

/** All cases; null where they are not on this machine. */
export function readCases(folder = casesFolder()): Case[] | null {
  const file = join(folder, 'testcases.json');
  if (!existsSync(file)) return null;
  const scripts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Omit<Case, 'name' | 'zip'>>;
  return Object.entries(scripts).map(([name, { start, steps }]) => ({ name, zip: join(folder, `${name}.zip`), start, steps }));
}
