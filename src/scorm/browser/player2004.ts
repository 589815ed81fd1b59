/** SCORM 2004: the package's own rules say what comes next; scorm-again follows them. */
import * as scorm from 'scorm-again/scorm2004/min';
import { itemsOf } from '../manifest/types.ts';
import { activityTree } from './activity-tree.ts';
import { Memory, type Controls, type Playable, type Player, type Stage } from './player.ts';
import { apiSettings, loadAll } from './settings.ts';
import { wrap, type RealApi } from './wrapper.ts';

interface Tracking {
  completionStatus: string;
  successStatus: string;
  score: number | null;
}

interface Validity {
  continue: boolean;
  previous: boolean;
  choice: Record<string, string>;
  hideLmsUi: string[];
}

interface Api2004 extends RealApi {
  isInitialized(): boolean;
  isTerminated(): boolean;
  getFlattenedCMI(): Record<string, unknown>;
  loadFromFlattenedJSON(json: Record<string, string>): void;
  reset(settings: undefined, options: { preserveListeners: boolean }): void;
  processNavigationRequest(request: string, target?: string): boolean;
  restoreGlobalObjectiveSnapshot(snapshot: Record<string, unknown>): void;
  restoreSharedDataSnapshot(snapshot: Record<string, string>): void;
  captureSharedDataSnapshot(): Record<string, string>;
  serializeSequencingState(): string;
  deserializeSequencingState(state: string): boolean;
  getActivityTrackingData(id: string): Tracking | null;
}
const { Scorm2004API } = scorm as unknown as { Scorm2004API: new (settings: object) => Api2004 };

const longElement = 'cmi.suspend_data';
const longLimit = 64_000;

interface Open {
  item: Playable;
  session: number;
  long: string | null;
  /** The asset, or the SCO that said goodbye, was reported for good. */
  final: boolean;
  /** As it was reported last: once a part ended, its time was moved into the total. */
  told: Record<string, unknown> | null;
}

export function player2004(stage: Stage): Player {
  const { data, saver } = stage;
  const memory = new Memory(data);
  const items = new Map([...itemsOf(data.root)].map((item) => [item.id, item]));
  const parts = [...items.values()].filter((item): item is Playable => item.launch !== null);
  let open: Open | null = null;
  let over = false;
  /** What was open at the last time is being found again. */
  let resuming = false;
  /** The part is being left. */
  let going = false;
  /** What sequencing wants opened next, once the call that led to it is done. */
  let delivered: string | null = null;
  let validity: Validity = { continue: false, previous: false, choice: {}, hideLmsUi: [] };

  const api = new Scorm2004API({
    ...apiSettings((final) => report(final)),
    mastery_override: false,
    sequencing: {
      activityTree: activityTree(data),
      autoRollupOnCMIChange: false,
      eventListeners: {
        onActivityDelivery: ({ id }: { id: string }) => {
          delivered = id;
          setTimeout(() => void deliver());
        },
        onNavigationValidityUpdate: (update: Validity) => {
          validity = update;
          setTimeout(() => stage.refresh());
        },
        onSequencingSessionEnd: ({ reason }: { reason: string }) => {
          over = true;
          if (!resuming) setTimeout(() => void finish(reason));
        },
      },
    },
  });

  function overall() {
    const tracked = api.getActivityTrackingData(data.root.id);
    if (!tracked) return undefined;
    const { completionStatus: completion, successStatus: success, score } = tracked;
    return {
      completion:
        completion === 'completed' || completion === 'incomplete'
          ? completion
          : ('unknown' as 'completed' | 'incomplete' | 'unknown'),
      success: success === 'passed' || success === 'failed' ? success : ('unknown' as 'passed' | 'failed' | 'unknown'),
      score: score === null ? null : Math.min(100, Math.max(0, Math.round(score * 10_000) / 100)),
    };
  }

  function report(final: boolean): boolean {
    if (!open) return true;
    const flattened = { ...api.getFlattenedCMI(), ...(open.long === null ? {} : { [longElement]: open.long }) };
    return send(flattened, final);
  }

  function send(flattened: Record<string, unknown>, final: boolean): boolean {
    if (!open) return true;
    open.told = flattened;
    // A tab that closes takes the part along in the middle, whatever that says on its way: it goes on there.
    open.final ||= final && !stage.leaving();
    const whole = overall();
    const sequencing = api.serializeSequencingState();
    return saver.save(
      {
        ...memory.report(open.item.id, open.session, open.final, flattened),
        ...(whole ? { overall: whole } : {}),
        objectives: objectivesIn(sequencing),
        shared: api.captureSharedDataSnapshot(),
        sequencing,
      },
      stage.leaving(),
    );
  }

  /** Opens what sequencing delivered, with a clean run-time. */
  async function deliver(): Promise<void> {
    const item = delivered === null ? undefined : items.get(delivered);
    delivered = null;
    if (!item?.launch) return;
    await stage.clear();
    const start = memory.startOf(item.id);
    api.reset(undefined, { preserveListeners: true });
    open = { item: item as Playable, session: start.session, long: null, final: false, told: null };
    const suspended = start.data[longElement] ?? '';
    if (suspended.length > longLimit) open.long = suspended;
    const primary = item.sequencing?.objectives.find((objective) => objective.primary);
    loadAll(api, {
      ...start.data,
      ...(suspended === '' ? {} : { [longElement]: suspended.slice(0, longLimit) }),
      'cmi.learner_id': data.learner.id,
      'cmi.learner_name': data.learner.name,
      'cmi.credit': 'credit',
      'cmi.mode': 'normal',
      'cmi.entry': start.entry,
      'cmi.total_time': start.totalTime,
      ...given({
        'cmi.launch_data': item.launchData,
        'cmi.time_limit_action': item.timeLimitAction,
        'cmi.max_time_allowed': item.sequencing?.limits.attemptDuration ?? '',
        'cmi.scaled_passing_score': primary?.satisfiedByMeasure ? String(primary.minNormalizedMeasure ?? 1) : '',
      }),
    });
    over = false;
    stage.open(open.item);
    stage.refresh();
    if (open.item.launch.kind === 'asset') send({ 'cmi.completion_status': 'completed' }, true);
  }

  async function finish(reason: string): Promise<void> {
    await stage.clear();
    const brought = await saver.flush();
    open = null;
    stage.ended(brought ? '' : 'waiting');
    if (reason !== 'suspend_all') stage.refresh();
  }

  /** A part that said goodbye by itself, after which nothing is to come. */
  async function said({ item }: Open): Promise<void> {
    await stage.clear();
    open = null;
    if (parts.length < 2) stage.ended('');
    else stage.choose(`‘${item.title}’ is klaar. Kies wat je nu wilt doen.`);
    stage.refresh();
  }

  /** Asks for something when a part is open: it hears it before it goes, so that it can still say where it wants to go itself. */
  async function request(what: string, target?: string): Promise<void> {
    const running = open !== null && api.isInitialized();
    if (running) api.lmsSetValue('adl.nav.request', target === undefined ? what : `{target=${target}}${what}`);
    going = true;
    await stage.clear();
    going = false;
    await saver.flush();
    if (delivered !== null || over) return;
    if (running && api.isInitialized()) {
      api.lmsFinish('');
      afterwards();
    } else if (!running) {
      const went = api.processNavigationRequest(what, target);
      afterwards();
      if (!went && !over && delivered === null) refused();
      return;
    }
    if (delivered === null && !over) refused();
  }

  /** What sequencing made of it, with the last words of the part. */
  const afterwards = () => {
    if (open?.told && !stage.leaving()) send(open.told, true);
  };
  function refused(): void {
    stage.choose('Dat kan nu niet. Kies een onderdeel.');
    stage.refresh();
  }

  const wrapper = wrap('2004', () => api, {
    initialized() {},
    finished() {
      afterwards();
      stage.refresh();
      const left = open;
      setTimeout(
        () => void (left !== null && left === open && !going && !stage.leaving() && delivered === null && !over && said(left)),
        400,
      );
    },
    long: {
      limit: longLimit,
      element: longElement,
      get: () => open?.long ?? null,
      set: (value) => {
        if (open) open.long = value;
      },
    },
  });
  Object.defineProperty(window, 'API_1484_11', { value: wrapper, enumerable: true });

  /** A tab that was closed suspended nothing: what was open then is suspended first, and goes on. */
  function resume(): boolean {
    if (data.sequencing === null || !api.deserializeSequencingState(data.sequencing)) return false;
    if (api.processNavigationRequest('resumeAll') && delivered !== null) return true;
    const wasOver = over;
    over = false;
    if (!wasOver && api.processNavigationRequest('suspendAll')) {
      over = false;
      if (api.processNavigationRequest('resumeAll') && delivered !== null) return true;
    }
    return data.itemId !== null && api.processNavigationRequest('choice', data.itemId) && delivered !== null;
  }

  return {
    start() {
      api.restoreGlobalObjectiveSnapshot(data.objectives);
      api.restoreSharedDataSnapshot(data.shared);
      resuming = true;
      const found = resume();
      resuming = false;
      over = false;
      if (found) return;
      if (api.processNavigationRequest('start') && delivered !== null) return;
      const [only, ...more] = parts;
      // Nothing flows: with one part there is nothing to choose.
      if (only && more.length === 0 && api.processNavigationRequest('choice', only.id) && delivered !== null) return;
      stage.choose('Kies een onderdeel om te beginnen.');
      stage.refresh();
    },
    controls(): Controls {
      const several = parts.length > 1;
      const hidden = new Set([...(open?.item.hideLmsUi ?? []), ...validity.hideLmsUi]);
      const parent = open ? parentOf(open.item.id) : undefined;
      const flows = parent?.sequencing?.controlMode.flow ?? false;
      return {
        next: several && open !== null && flows && !hidden.has('continue'),
        previous:
          several && open !== null && flows && !hidden.has('previous') && parent?.sequencing?.controlMode.forwardOnly !== true,
        suspend: open !== null && !hidden.has('suspendAll'),
        // Exit ends the attempt at the part: of one part that is its beginning again, which nobody means by stopping.
        exit: several || open === null || hidden.has('suspendAll'),
        choices: new Set(
          several ? Object.entries(validity.choice).flatMap(([id, valid]) => (String(valid) === 'true' ? [id] : [])) : [],
        ),
        current: open?.item.id ?? null,
      };
    },
    go: (what) => request({ continue: 'continue', previous: 'previous', suspend: 'suspendAll', exit: 'exitAll' }[what]),
    choose: (itemId) => request('choice', itemId),
    keep() {
      if (open && api.isInitialized()) report(false);
    },
  };

  function parentOf(id: string) {
    return [...items.values()].find((item) => item.children.some((child) => child.id === id));
  }
}

const given = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** The map of global objectives that sequencing wrote down. */
function objectivesIn(sequencing: string): Record<string, Record<string, unknown>> {
  const { globalObjectiveMap } = JSON.parse(sequencing) as { globalObjectiveMap?: Record<string, Record<string, unknown>> };
  return Object.fromEntries(
    Object.entries(globalObjectiveMap ?? {}).map(([id, entry]) => [
      id,
      Object.fromEntries(Object.entries(entry).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))),
    ]),
  );
}
