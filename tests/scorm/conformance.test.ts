/** Every case of ADL's suite through the player, without a page around it; tests/conformance plays them in Chromium. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { player2004 } from '#src/scorm/browser/player2004.ts';
import type { LaunchData } from '#src/scorm/launch-data.ts';
import { readManifest } from '#src/scorm/manifest/read.ts';
import { itemsOf, type Item } from '#src/scorm/manifest/types.ts';
import { casesFolder, readCases, type Case, type Command, type Step } from '#tests/conformance/cases.ts';
import passed from '#tests/conformance/passed.json' with { type: 'json' };
import { readZip } from '#tests/kit/read-zip.ts';
import { launchData, next, playing, type Playing } from './playing.ts';

const cases = readCases() ?? [];
if (cases.length === 0) console.warn(`Skipped: there are no cases in ${casesFolder()} (SCORM_SAMPLES).`);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Requests that a page of the suite makes when it is left, by its name; null only says goodbye. */
const onLeaving: Record<string, string | null> = {
  'SequencingTestSingleDoTerminate.htm': null,
  'tarAct4OnUnload.htm': '{target=activity_4}choice',
  'exitAllOnUnload.htm': 'exitAll',
  'suspendAllOnUnload.htm': 'suspendAll',
};

class Tester {
  private data: LaunchData;
  private here: Playing;
  private readonly items: Item[];
  /** How much opened so far. */
  private opened = 0;

  constructor(data: LaunchData) {
    this.data = data;
    this.items = [...itemsOf(data.root)];
    this.here = playing(player2004, data);
  }

  async settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(600);
  }

  async take(step: Step): Promise<void> {
    await this.settle();
    expect(this.here.opened.length, 'something opens').toBeGreaterThan(this.opened);
    this.opened = this.here.opened.length;
    const item = this.items.find(({ id }) => id === this.here.opened.at(-1));
    expect(new URLSearchParams(item?.launch?.suffix).get('act')).toBe(step.act);
    step.uiq?.forEach((question, at) => expect(this.sees(question), question).toBe(step.uia?.[at] === 'Y'));
    for (const command of step.commands) this.call(command);
    const request = onLeaving[item?.launch?.path.split('/').at(-1) ?? ''];
    if (request === undefined) expect(this.here.api.Terminate?.('')).toBe('true');
    else
      this.here.leave = () => {
        if (request !== null) this.here.api.SetValue?.('adl.nav.request', request);
        this.here.api.Terminate?.('');
      };
    await this.settle();
    await this.act(step.cui);
  }

  call({ op, args, exp, err }: Command): void {
    const all = this.here.api;
    const [first = '', second = ''] = args.flat();
    const ids = Array.from({ length: Number(all.GetValue?.('cmi.objectives._count')) }, (_, n) =>
      all.GetValue?.(`cmi.objectives.${n}.id`),
    );
    if (op === 'compareObjIds') return expect([...ids].sort()).toEqual(args.flat().sort());
    const [, id] = /&(.*)&/.exec(first) ?? [];
    const element = id === undefined ? first : first.replace(/&.*&/, String(ids.indexOf(id)));
    const answer =
      op === 'doInitialize'
        ? all.Initialize?.(first)
        : op === 'doGetValue'
          ? all.GetValue?.(element)
          : all.SetValue?.(element, second);
    expect([answer, all.GetLastError?.()], `${op} ${element}`).toEqual([exp === '' && id !== undefined ? id : exp, err]);
  }

  titled(said: string): string {
    const title = /root of "(.*)"/.exec(said)?.[1] ?? said;
    return this.items.find((item) => item.title === title)?.id ?? '';
  }

  sees(question: string): boolean {
    const { next: onward, previous, choices, hidden } = this.here.player.controls();
    const [what, title = ''] = question.split('@');
    if (what === 'continue.enabled') return onward === 'on';
    if (what === 'continue.disabled') return onward !== 'on';
    if (what === 'previous.enabled') return previous === 'on';
    if (what === 'previous.disabled') return previous !== 'on';
    if (what === 'toc.enabled') return choices.size > 0;
    const item = this.items.find(({ id }) => id === this.titled(title));
    if (!item?.visible || hidden.has(item.id)) return false;
    return what === 'toc.visible' || choices.has(item.id);
  }

  async choose(title: string): Promise<void> {
    await this.here.player.choose(this.titled(title));
    await this.settle();
  }

  async act(asked: string | undefined): Promise<void> {
    const [what, title = ''] = asked?.split('~') ?? [];
    const { player, ended } = this.here;
    if (what === 'Continue' || what === 'ContinueExitCM8') await player.go('continue');
    else if (what === 'Previous') await player.go('previous');
    else if (what === 'SuspendCM09ca') await player.go('suspend');
    else if (what === 'Choice' || what === 'ChoiceExit') await this.choose(title);
    else if (['Exit', 'TRIGExitAll', 'RelaunchCM11', 'ExitCM09ba'].includes(what ?? '') && ended.length === 0)
      await player.go('exit');
    await this.settle();
    if (/^(?:Exit|TRIGExitAll|ChoiceExit|HasEnded|AutoTest)|CM/.test(what ?? ''))
      expect(ended, 'the session ends').toHaveLength(1);
    if (!/CM\d/.test(what ?? '')) return;
    this.data = next(this.data, this.here.reports);
    this.here = playing(player2004, this.data);
    this.opened = 0;
    if (what === 'RelaunchCM10') await this.choose('Activity 4');
  }
}

async function play({ zip, start, steps }: Case): Promise<void> {
  const files = readZip(readFileSync(zip));
  const { manifest } = readManifest(files.get('imsmanifest.xml') ?? new Uint8Array(), [...files.keys()], 'imsmanifest.xml');
  const tester = new Tester(
    launchData({ edition: '2004', standard: manifest.standard, root: manifest.root, collections: manifest.collections }),
  );
  if (start !== '.') await tester.choose(start);
  for (const step of steps) await tester.take(step);
}

describe.runIf(cases.length > 0)('a case of the suite', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => play(one));
  test('all of them are known to pass', () => expect(cases.map(({ name }) => name)).toEqual(passed));
});
