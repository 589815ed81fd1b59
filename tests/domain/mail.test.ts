import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailSchema, fillEmail } from '#src/domain/email.ts';
import { failureInWords, isBounce } from '#src/domain/mail-failure.ts';
import { RateCounter } from '#src/domain/rate.ts';

const email = emailSchema.parse({
  kind: 'x',
  necessary: false,
  placeholders: ['name', 'lines'],
  subject: 'Dag {{name}}',
  paragraphs: ['Dag {{name}},', '{{lines}}', 'Tot zo: {{lines}}'],
});

describe('a mail', () => {
  test('has a paragraph for each line of a value that stands alone, and none when it is empty', () => {
    const paragraphs = (lines: string) => fillEmail(email, { name: 'Noor', lines }).paragraphs;
    expect(paragraphs('een\ntwee')).toEqual(['Dag Noor,', 'een', 'twee', 'Tot zo: een twee']);
    expect(paragraphs('')).toEqual(['Dag Noor,', 'Tot zo:']);
  });

  test('holds no control character, whatever was typed, and its subject is one line', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, lines) => {
        const filled = fillEmail(email, { name, lines });
        for (const text of [filled.subject, ...filled.paragraphs]) expect(text).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
    );
  });
});

describe('a mail that did not arrive', () => {
  test.each([
    ['BOUNCED', 'EENVELOPE 550 5.1.1', true, 'geweigerd'],
    ['BOUNCED', 'EENVELOPE 550', true, 'geweigerd'],
    ['BOUNCED', 'EENVELOPE 552 5.2.2', true, 'vol'],
    ['BOUNCED', 'EENVELOPE 550 5.7.1', true, 'weigert mail van Baliewijs'],
    ['BOUNCED', 'EMESSAGE 554 5.6.0', false, 'inhoud'],
    ['REFUSED', 'EENVELOPE 451 4.3.0', false, 'nam deze mail niet aan'],
    ['UNREACHABLE', 'ECONNECTION', false, 'niet bereikbaar'],
    ['UNREACHABLE', 'EAUTH 535', false, 'wachtwoord'],
    ['STOPPED', '', false, 'logboek'],
    ['unknown', '', false, 'nam deze mail niet aan'],
  ])('%s %s', (code, detail, bounce, words) => {
    expect(isBounce({ code, detail })).toBe(bounce);
    expect(failureInWords({ code, detail })).toContain(words);
  });
});

describe('a counter of calls', () => {
  const rate = { max: 3, window: 1000 };
  const at = (ms: number) => new Date(1_000_000 + ms);

  test('lets so many through in a window, each key by itself, and begins anew when the clock goes back', () => {
    const counter = new RateCounter();
    expect([0, 1, 2, 3].map((n) => counter.take('a', rate, at(n)))).toEqual([true, true, true, false]);
    expect(counter.take('b', rate, at(4))).toBe(true);
    expect(counter.take('a', rate, at(1001))).toBe(true);
    expect(counter.take('a', rate, at(-5000))).toBe(true);
  });

  test('never lets more through than the most in a window, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { maxLength: 60 }), (times) => {
        const counter = new RateCounter();
        const passed = [...times].sort((a, b) => a - b).filter((ms) => counter.take('a', rate, at(ms)));
        // A window begins with its first call: at most twice the most fits into any stretch of that length.
        for (const start of passed)
          expect(passed.filter((ms) => ms >= start && ms < start + rate.window).length).toBeLessThanOrEqual(2 * rate.max);
      }),
    );
  });

  test('remembers no more keys than fit', () => {
    const counter = new RateCounter();
    for (let n = 0; n < 30_000; n++) counter.take(`key ${n}`, rate, at(0));
    expect(counter.take('key 29999', { max: 1, window: 1000 }, at(1))).toBe(false);
    expect(counter.take('key 0', { max: 1, window: 1000 }, at(1))).toBe(true);
  });
});
