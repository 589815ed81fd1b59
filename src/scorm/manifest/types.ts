/** What a manifest says, in one plain tree whatever the standard. Stored with the version of a package: raise `shape` when it changes. */
export const shape = 2;

export type Standard = '1.2' | '2004-2' | '2004-3' | '2004-4';

export interface Manifest {
  shape: typeof shape;
  standard: Standard;
  title: string;
  /** The activities that are played: those of the default organisation. */
  root: Item;
  /** Sequencing that items of 2004 refer to by id. */
  collections: Record<string, Sequencing>;
  /** 2004: whether objectives and shared data go on past one attempt and past this package. */
  common: { objectives: boolean; shared: boolean };
  /** What could not be read and was left out, in Dutch; the package plays without it. */
  remarks: string[];
}

export interface Item {
  id: string;
  title: string;
  visible: boolean;
  /** What is opened; null for a folder of items. */
  launch: Launch | null;
  children: Item[];
  /** Given to the SCO as it stands. */
  launchData: string;
  /** 1.2: 0 to 100. */
  masteryScore: string;
  /** 1.2: HHHH:MM:SS. */
  maxTimeAllowed: string;
  timeLimitAction: string;
  /** 1.2: condition under which it opens; shown as it stands. */
  prerequisites: string;
  completionThreshold: CompletionThreshold | null;
  sequencing: Sequencing | null;
  hideLmsUi: string[];
  /** 4th Edition: shared data that this item reads or writes. */
  data: DataMap[];
}

export interface Launch {
  /** Inside the package, with slashes and without a leading one; decoded. */
  path: string;
  /** Query and fragment, with their marks; empty when there are none. */
  suffix: string;
  /** A SCO talks to us; an asset is only shown. */
  kind: 'sco' | 'asset';
}

export interface CompletionThreshold {
  completedByMeasure: boolean;
  minProgressMeasure: number;
  progressWeight: number;
}

export interface DataMap {
  targetId: string;
  read: boolean;
  write: boolean;
}

export interface Sequencing {
  idRef: string | null;
  /** Names of what is said here, in lower case: also an element without anything in it goes before that of a collection. */
  given: string[];
  controlMode: Partial<Record<ControlMode, boolean>>;
  rules: { pre: Rule[]; exit: Rule[]; post: Rule[] };
  limits: { attempts: number | null; attemptDuration: string | null };
  rollup: Rollup | null;
  objectives: Objective[];
  randomization: Randomization | null;
  delivery: Partial<Record<'tracked' | 'completionSetByContent' | 'objectiveSetByContent', boolean>>;
  constrain: Partial<Record<'preventActivation' | 'constrainChoice', boolean>>;
  considerations: Considerations | null;
}

export const controlModes = [
  'choice',
  'choiceExit',
  'flow',
  'forwardOnly',
  'useCurrentAttemptObjectiveInfo',
  'useCurrentAttemptProgressInfo',
] as const;
export type ControlMode = (typeof controlModes)[number];

export interface Condition {
  condition: string;
  not: boolean;
  objective: string | null;
  threshold: number | null;
}

export interface Rule {
  any: boolean;
  conditions: Condition[];
  action: string;
}

export interface RollupRule {
  childSet: string;
  minimumCount: number;
  /** 0 to 1, as in the manifest. */
  minimumPercent: number;
  any: boolean;
  conditions: { condition: string; not: boolean }[];
  action: string;
}

export interface Rollup {
  objectiveSatisfied: boolean;
  progressCompletion: boolean;
  measureWeight: number;
  rules: RollupRule[];
}

export interface Objective {
  id: string;
  primary: boolean;
  satisfiedByMeasure: boolean;
  minNormalizedMeasure: number | null;
  maps: ObjectiveMap[];
}

export const mapFlags = [
  'readSatisfiedStatus',
  'readNormalizedMeasure',
  'writeSatisfiedStatus',
  'writeNormalizedMeasure',
  'readRawScore',
  'readMinScore',
  'readMaxScore',
  'readCompletionStatus',
  'readProgressMeasure',
  'writeRawScore',
  'writeMinScore',
  'writeMaxScore',
  'writeCompletionStatus',
  'writeProgressMeasure',
] as const;

export type ObjectiveMap = { target: string } & Partial<Record<(typeof mapFlags)[number], boolean>>;

export interface Randomization {
  randomizationTiming: 'never' | 'once' | 'onEachNewAttempt';
  selectCount: number | null;
  reorderChildren: boolean;
  selectionTiming: 'never' | 'once' | 'onEachNewAttempt';
}

export interface Considerations {
  requiredForSatisfied: string;
  requiredForNotSatisfied: string;
  requiredForCompleted: string;
  requiredForIncomplete: string;
  measureSatisfactionIfActive: boolean;
}

/** Every item, parents first. */
export function* itemsOf(item: Item): Generator<Item> {
  yield item;
  for (const child of item.children) yield* itemsOf(child);
}

/** The items that open something, in order. */
export const launchables = (manifest: Pick<Manifest, 'root'>): (Item & { launch: Launch })[] =>
  [...itemsOf(manifest.root)].filter((item): item is Item & { launch: Launch } => item.launch !== null);
