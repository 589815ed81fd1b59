/** A meeting while it is held: which part is on the screen, and its timer. */
export interface RunState {
  startedAt: Date | null;
  endedAt: Date | null;
  /** From 0. */
  part: number;
  /** Seconds used before `runningSince`; that is empty while the timer is paused. */
  usedSeconds: number;
  runningSince: Date | null;
}

/** What a leader's button asks. A part is named, not "the next one": the same press by two leaders is one step. */
export type RunCommand =
  { kind: 'start' } | { kind: 'go'; part: number } | { kind: 'pause' } | { kind: 'resume' } | { kind: 'end' } | { kind: 'reset' };

export const runCommands = ['start', 'go', 'pause', 'resume', 'end', 'reset'] as const;

export const freshRun: RunState = { startedAt: null, endedAt: null, part: 0, usedSeconds: 0, runningSince: null };

/** Seconds that the timer of the part has run; a clock that was put back takes nothing away. */
export function usedAt(run: Pick<RunState, 'usedSeconds' | 'runningSince'>, now: Date): number {
  const running = run.runningSince ? Math.max(0, Math.floor((now.getTime() - run.runningSince.getTime()) / 1000)) : 0;
  return run.usedSeconds + running;
}

/** Seconds left of a part, below zero when it takes longer. */
export const leftAt = (run: Pick<RunState, 'usedSeconds' | 'runningSince'>, minutes: number, now: Date) =>
  minutes * 60 - usedAt(run, now);

/**
 * The run after a button; null when nothing changes by it.
 * @param parts how many the agenda has
 */
export function afterCommand(run: RunState, command: RunCommand, parts: number, now: Date): RunState | null {
  switch (command.kind) {
    case 'start':
      if (run.startedAt === null) return { ...freshRun, startedAt: now, runningSince: now };
      return run.endedAt === null ? null : { ...run, endedAt: null };
    case 'go': {
      if (command.part < 0 || command.part >= parts) return null;
      if (command.part === run.part && run.startedAt !== null && run.endedAt === null) return null;
      return { startedAt: run.startedAt ?? now, endedAt: null, part: command.part, usedSeconds: 0, runningSince: now };
    }
    case 'pause':
      return run.runningSince === null ? null : { ...run, usedSeconds: usedAt(run, now), runningSince: null };
    case 'resume':
      if (run.startedAt === null || run.endedAt !== null || run.runningSince !== null) return null;
      return { ...run, runningSince: now };
    case 'end':
      if (run.startedAt === null || run.endedAt !== null) return null;
      return { ...run, endedAt: now, usedSeconds: usedAt(run, now), runningSince: null };
    case 'reset':
      return run.startedAt === null ? null : freshRun;
  }
}

/** An agenda can be made shorter while it runs: then the last part is on. */
export const partOf = (run: Pick<RunState, 'part'>, parts: number) => Math.min(run.part, Math.max(0, parts - 1));

/** A run can be led until half a day after the end. */
const closesAfter = 12 * 3_600_000;
export const canLead = (moment: { endsAt: Date; cancelledAt: Date | null }, now: Date) =>
  moment.cancelledAt === null && now.getTime() <= moment.endsAt.getTime() + closesAfter;

/** "12:05", and "+1:30" for a minute and a half too long. */
export function timerText(seconds: number): string {
  const over = seconds < 0;
  const all = Math.abs(seconds);
  const rest = String(all % 60).padStart(2, '0');
  return `${over ? '+' : ''}${Math.floor(all / 60)}:${rest}`;
}
