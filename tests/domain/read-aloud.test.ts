import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dutchVoice, longestPiece, next, pieces, pressed, silent } from '#src/domain/read-aloud.ts';

const voice = (lang: string, localService = false) => ({ lang, localService });

test('a Dutch voice: of the Netherlands first, on the device before far away', () => {
  expect(dutchVoice([voice('en-GB', true), voice('nl-BE', true), voice('nl_NL'), voice('nl-NL', true)])).toEqual(
    voice('nl-NL', true),
  );
  expect(dutchVoice([voice('nl-BE', true), voice('nl-NL')])).toEqual(voice('nl-NL'));
  expect(dutchVoice([voice('nl')])).toEqual(voice('nl'));
  expect(dutchVoice([voice('en-US'), voice('nlx-XX'), voice('de-DE', true)])).toBeNull();
  expect(dutchVoice([])).toBeNull();
});

test('pieces are short, and together they are the whole text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.lorem({ maxCount: 20, mode: 'sentences' }), fc.stringMatching(/^x{0,600}$/)), (text) => {
      const parts = pieces(text);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(longestPiece);
      expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
  expect(pieces(`${'Een zin van niks. '.repeat(9)}En nog een lange zin die er niet meer bij past.`)[0]).toMatch(/\.$/);
});

test('one button begins, pauses and goes on; after the last paragraph it is silent', () => {
  const begun = pressed(silent);
  expect(begun).toEqual({ state: 'reading', at: 0 });
  const second = next(begun, 2);
  expect(second).toEqual({ state: 'reading', at: 1 });
  expect(pressed(second)).toEqual({ state: 'paused', at: 1 });
  expect(pressed(pressed(second))).toEqual(second);
  expect(next(second, 2)).toEqual(silent);
});
