/** What the parts of the generator hand to each other. */
import type { GroupRule } from '#src/domain/certificate.ts';
import type { Context } from '../../context.ts';
import type { Chance } from './chance.ts';
import type { Pieces } from './pieces.ts';
import type { LargeSize } from './size.ts';

export interface World {
  ctx: Context;
  chance: Chance;
  pieces: Pieces;
  size: LargeSize;
  /** One hash for everybody: making thousands would take hours. */
  passwordHash: string;
  /** Completions so far. */
  completions: number;
}

export interface LargePerson {
  id: string;
  name: string;
  email: string;
  accountId: string;
  employmentId: string;
  /** Never signed in: invited, and nothing done. */
  invited: boolean;
}

export interface LargeLibrary {
  id: string;
  name: string;
  poiId: string;
  domain: string;
  branchIds: string[];
  people: LargePerson[];
  /** Person ids; the first leads most groups. */
  specialists: string[];
}

export interface LargeMeeting {
  id: string;
  nr: number;
  title: string;
  moments: { id: string; startsAt: Date; endsAt: Date; cancelled: boolean }[];
}

export interface LargeGroup {
  id: string;
  libraryId: string;
  libraryName: string;
  courseId: string;
  name: string;
  ruleId: string;
  rule: GroupRule;
  meetings: LargeMeeting[];
  /** In milliseconds. */
  startsAt: number;
  leaderId: string;
}

export const dayMs = 86_400_000;
/** That many days before now. */
export const daysAgo = (world: World, days: number): Date => new Date(world.ctx.now.getTime() - days * dayMs);
