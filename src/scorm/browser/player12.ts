/** SCORM 1.2: parts in any order, each with a run-time of its own. */
import * as scorm from 'scorm-again/scorm12/min';
import type { ScoStart } from '#src/domain/sco-start.ts';
import { itemsOf } from '../manifest/types.ts';
import { ownElements12 } from './own-elements12.ts';
import { Memory, type Controls, type Playable, type Player, type Stage } from './player.ts';
import { openable } from '../prerequisites.ts';
import { apiSettings, loadAll } from './settings.ts';
import { wrap, type RealApi } from './wrapper.ts';

interface Api12 extends RealApi {
  getFlattenedCMI(): Record<string, unknown>;
  loadFromFlattenedJSON(json: Record<string, string>): void;
}
const { Scorm12API } = scorm as unknown as { Scorm12API: new (settings: object) => Api12 };

const longElement = 'cmi.suspend_data';
const isMaximum = (element: string) => /^cmi\.(?:core|objectives\.\d+)\.score\.max$/.test(element);
const longLimit = 64_000;

interface Open {
  item: Playable;
  api: Api12;
  start: ScoStart;
  long: string | null;
  /** Elements that have a value of their own. */
  written: Set<string>;
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
    ends: false,
    choices: new Set(),
    hidden: new Set(),
    current: null,
  };

  function makeApi(store: (final: boolean) => boolean): Api12 {
    return new Scorm12API({
      ...apiSettings(store),
      // RTE 3.4.4: with a mastery score it is us who says passed or failed.
      mastery_override: true,
    });
  }

  const flattened = ({ api, long, written }: Open): Record<string, unknown> => ({
    ...Object.fromEntries(Object.entries(api.getFlattenedCMI()).filter(([name]) => !isMaximum(name) || written.has(name))),
    ...(long === null ? {} : { [longElement]: long }),
  });

  function report(of: Open, final: boolean): boolean {
    return saver.save(memory.report(of.item.id, of.start, final && !stage.leaving(), flattened(of)), stage.leaving());
  }

  function prepare(item: Playable): Open {
    const start = memory.startOf(item.id);
    const here: Open = {
      item,
      start,
      long: null,
      written: new Set(Object.keys(start.data)),
      api: makeApi((final) => report(here, final)),
    };
    const suspended = start.data[longElement] ?? '';
    if (suspended.length > longLimit) here.long = suspended;
    loadAll(here.api, {
      // As it goes without saying: as loud and as fast as it is.
      'cmi.student_preference.audio': '0',
      'cmi.student_preference.speed': '0',
      'cmi.student_preference.text': '0',
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

  /** RTE 3.4.4: a part that says nothing of itself and ends, is done. */
  function complete(): void {
    if (open?.api.lmsGetValue('cmi.core.lesson_status') === 'not attempted')
      open.api.lmsSetValue('cmi.core.lesson_status', 'completed');
  }

  /** Lets the part say goodbye; one that doesn't is ended by us. */
  async function leave(): Promise<void> {
    const left = open;
    going = true;
    await stage.clear();
    if (left?.api.isInitialized()) {
      complete();
      left.api.lmsFinish('');
    }
    brought = await saver.flush();
    open = null;
    going = false;
  }

  /** Parts that may be opened, by what became of others. */
  const open12 = () => openable(data.root, (id) => memory.valueOf(id, 'cmi.core.lesson_status') ?? 'not attempted');
  const beside = (step: 1 | -1, from = open?.item): Playable | undefined => {
    const at = parts.findIndex((item) => item === from);
    const row = step === 1 ? parts.slice(at + 1) : parts.slice(0, Math.max(0, at)).reverse();
    const may = open12();
    return row.find((item) => may.has(item.id));
  };

  const wrapper = wrap('1.2', () => open?.api ?? idle, {
    finishing: complete,
    wrote: (element) => void open?.written.add(element),
    own: {
      set: ownElements12.set,
      get(element) {
        if (!open || !isMaximum(element) || open.written.has(element)) return ownElements12.get(element);
        // The run-time says 100 where nobody said anything.
        open.api.lmsGetValue(element);
        return open.api.lmsGetLastError() === '0' ? { value: '', error: 0 } : undefined;
      },
    },
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
      const may = open12();
      const first = last && may.has(last.id) ? last : (parts.find((item) => may.has(item.id)) ?? only);
      if (first) show(first);
    },
    controls() {
      if (parts.length < 2) return { ...nothing, current: open?.item.id ?? null };
      return {
        previous: beside(-1) ? 'on' : 'off',
        next: beside(1) ? 'on' : 'off',
        suspend: false,
        exit: true,
        ends: false,
        choices: open12(),
        hidden: new Set(),
        current: open?.item.id ?? null,
      };
    },
    async go(request) {
      const from = open?.item;
      await leave();
      // What may be opened depends on how this part ended.
      const next = request === 'continue' || request === 'previous' ? beside(request === 'continue' ? 1 : -1, from) : undefined;
      if (next) show(next);
      else if (request !== 'exit' && request !== 'suspend') {
        stage.choose('Dat kan nu niet. Kies een onderdeel.');
        stage.refresh();
      } else stage.ended(brought ? '' : 'waiting');
    },
    async choose(itemId) {
      const item = parts.find((part) => part.id === itemId);
      if (!item || !open12().has(itemId)) return;
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
