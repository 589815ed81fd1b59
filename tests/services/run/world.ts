/** A meeting that is held now, with its leader, six participants and what they press. */
import * as table from '#src/db/schema/index.ts';
import { windowOf } from '#src/domain/check-in.ts';
import type { RunCommand } from '#src/domain/run.ts';
import { codeFor, pinFor } from '#src/services/check-in/code.ts';
import { checkInByCode } from '#src/services/check-in/scan.ts';
import { checkInByPin } from '#src/services/check-in/type-pin.ts';
import { newId } from '#src/services/new-id.ts';
import { leadRun } from '#src/services/run/lead.ts';
import { openScreen } from '#src/services/run/open-screen.ts';
import { openGroupWorld } from '#tests/services/attendance/world.ts';
import type { TestPerson } from '#tests/kit/house.ts';

export async function openRunWorld(members?: string[]) {
  const world = await openGroupWorld(members);
  const { house, samira, momentId, meetings } = world;
  const startsAt = meetings.second.moments[0]?.startsAt ?? house.now;
  const minutes = (n: number) => new Date(startsAt.getTime() + n * 60_000);
  house.now = minutes(5);
  const run = async () => {
    const [row] = await house.db.select().from(table.meetingRun);
    if (!row) throw new Error('nothing runs');
    return row;
  };
  return {
    ...world,
    minutes,
    run,
    async lead(command: RunCommand | { kind: 'prepare' }, by: TestPerson = samira) {
      await leadRun(await house.ctx(by), { ...world.at, command });
    },
    async screen(by: TestPerson = samira) {
      return openScreen(await house.ctx(by), world.at);
    },
    /** The PIN that is on the screen now. */
    pin: async (at = house.now) => pinFor(await run(), windowOf(at)),
    code: async (at = house.now) => codeFor(await run(), at),
    async scan(who: TestPerson, code: string, more: { clientKey?: string; waited?: number } = {}) {
      return checkInByCode(await house.ctx(who), { code, clientKey: more.clientKey ?? newId(), waited: more.waited ?? 0 });
    },
    async type(who: TestPerson, pin: string, more: { clientKey?: string; waited?: number; from?: string } = {}) {
      const ctx = await house.ctx(who, more.from ? { clientAddress: more.from } : {});
      return checkInByPin(ctx, { pin, clientKey: more.clientKey ?? newId(), waited: more.waited ?? 0 });
    },
    checkIns: () => house.db.select().from(table.checkIn),
    /** What screens of leaders and participants are told. */
    listen(to: 'all' | 'leaders', personId = newId()) {
      const heard: number[] = [];
      const stop = house.live.watch(momentId, { personId, to, hear: (n) => void heard.push(n), end: () => {} });
      return { heard, stop };
    },
  };
}

export type RunWorld = Awaited<ReturnType<typeof openRunWorld>>;
