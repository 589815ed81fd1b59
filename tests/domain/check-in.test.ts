import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  canCheckIn,
  codeText,
  pinOf,
  pinWindows,
  readCode,
  readPin,
  scannedWindows,
  spacedPin,
  windowEnds,
  windowOf,
} from '#src/domain/check-in.ts';
import { fromWallClock } from '#src/domain/calendar-day.ts';

const minutes = (at: Date, n: number) => new Date(at.getTime() + n * 60_000);
const start = new Date('2027-02-10T08:00:00Z');
const moment = { startsAt: start, endsAt: minutes(start, 90), cancelledAt: null };

test('is open from half an hour before until half an hour after, and never where the moment is off', () => {
  expect(canCheckIn(moment, minutes(start, -31))).toBe(false);
  expect(canCheckIn(moment, minutes(start, -30))).toBe(true);
  expect(canCheckIn(moment, minutes(start, 120))).toBe(true);
  expect(canCheckIn(moment, minutes(start, 121))).toBe(false);
  expect(canCheckIn({ ...moment, cancelledAt: start }, start)).toBe(false);
});

test('a clock change moves neither the opening hours nor the codes', () => {
  for (const day of ['2027-03-28', '2027-10-31']) {
    const startsAt = fromWallClock(day, '01:30') ?? start;
    const endsAt = fromWallClock(day, '04:00') ?? start;
    const across = { startsAt, endsAt, cancelledAt: null };
    expect(canCheckIn(across, minutes(startsAt, -30))).toBe(true);
    expect(canCheckIn(across, minutes(endsAt, 30))).toBe(true);
    for (let at = startsAt; at < endsAt; at = minutes(at, 1)) {
      expect(pinWindows(minutes(at, 10))).toContain(windowOf(at));
      expect(pinWindows(minutes(at, 21))).not.toContain(windowOf(at));
    }
  }
});

test('what is on the screen counts for at least ten minutes and for less than twenty', () => {
  fc.assert(
    fc.property(
      fc.date({ min: start, max: minutes(start, 10_000), noInvalidDate: true }),
      fc.nat({ max: 40 }),
      (shown, later) => {
        const counts = pinWindows(minutes(shown, later)).includes(windowOf(shown));
        if (later <= 10) expect(counts).toBe(true);
        if (later >= 20) expect(counts).toBe(false);
        expect(windowEnds(windowOf(shown)) > shown).toBe(true);
        if (later <= 20) expect(scannedWindows(minutes(shown, later))).toContain(windowOf(shown));
      },
    ),
  );
});

test('a phone that was offline is asked about the time when it was done', () => {
  const typed = start;
  expect(pinWindows(minutes(typed, 55))).not.toContain(windowOf(typed));
  expect(pinWindows(minutes(typed, 55), 55)).toContain(windowOf(typed));
  expect(pinWindows(minutes(typed, 600), 600)).not.toContain(windowOf(typed));
});

test('PINs are six digits, and spread over all of them', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
      const pin = pinOf(createHmac('sha256', key).update('x').digest());
      expect(pin).toMatch(/^\d{6}$/);
      expect(readPin(spacedPin(pin))).toBe(pin);
      seen.add(pin.slice(0, 1));
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBe(10);
});

test('the truncation is that of RFC 4226: its own example', () => {
  const mac = createHmac('sha1', '12345678901234567890').update(Buffer.from('0000000000000000', 'hex')).digest();
  expect(pinOf(mac)).toBe('755224');
});

test('a code is read back as it was written, and nothing else is read', () => {
  const code = { momentId: 'abc123', window: 2_998_877, signature: '0123456789abcdefghjkmnpq' };
  expect(readCode(codeText(code))).toEqual(code);
  for (const wrong of ['', 'a.b', '../x.1.0123456789abcdef', 'a.b.c.d', 'x'.repeat(500)]) expect(readCode(wrong)).toBeNull();
  for (const wrong of ['12345', '1234567', 'abcdef', '12 34']) expect(readPin(wrong)).toBeNull();
});
