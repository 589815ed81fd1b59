/** SCORM 2004: the package's own rules say what comes next (../sequencing); scorm-again is the run-time of the part that is open. */
import * as scorm from 'scorm-again/scorm2004/min';
import type { ScoStart } from '#src/domain/sco-start.ts';
import { itemsOf } from '../manifest/types.ts';
import type { Activity } from '../sequencing/activity.ts';
import { elementsFor, hear, resultOf } from '../sequencing/content.ts';
import { ask, isHidden, mayAsk, mayChoose, mayJump, type Outcome, type Request } from '../sequencing/session.ts';
import { read, write } from '../sequencing/state.ts';
import { ownElements, type Wish } from './own-elements.ts';
import { Memory, type Controls, type Offer, type Playable, type Player, type Stage } from './player.ts';
import { apiSettings, loadAll } from './settings.ts';
import { wrap, type RealApi } from './wrapper.ts';

interface Api2004 extends RealApi {
  getFlattenedCMI(): Record<string, unknown>;
  loadFromFlattenedJSON(json: Record<string, string>): void;
  reset(settings: undefined, options: { preserveListeners: boolean }): void;
}
const { Scorm2004API } = scorm as unknown as { Scorm2004API: new (settings: object) => Api2004 };

const longElement = 'cmi.suspend_data';
const longLimit = 64_000;

interface Open {
  item: Playable;
  activity: Activity;
  start: ScoStart;
  long: string | null;
  /** The asset, or the SCO that said goodbye, was reported for good. */
  final: boolean;
  /** As it was reported last: once a part ended, its time was moved into the total. */
  told: Record<string, unknown> | null;
  /** Elements that got a value in this session. */
  written: Set<string>;
  /** Where it said that it wants to go after its goodbye. */
  wish: Wish | null;
}

export function player2004(stage: Stage): Player {
  const { data, saver } = stage;
  const memory = new Memory(data);
  const parts = [...itemsOf(data.root)].filter((item): item is Playable => item.launch !== null);
  const tree = read(data, data.sequencing, data.objectives);
  const shared = new Map(Object.entries(data.shared));
  let open: Open | null = null;
  /** Who uses the player asked for something: that goes before what the part says on its way out. */
  let leaving = false;
  let looking = false;
  /** As it was drawn last. */
  let drawn = '';

  const api = new Scorm2004API({ ...apiSettings((final) => report(final)), mastery_override: false });

  function report(final: boolean): boolean {
    if (!open) return true;
    const flattened = { ...api.getFlattenedCMI(), ...(open.long === null ? {} : { [longElement]: open.long }) };
    hear(tree, open.activity, flattened, open.written);
    lookAgain();
    return send(open, flattened, final);
  }

  /** What a part says may change where one may go; buttons stay as they are where it doesn't. */
  function lookAgain(): void {
    if (looking || stage.leaving()) return;
    looking = true;
    setTimeout(() => {
      looking = false;
      if (offered() !== drawn) redraw();
    }, 200);
  }

  const redraw = () => {
    drawn = offered();
    stage.refresh();
  };

  const offered = () => {
    const { previous, next, choices, hidden } = controls();
    return JSON.stringify([previous, next, [...choices], [...hidden]]);
  };

  function send(of: Open, flattened: Record<string, unknown>, final: boolean, ended = false): boolean {
    of.told = flattened;
    // A tab that closes takes the part along in the middle, whatever that says on its way: it goes on there.
    of.final ||= final && !stage.leaving();
    return saver.save(
      {
        ...memory.report(of.item.id, of.start, of.final, flattened),
        overall: resultOf(tree, tree.root),
        objectives: Object.fromEntries([...tree.globals].map(([id, state]) => [id, { ...state }])),
        shared: Object.fromEntries(shared),
        sequencing: write(tree),
        ...(ended ? { ended } : {}),
      },
      stage.leaving(),
    );
  }

  /** Opens what sequencing delivered, with a clean run-time. */
  function deliver(activity: Activity, goesOn: boolean): void {
    const item = activity.item as Playable;
    const start = memory.startOf(item.id, goesOn);
    api.reset(undefined, { preserveListeners: true });
    open = { item, activity, start, long: null, final: false, told: null, written: new Set(), wish: null };
    const suspended = start.data[longElement] ?? '';
    if (suspended.length > longLimit) open.long = suspended;
    const [primary] = activity.objectives;
    loadAll(api, {
      ...(start.anew ? elementsFor(tree, activity) : start.data),
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
        'cmi.scaled_passing_score': primary.satisfiedByMeasure ? String(primary.minNormalizedMeasure ?? 1) : '',
        'cmi.completion_threshold': activity.threshold.byMeasure ? String(activity.threshold.least) : '',
      }),
    });
    stage.open(open.item);
    redraw();
    if (item.launch.kind === 'asset') send(open, { 'cmi.completion_status': 'completed' }, true);
  }

  /** What came of a request: the part that was open is reported with it, and makes place. */
  async function settle(came: Outcome, left: Open | null): Promise<void> {
    // Where there is one part, nothing is left to choose.
    const outcome = came.kind === 'nothing' && parts.length < 2 && tree.current ? ask(tree, 'exitAll') : came;
    const over = outcome.kind === 'over';
    if (left?.told) send(left, left.told, true, over && !outcome.suspended);
    await stage.clear();
    open = null;
    if (outcome.kind === 'open') return deliver(outcome.activity, outcome.goesOn);
    if (over) stage.ended((await saver.flush()) ? '' : 'waiting');
    else stage.choose(left ? `‘${left.item.title}’ is klaar. Kies wat je nu wilt doen.` : 'Dat kan nu niet. Kies een onderdeel.');
    redraw();
  }

  /** Someone pressed a button or chose a part. */
  async function request(what: Request, target?: string): Promise<void> {
    if (leaving) return;
    const may =
      what === 'continue' || what === 'previous' ? mayAsk(tree, what) : what !== 'choice' || mayChoose(tree, target ?? '');
    if (!may) return;
    leaving = true;
    try {
      // It hears that it goes, and may still keep what it has; where it would like to go itself no longer counts.
      await stage.clear();
      if (api.isInitialized()) api.lmsFinish('');
    } finally {
      leaving = false;
    }
    const left = open;
    markExit(left);
    if (tree.current === null && what !== 'choice') return stage.ended('');
    await settle(ask(tree, what, target), left);
  }

  /** What it said of its own end: put aside, or done. */
  function markExit(left: Open | null): void {
    if (left && tree.current === left.activity) left.activity.tracked.suspended = left.told?.['cmi.exit'] === 'suspend';
  }

  /** A part said goodbye by itself. */
  function finished(): void {
    const left = open;
    if (!left || leaving || stage.leaving()) return;
    redraw();
    const exit = left.told?.['cmi.exit'];
    const wish: Wish | null = exit === 'time-out' || exit === 'logout' ? { request: 'exitAll' } : left.wish;
    // After the call: the part is still in the middle of its goodbye.
    setTimeout(
      () => {
        if (left !== open || leaving || stage.leaving()) return;
        markExit(left);
        const suspends = left.activity.tracked.suspended ? 'suspendAll' : 'exitAll';
        if (wish) void settle(ask(tree, wish.request, wish.target), left);
        // Of one part nothing else can come.
        else if (parts.length < 2) void settle(ask(tree, suspends), left);
        else void said(left);
      },
      wish ? 0 : 400,
    );
  }

  /** Nothing comes by itself; what was open stays where one is. */
  async function said(left: Open): Promise<void> {
    await stage.clear();
    // Someone was quicker, and pressed a button meanwhile.
    if (open !== left || leaving) return;
    stage.choose(`‘${left.item.title}’ is klaar. Kies wat je nu wilt doen.`);
    redraw();
  }

  const wrapper = wrap('2004', () => api, {
    finished,
    wrote: (element) => void open?.written.add(element),
    own: ownElements({
      mayAsk: (what) => mayAsk(tree, what),
      mayGo: (kind, target) => (kind === 'choice' ? mayChoose(tree, target) : mayJump(tree, target)),
      isThere: (target) => tree.byId.has(target),
      wish(what) {
        if (open) open.wish = what;
      },
      maps: () => open?.item.data ?? [],
      shared,
      count: (list) => Number(api.lmsGetValue(`${list}._count`)),
    }),
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

  /** A tab that was closed put nothing aside: that happens now, and it goes on. */
  function resume(): Outcome | null {
    const { current } = tree;
    if (current?.tracked.active && current.all.length === 0) {
      // It said goodbye, and nothing came after it yet.
      if (memory.isDone(current.id)) return { kind: 'nothing' };
      ask(tree, 'suspendAll');
    }
    return tree.suspended ? ask(tree, 'resumeAll') : null;
  }

  function controls(): Controls {
    const { current } = tree;
    const several = parts.length > 1;
    // What a part hides, it hides while it is there.
    const hidden = new Set(open?.told && open.final ? [] : open?.item.hideLmsUi);
    const flows = several && (current?.parent?.control.flow ?? false);
    const offer = (what: 'continue' | 'previous'): Offer =>
      !flows || hidden.has(what) ? 'absent' : mayAsk(tree, what) ? 'on' : 'off';
    return {
      next: offer('continue'),
      previous: offer('previous'),
      suspend: current !== null && !hidden.has('suspendAll'),
      // Exit ends the attempt at the part: of one part that is its beginning again, which nobody means by stopping.
      ends: current !== null,
      exit: several || current === null || hidden.has('suspendAll'),
      choices: new Set(several ? tree.list.filter(({ id }) => mayChoose(tree, id)).map(({ id }) => id) : []),
      hidden: new Set(tree.list.filter((activity) => isHidden(tree, activity)).map(({ id }) => id)),
      current: open?.item.id ?? null,
    };
  }

  return {
    start() {
      let outcome = resume() ?? ask(tree, 'start');
      const [only, ...more] = parts;
      // Nothing flows: with one part there is nothing to choose.
      if (outcome.kind !== 'open' && tree.current === null && only && more.length === 0) outcome = ask(tree, 'choice', only.id);
      if (outcome.kind === 'open') return deliver(outcome.activity, outcome.goesOn);
      stage.choose(tree.current === null ? 'Kies een onderdeel om te beginnen.' : 'Kies waar je verdergaat.');
      redraw();
    },
    controls,
    go: (what) =>
      request(({ continue: 'continue', previous: 'previous', suspend: 'suspendAll', exit: 'exitAll' } as const)[what]),
    choose: (itemId) => request('choice', itemId),
    keep() {
      if (open && api.isInitialized()) report(false);
    },
  };
}

const given = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
