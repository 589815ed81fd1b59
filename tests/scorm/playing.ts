/** The real player without a page around it: a stage that remembers what it was told. */
import { vi } from 'vitest';
import { stateAfter } from '#src/domain/sco-start.ts';
import type { Player, Stage } from '#src/scorm/browser/player.ts';
import type { LaunchData, Report } from '#src/scorm/launch-data.ts';
import type { Item } from '#src/scorm/manifest/types.ts';
import { item, launch } from './items.ts';

export type Api = Record<string, (...given: unknown[]) => string>;

export const launchData = (more: Partial<LaunchData>): LaunchData => ({
  edition: '1.2',
  standard: '1.2',
  title: 'Pakket',
  preview: false,
  learner: { id: 'a1b2', name: 'Haddad, Samira' },
  root: item({ id: 'root', children: [item({ id: 'a', title: 'Deel a', launch })] }),
  collections: {},
  states: {},
  objectives: {},
  shared: {},
  sequencing: null,
  itemId: null,
  ...more,
});

export interface Playing {
  api: Api;
  /** What the page of the part does when it is left. */
  leave: (() => void) | null;
  player: Player;
  reports: Omit<Report, 'sequence'>[];
  opened: string[];
  said: string[];
  ended: string[];
}

/** Starts it; the API is where a part looks for it. */
export function playing(make: (stage: Stage) => Player, data: LaunchData): Playing {
  const window: Record<string, unknown> = {};
  vi.stubGlobal('window', window);
  const seen: Omit<Playing, 'api' | 'player'> = { leave: null, reports: [], opened: [], said: [], ended: [] };
  const player = make({
    data,
    saver: {
      save: (report) => seen.reports.push(structuredClone(report)) > 0,
      flush: () => Promise.resolve(true),
      leave: () => {},
      failing: false,
    },
    open: (part: Item) => void seen.opened.push(part.id),
    clear() {
      const { leave } = seen;
      seen.leave = null;
      leave?.();
      return Promise.resolve();
    },
    refresh: () => {},
    choose: (why) => void seen.said.push(why),
    ended: (why) => void seen.ended.push(why),
    leaving: () => false,
  });
  player.start();
  return Object.assign(seen, { player, api: (window['API'] ?? window['API_1484_11']) as Api });
}

/** What the server would give at the next start, after these reports. */
export function next(data: LaunchData, reports: Playing['reports']): LaunchData {
  const last = reports.at(-1);
  if (last?.ended) return { ...data, states: {}, sequencing: null, itemId: null, objectives: last.objectives ?? {} };
  const states = { ...data.states };
  for (const report of reports)
    states[report.item] = stateAfter(data.edition, states[report.item], {
      ...report,
      data: report.data as Record<string, string>,
    });
  return {
    ...data,
    states,
    objectives: last?.objectives ?? data.objectives,
    shared: last?.shared ?? data.shared,
    sequencing: last?.sequencing ?? data.sequencing,
    itemId: last?.item ?? data.itemId,
  };
}
