/** Items of a manifest for tests, with nothing said but what is given. */
import type { Item, Launch, Sequencing } from '#src/scorm/manifest/types.ts';

export const launch: Launch = { path: 'index.html', suffix: '', kind: 'sco' };

export const item = (more: Partial<Item>): Item => ({
  id: 'i',
  title: 'I',
  visible: true,
  launch: null,
  children: [],
  launchData: '',
  masteryScore: '',
  maxTimeAllowed: '',
  timeLimitAction: '',
  prerequisites: '',
  completionThreshold: null,
  sequencing: null,
  hideLmsUi: [],
  data: [],
  ...more,
});

export const sequencing = (more: Partial<Sequencing>): Sequencing => ({
  idRef: null,
  given: [],
  controlMode: {},
  rules: { pre: [], exit: [], post: [] },
  limits: { attempts: null, attemptDuration: null },
  rollup: null,
  objectives: [],
  randomization: null,
  delivery: {},
  constrain: {},
  considerations: null,
  ...more,
});
