import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  afterCommand,
  canLead,
  freshRun,
  leftAt,
  partOf,
  timerText,
  usedAt,
  type RunCommand,
  type RunState,
} from '#src/domain/run.ts';

const t0 = new Date('2027-02-10T08:00:00Z');
const at = (seconds: number) => new Date(t0.getTime() + seconds * 1000);
const parts = 5;

/** The run after these commands, each at its second. */
function led(...commands: [number, RunCommand][]): RunState {
  return commands.reduce<RunState>((run, [second, command]) => afterCommand(run, command, parts, at(second)) ?? run, freshRun);
}

test('the timer counts, stands still while it is paused, and begins again with the next part', () => {
  const run = led([0, { kind: 'start' }], [60, { kind: 'pause' }], [600, { kind: 'resume' }]);
  expect(usedAt(run, at(630))).toBe(90);
  expect(leftAt(run, 5, at(630))).toBe(210);
  const next = led([0, { kind: 'start' }], [60, { kind: 'go', part: 1 }]);
  expect(usedAt(next, at(70))).toBe(10);
});

test('two leaders who press “next” at the same time take one step', () => {
  const run = led([0, { kind: 'start' }], [60, { kind: 'go', part: 1 }]);
  expect(afterCommand(run, { kind: 'go', part: 1 }, parts, at(61))).toBeNull();
  expect(usedAt(run, at(70))).toBe(10);
});

test('a clock that is put back takes no time away', () => {
  const run = led([0, { kind: 'start' }]);
  expect(usedAt(run, at(-3600))).toBe(0);
});

test('can’t go where there is no part, and an agenda that was made shorter ends at its last', () => {
  const run = led([0, { kind: 'start' }]);
  for (const part of [-1, 5, 99]) expect(afterCommand(run, { kind: 'go', part }, parts, t0)).toBeNull();
  expect(partOf({ part: 4 }, 3)).toBe(2);
  expect(partOf({ part: 4 }, 0)).toBe(0);
});

test('is taken up again after the end, and begun anew', () => {
  const ended = led([0, { kind: 'start' }], [10, { kind: 'go', part: 3 }], [20, { kind: 'end' }]);
  expect(ended.endedAt).toEqual(at(20));
  expect(afterCommand(ended, { kind: 'resume' }, parts, at(30))).toBeNull();
  expect(afterCommand(ended, { kind: 'start' }, parts, at(30))).toMatchObject({ part: 3, endedAt: null });
  expect(afterCommand(ended, { kind: 'reset' }, parts, at(30))).toEqual(freshRun);
});

const command = fc.oneof(
  fc.constantFrom<RunCommand>({ kind: 'start' }, { kind: 'pause' }, { kind: 'resume' }, { kind: 'end' }, { kind: 'reset' }),
  fc.integer({ min: -1, max: parts }).map((part): RunCommand => ({ kind: 'go', part })),
);

test('whatever is pressed, the state holds together and the same press twice is one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 500 }), command), { maxLength: 40 }), (presses) => {
      let run: RunState = freshRun;
      let second = 0;
      for (const [wait, press] of presses) {
        second += wait;
        run = afterCommand(run, press, parts, at(second)) ?? run;
        expect(run.part).toBeGreaterThanOrEqual(0);
        expect(run.part).toBeLessThan(parts);
        expect(usedAt(run, at(second))).toBeGreaterThanOrEqual(0);
        if (run.startedAt === null) expect(run).toEqual(freshRun);
        if (run.endedAt !== null) expect(run.runningSince).toBeNull();
        const again = afterCommand(run, press, parts, at(second));
        if (press.kind !== 'start') expect(again === null || JSON.stringify(again) === JSON.stringify(run)).toBe(true);
      }
    }),
  );
});

test('shows time as a clock does, and beyond it with a plus', () => {
  expect(timerText(725)).toBe('12:05');
  expect(timerText(0)).toBe('0:00');
  expect(timerText(-90)).toBe('+1:30');
});

test('is led until half a day after the end, and never where the moment is off', () => {
  const moment = { endsAt: t0, cancelledAt: null };
  expect(canLead(moment, at(12 * 3600))).toBe(true);
  expect(canLead(moment, at(12 * 3600 + 1))).toBe(false);
  expect(canLead({ ...moment, cancelledAt: t0 }, t0)).toBe(false);
});
