/**
 * Statements of the Experience API: "someone did something", for other learning systems to read. Fields and forms are those of
 * xAPI 1.0.3, kept so that they hold in 2.0 (IEEE 9274.1.1) too; verbs and kinds of activity are those of ADL. A statement says
 * no version of itself: the specification asks whoever makes it not to.
 */
import type { Interaction } from './xapi-interaction.ts';

export type LanguageMap = Record<'nl', string>;

export interface Agent {
  objectType: 'Agent';
  name?: string;
  account: { homePage: string; name: string };
}

export interface Activity {
  objectType: 'Activity';
  id: string;
  definition?: {
    name: LanguageMap;
    description?: LanguageMap;
    type: string;
    moreInfo?: string;
  } & Partial<Interaction>;
}

export interface StatementRef {
  objectType: 'StatementRef';
  id: string;
}

export type Extensions = Record<string, string | number | boolean>;

export interface StatementResult {
  score?: { scaled: number };
  success?: boolean;
  completion?: boolean;
  response?: string;
  /** ISO 8601 */
  duration?: string;
  extensions?: Extensions;
}

export interface StatementContext {
  registration?: string;
  team?: { objectType: 'Group'; name: string; account: { homePage: string; name: string } };
  contextActivities?: { parent?: Activity[]; grouping?: Activity[] };
  revision?: string;
  platform?: string;
  language: 'nl';
  extensions?: Extensions;
}

export interface Statement {
  id: string;
  actor: Agent;
  verb: { id: string; display: LanguageMap };
  object: Activity | StatementRef;
  result?: StatementResult;
  context?: StatementContext;
  /** ISO 8601, UTC */
  timestamp: string;
}

const verbWords = {
  initialized: 'begon',
  progressed: 'was bezig in',
  answered: 'beantwoordde',
  passed: 'haalde',
  failed: 'haalde nog niet',
  completed: 'rondde af',
  attended: 'was bij',
  voided: 'trok in',
} as const;
export type VerbName = keyof typeof verbWords;

export const verbs = Object.fromEntries(
  Object.entries(verbWords).map(([name, nl]) => [name, { id: `http://adlnet.gov/expapi/verbs/${name}`, display: { nl } }]),
) as Record<VerbName, Statement['verb']>;

const kinds = {
  course: 'http://adlnet.gov/expapi/activities/course',
  module: 'http://adlnet.gov/expapi/activities/module',
  lesson: 'http://adlnet.gov/expapi/activities/lesson',
  assessment: 'http://adlnet.gov/expapi/activities/assessment',
  meeting: 'http://adlnet.gov/expapi/activities/meeting',
  interaction: 'http://adlnet.gov/expapi/activities/cmi.interaction',
} as const;
export type ActivityKind = keyof typeof kinds;

/** In Dutch, as addresses are here. */
const paths: Record<ActivityKind, string> = {
  course: 'cursus',
  module: 'module',
  lesson: 'les',
  assessment: 'toets',
  meeting: 'bijeenkomst',
  interaction: 'vraag',
};

/** The name of a thing for machines: made of permanent ids, so that it never changes while the site keeps its address. */
export const activityId = (base: string, kind: ActivityKind, ...ids: string[]) =>
  [`${base}/xapi`, paths[kind], ...ids.map(encodeURIComponent)].join('/');

export const extensionId = (base: string, name: string) => `${base}/xapi/uitbreiding/${name}`;

export function activity(
  base: string,
  kind: ActivityKind,
  ids: readonly string[],
  texts: { name: string; description?: string; href?: string | null; interaction?: Interaction },
): Activity {
  return {
    objectType: 'Activity',
    id: activityId(base, kind, ...ids),
    definition: {
      name: { nl: texts.name },
      ...(texts.description ? { description: { nl: texts.description } } : {}),
      type: kinds[kind],
      ...(texts.href ? { moreInfo: base + texts.href } : {}),
      ...texts.interaction,
    },
  };
}

/** "PT125S"; nothing for a clock that went back. */
export const durationOf = (from: Date, until: Date): string | undefined => {
  const seconds = Math.round((until.getTime() - from.getTime()) / 1000);
  return seconds < 0 ? undefined : `PT${seconds}S`;
};

/** A UUID of version 5 (RFC 9562) from 20 bytes of SHA-1 over a namespace and a name. */
export function uuidOf(sha1: Uint8Array): string {
  const bytes = Uint8Array.from(sha1.slice(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
