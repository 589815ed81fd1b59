/** SCORM 1.2: parts in any order, each with a run-time of its own. */
import * as scorm from 'scorm-again/scorm12/min';
import type { ScoStart } from '#src/domain/sco-start.ts';
import { itemsOf } from '../manifest/types.ts';
import { Memory, type Controls, type Playable, type Player, type Stage } from './player.ts';
import { apiSettings, loadAll } from './settings.ts';
import { wrap, type RealApi } from './wrapper.ts';

interface Api12 extends RealApi {
  getFlattenedCMI(): Record<string, unknown>;
  loadFromFlattenedJSON(json: Record<string, string>): void;
}
const { Scorm12API } = scorm as unknown as { Scorm12API: new (settings: object) => Api12 };

const longElement = 'cmi.suspend_data';
const longLimit = 64_000;

interface Open {
  item: Playable;
  api: Api12;
  start: ScoStart;
  long: string | null;
}

export function player12(stage: Stage): Player {
  const { data, saver } = stage;
  const memory = new Memory(data);
  const parts = [...itemsOf(data.root)].filter((item): item is Playable => item.launch !== null);
  let open: Open | null = null;
  /** The part is being left. */
  let going = false;
  /** Everything that was reported is on the server. */
  let brought = true;
  /** For calls of a page that was left, and before anything is open. */
  const idle = makeApi(() => true);
  const nothing: Controls = {
    previous: 'absent',
    next: 'absent',
    suspend: false,
    exit: true,
    choices: new Set(),
    hidden: new Set(),
    current: null,
  };

  function makeApi(store: (final: boolean) => boolean): Api12 {
    return new Scorm12API({
      ...apiSettings(store),
      // RTE 3.4.4: with a mastery score it is us who says passed or failed; a SCO that says nothing and ends, is done.
      mastery_override: true,
      autoCompleteLessonStatus: true,
    });
  }

  const flattened = ({ api, long }: Open): Record<string, unknown> => ({
    ...api.getFlattenedCMI(),
    ...(long === null ? {} : { [longElement]: long }),
  });

  function report(of: Open, final: boolean): boolean {
    return saver.save(memory.report(of.item.id, of.start, final && !stage.leaving(), flattened(of)), stage.leaving());
  }

  function prepare(item: Playable): Open {
    const start = memory.startOf(item.id);
    const here: Open = { item, start, long: null, api: makeApi((final) => report(here, final)) };
    const suspended = start.data[longElement] ?? '';
    if (suspended.length > longLimit) here.long = suspended;
    loadAll(here.api, {
      ...start.data,
      ...(suspended === '' ? {} : { [longElement]: suspended.slice(0, longLimit) }),
      'cmi.core.student_id': data.learner.id,
      'cmi.core.student_name': data.learner.name,
      'cmi.core.credit': 'credit',
      'cmi.core.lesson_mode': 'normal',
      'cmi.core.entry': start.entry,
      'cmi.core.total_time': start.totalTime,
      ...given({
        'cmi.launch_data': item.launchData,
        'cmi.student_data.mastery_score': item.masteryScore,
        'cmi.student_data.max_time_allowed': item.maxTimeAllowed,
        'cmi.student_data.time_limit_action': item.timeLimitAction,
      }),
    });
    return here;
  }

  function show(item: Playable): void {
    open = prepare(item);
    // Something that is only shown is done once it was shown.
    if (item.launch.kind === 'asset')
      saver.save(memory.report(item.id, open.start, true, { 'cmi.core.lesson_status': 'completed' }));
    stage.open(item);
    stage.refresh();
  }

  async function said(item: Playable): Promise<void> {
    await leave();
    if (parts.length < 2) stage.ended(brought ? '' : 'waiting');
    else stage.choose(`‘${item.title}’ is klaar. Kies wat je nu wilt doen.`);
    stage.refresh();
  }

  /** Lets the part say goodbye; one that doesn't is ended by us. */
  async function leave(): Promise<void> {
    const left = open;
    going = true;
    await stage.clear();
    if (left?.api.isInitialized()) left.api.lmsFinish('');
    brought = await saver.flush();
    open = null;
    going = false;
  }

  const at = () => parts.findIndex((item) => item.id === open?.item.id);

  const wrapper = wrap('1.2', () => open?.api ?? idle, {
    finished() {
      stage.refresh();
      const left = open;
      // It said goodbye by itself and still stands there: it has nothing more to say.
      setTimeout(() => void (left !== null && left === open && !going && !stage.leaving() && said(left.item)), 400);
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
  Object.defineProperty(window, 'API', { value: wrapper, enumerable: true });

  return {
    start() {
      const [only] = parts;
      const last = parts.find((item) => item.id === data.itemId);
      const first = last ?? only;
      if (first) show(first);
    },
    controls() {
      if (parts.length < 2) return { ...nothing, current: open?.item.id ?? null };
      return {
        previous: at() > 0 ? 'on' : 'off',
        next: at() < parts.length - 1 ? 'on' : 'off',
        suspend: false,
        exit: true,
        choices: new Set(parts.map((item) => item.id)),
        hidden: new Set(),
        current: open?.item.id ?? null,
      };
    },
    async go(request) {
      const from = at();
      await leave();
      const next = request === 'continue' ? parts[from + 1] : request === 'previous' ? parts[from - 1] : undefined;
      if (next) show(next);
      else stage.ended(brought ? '' : 'waiting');
    },
    async choose(itemId) {
      const item = parts.find((part) => part.id === itemId);
      if (!item) return;
      await leave();
      show(item);
    },
    keep() {
      if (open?.api.isInitialized()) report(open, false);
    },
  };
}

/** Only what the manifest says. */
const given = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
