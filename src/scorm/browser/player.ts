/** What the shell needs of the run-time, whatever the edition. */
import { startOf, stateAfter, type ScoStart, type ScoState } from '#src/domain/sco-start.ts';
import { keptOf } from '#src/domain/scorm-elements.ts';
import type { LaunchData, Report } from '../launch-data.ts';
import type { Item, Launch } from '../manifest/types.ts';
import type { Saver } from './saver.ts';

export type Playable = Item & { launch: Launch };

export interface Stage {
  data: LaunchData;
  saver: Saver;
  /** Shows this part in the frame. */
  open(item: Playable): void;
  /** Empties the frame and waits until what was in it is gone. */
  clear(): Promise<void>;
  /** What may be pressed changed. */
  refresh(): void;
  /** Nothing is open: which part does someone want? */
  choose(message: string): void;
  /** It is over. */
  ended(message: string): void;
  /** Is the page itself going away? */
  leaving(): boolean;
}

/** A button: not there, there and grey, or there to press. */
export type Offer = 'absent' | 'off' | 'on';

export interface Controls {
  previous: Offer;
  next: Offer;
  suspend: boolean;
  exit: boolean;
  /** Leaving by that ends it for good: who opens it again, begins again. */
  ends: boolean;
  /** Ids of items that can be chosen. */
  choices: ReadonlySet<string>;
  /** Ids of items that are not to be seen now. */
  hidden: ReadonlySet<string>;
  current: string | null;
}

export interface Player {
  start(): void;
  controls(): Controls;
  go(request: 'continue' | 'previous' | 'suspend' | 'exit'): Promise<void>;
  choose(itemId: string): Promise<void>;
  /** Saves what is open as it stands. */
  keep(): void;
}

/** What is kept of each part, as the server will give it at the next start. */
export class Memory {
  private readonly states: Map<string, ScoState>;
  private readonly edition: LaunchData['edition'];
  constructor(data: LaunchData) {
    this.states = new Map(Object.entries(data.states));
    this.edition = data.edition;
  }

  /** @param goesOn whether it goes on with what was kept, where sequencing says so */
  startOf(itemId: string, goesOn?: boolean): ScoStart {
    return startOf(this.edition, this.states.get(itemId), goesOn);
  }

  valueOf(itemId: string, element: string): string | undefined {
    return this.states.get(itemId)?.data[element];
  }

  /** Whether the part said goodbye and was not to be gone on with. */
  isDone(itemId: string): boolean {
    const state = this.states.get(itemId);
    return state !== undefined && state.finished && state.data['cmi.exit'] !== 'suspend';
  }

  /** What the server is told; kept here as well, for when the part is opened again in this window. */
  report(
    itemId: string,
    { session, anew }: Pick<ScoStart, 'session' | 'anew'>,
    final: boolean,
    flattened: Readonly<Record<string, unknown>>,
  ): Omit<Report, 'sequence'> {
    const data = keptOf(this.edition, flattened) ?? {};
    this.states.set(itemId, stateAfter(this.edition, this.states.get(itemId), { data, session, final, anew }));
    return { item: itemId, session, final, anew, data };
  }
}
