/** Plays one case as a tester of ADL's suite does: the package makes its calls, the tester looks at the buttons and presses them. */
import type { Frame, FrameLocator, Page } from '@playwright/test';
import type { Case, Command, Step } from './cases.ts';

/** The first thing that was otherwise than expected. */
export class Differs extends Error {}

const patience = 15_000;

/** @param path of the package's page for who does it */
export async function play(page: Page, path: string, script: Case): Promise<void> {
  await launch(page, path);
  if (script.start !== '.') await choose(page, script.start);
  for (const [at, step] of script.steps.entries()) {
    try {
      await take(page, path, step, script.steps[at + 1] === undefined);
    } catch (error) {
      if (!(error instanceof Differs)) throw error;
      throw new Differs(`${step.key} (step ${at + 1} of ${script.steps.length}): ${error.message}`);
    }
  }
}

async function take(page: Page, path: string, step: Step, last: boolean): Promise<void> {
  const frame = await opened(page, step.act);
  for (const [at, question] of (step.uiq ?? []).entries()) await look(page, question, step.uia?.[at] === 'Y');
  await call(frame, step.commands);
  await act(page, path, step.cui);
  if (last && step.cui === undefined) await over(page);
}

/* The package */

const shell = (page: Page): FrameLocator => page.frameLocator('iframe.package-player');
const isPart = (frame: Frame) => frame.parentFrame()?.parentFrame() === frame.page().mainFrame() && frame.url().includes('/p/');

/** Waits until an activity opens that nothing was done in yet. */
async function opened(page: Page, act: string): Promise<Frame> {
  const until = Date.now() + patience;
  for (;;) {
    const frame = page.frames().find(isPart);
    const fresh = await frame
      ?.evaluate(() => document.readyState === 'complete' && !('driven' in window) && location.href !== 'about:blank')
      .catch(() => false);
    if (frame && fresh) {
      const found = new URL(frame.url()).searchParams.get('act') ?? '?';
      await frame.evaluate(() => Object.assign(window, { driven: true }));
      if (found !== act) throw new Differs(`expected activity ${act} to open, got activity ${found}`);
      return frame;
    }
    if (Date.now() > until) throw new Differs(`expected activity ${act} to open, got ${await standing(page)}`);
    await page.waitForTimeout(15);
  }
}

/** What there is to see, for who reads why a case failed. */
async function standing(page: Page): Promise<string> {
  if (isOver(page)) return 'the end of the session';
  const message = shell(page).locator('#message');
  const said = (await message.isVisible().catch(() => false)) ? await message.textContent({ timeout: 500 }).catch(() => '') : '';
  return said ? `the message "${said}"` : 'nothing';
}

interface Answer {
  answer: string;
  error: string;
}

/** What pages of the suite do when they are left, by their names. */
const onLeaving: Record<string, string | null> = {
  'SequencingTestSingleDoTerminate.htm': null,
  'tarAct4OnUnload.htm': '{target=activity_4}choice',
  'exitAllOnUnload.htm': 'exitAll',
  'suspendAllOnUnload.htm': 'suspendAll',
};

async function call(frame: Frame, commands: readonly Command[]): Promise<void> {
  const name = new URL(frame.url()).pathname.split('/').at(-1) ?? '';
  if (name === 'SequencingTestFail.htm') throw new Differs('an activity opened that must never open');
  const goodbye = onLeaving[name];
  const answers = await frame.evaluate(
    ({ calls, later, request }) => {
      type Api = Record<'Initialize' | 'Terminate' | 'GetValue' | 'SetValue' | 'GetLastError', (...given: string[]) => string>;
      let api: Api | undefined;
      for (let around: Window = window.parent; ; around = around.parent) {
        api = (around as unknown as { API_1484_11?: Api }).API_1484_11;
        if (api || around === around.parent) break;
      }
      if (!api) return null;
      const found = api;
      const ids = () =>
        Array.from({ length: Number(found.GetValue('cmi.objectives._count')) }, (_, n) =>
          found.GetValue(`cmi.objectives.${n}.id`),
        );
      /** "cmi.objectives.&obj1&.id": the row with that id. */
      const resolved = (element: string) => {
        const [, id] = /&(.*)&/.exec(element) ?? [];
        return id === undefined ? element : element.replace(/&.*&/, String(ids().indexOf(id)));
      };
      const all = calls.map(({ op, args: [first = '', second = ''] }) => {
        if (op === 'compareObjIds') return { answer: ids().sort().join(','), error: '' };
        const answer =
          op === 'doInitialize'
            ? found.Initialize(first)
            : op === 'doGetValue'
              ? found.GetValue(resolved(first))
              : found.SetValue(resolved(first), second);
        return { answer: String(answer), error: String(found.GetLastError()) };
      });
      if (later) {
        window.addEventListener('pagehide', () => {
          if (request !== null) found.SetValue('adl.nav.request', request);
          found.Terminate('');
        });
        return all;
      }
      const answer = String(found.Terminate(''));
      return [...all, { answer, error: String(found.GetLastError()) }];
    },
    {
      calls: commands.map(({ op, args }) => ({ op, args: args.flat() })),
      later: goodbye !== undefined,
      request: goodbye ?? null,
    },
  );
  if (answers === null) throw new Differs('the activity found no API');
  for (const [at, command] of commands.entries()) check(command, answers[at] ?? { answer: 'nothing', error: '' });
  const terminated = answers[commands.length];
  if (terminated && (terminated.answer !== 'true' || terminated.error !== '0'))
    throw new Differs(`Terminate: expected true and error 0, got ${terminated.answer} and error ${terminated.error}`);
}

function check({ op, args, exp, err }: Command, got: Answer): void {
  const ids = args.flat();
  const what = `${op}(${args.join(', ')})`;
  if (op === 'compareObjIds') {
    const wanted = [...ids].sort().join(',');
    if (got.answer !== wanted) throw new Differs(`${what}: expected objectives ${wanted}, got ${got.answer || 'none'}`);
    return;
  }
  // Of a name with an id in it, an empty expectation stands for that id.
  const wanted = exp === '' && ids[0]?.endsWith('&.id') ? (/&(.*)&/.exec(ids[0])?.[1] ?? '') : exp;
  const same = wanted === got.answer || (isNumber(wanted) && isNumber(got.answer) && Number(wanted) === Number(got.answer));
  if (!same || got.error !== err)
    throw new Differs(`${what}: expected ${wanted} and error ${err}, got ${got.answer} and error ${got.error}`);
}

const isNumber = (text: string | undefined) => text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text);

/* The tester */

const button = (page: Page, id: 'continue' | 'previous' | 'suspend' | 'exit' | 'contents') => shell(page).locator(`#${id}`);
const usable = async (page: Page, id: Parameters<typeof button>[1]) =>
  (await button(page, id).isVisible()) && (await button(page, id).isEnabled());

/** One question about what the tester sees. Buttons may follow a moment after the page. */
async function look(page: Page, question: string, expected: boolean): Promise<void> {
  const until = Date.now() + 2000;
  for (;;) {
    if ((await answerTo(page, question)) === expected) return;
    if (Date.now() > until) throw new Differs(`${question}: expected ${expected ? 'yes' : 'no'}`);
    await page.waitForTimeout(30);
  }
}

async function answerTo(page: Page, question: string): Promise<boolean> {
  const [what = '', title = ''] = question.split('@');
  switch (what) {
    case 'continue.enabled':
      return usable(page, 'continue');
    // What is left out can be pressed as little as what is grey.
    case 'continue.disabled':
      return !(await usable(page, 'continue'));
    case 'previous.enabled':
      return usable(page, 'previous');
    case 'previous.disabled':
      return !(await usable(page, 'previous'));
    case 'toc.enabled':
      return (await usable(page, 'contents')) && (await shell(page).locator('#tree button').count()) > 0;
    case 'toc.enabled.selectable':
      return (await usable(page, 'contents')) && (await entry(page, title, 'button').count()) > 0;
    case 'toc.visible':
      return (await entry(page, title, 'button, #tree span').count()) > 0;
    default:
      throw new Error(`what is "${question}"?`);
  }
}

/** "the activity that corresponds to the root of …" is called as the package is. */
const titleOf = (said: string) => /root of "(.*)"/.exec(said)?.[1] ?? said;

function entry(page: Page, said: string, kind: 'button' | 'button, #tree span') {
  const exactly = new RegExp(`^${titleOf(said).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  return shell(page).locator(`#tree ${kind}`).filter({ hasText: exactly });
}

async function choose(page: Page, title: string): Promise<void> {
  const found = entry(page, title, 'button');
  await found.waitFor({ state: 'attached', timeout: patience }).catch(async () => {
    throw new Differs(`expected to choose ${title}, got ${await standing(page)}`);
  });
  if (!(await found.isVisible())) await press(page, 'contents');
  // Once and no more, also when contents that open by themselves just now were closed by that.
  await found.dispatchEvent('click', {}, { timeout: patience });
}

async function press(page: Page, id: Parameters<typeof button>[1]): Promise<void> {
  await button(page, id)
    .click({ timeout: patience })
    .catch(async () => {
      throw new Differs(`expected to press ${id}, got ${await standing(page)}`);
    });
}

const isOver = (page: Page) => /\/pakket\/[^/]+$/.test(new URL(page.url()).pathname);

/** The session ended: nothing of the package is left to see. */
async function over(page: Page): Promise<void> {
  await page.waitForURL(/\/pakket\/[^/]+$/, { timeout: patience }).catch(async () => {
    throw new Differs(`expected the end of the session, got ${await standing(page)}`);
  });
}

async function launch(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/spelen\//);
  await shell(page).locator('#exit').waitFor({ state: 'attached' });
}

/** What the suite asks the tester to do (Instructions.properties of the suite). */
async function act(page: Page, path: string, asked: string | undefined): Promise<void> {
  const [what, title = ''] = asked?.split('~') ?? [];
  const again = async () => {
    await over(page);
    await launch(page, path);
  };
  switch (what) {
    case undefined:
      return;
    case 'Continue':
      return press(page, 'continue');
    case 'Previous':
      return press(page, 'previous');
    case 'Choice':
      return choose(page, title);
    case 'Exit':
    case 'TRIGExitAll':
      await leave(page);
      return over(page);
    case 'ChoiceExit':
      await choose(page, title);
      return over(page);
    case 'HasEnded':
    case 'AutoTest':
      return over(page);
    case 'RelaunchCM5':
    case 'RelaunchCM16':
      return again();
    case 'RelaunchCM10':
      await again();
      return choose(page, 'Activity 4');
    case 'RelaunchCM11':
    case 'ExitCM09ba':
      await leave(page);
      return again();
    case 'ContinueExitCM8':
      await press(page, 'continue');
      return again();
    case 'SuspendCM09ca':
      await press(page, 'suspend');
      return again();
    default:
      throw new Error(`what is "${asked}"?`);
  }
}

/** A package that closes by itself needs no closing. */
async function leave(page: Page): Promise<void> {
  const until = Date.now() + patience;
  while (!isOver(page)) {
    const pressed = await button(page, 'exit')
      .click({ timeout: 2500 })
      .then(
        () => true,
        () => false,
      );
    if (pressed) return;
    if (Date.now() > until) throw new Differs(`expected to press exit, got ${await standing(page)}`);
  }
}
