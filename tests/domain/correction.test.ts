import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctionAbout, handlerOf, knowsReporter } from '#src/domain/correction.ts';

const id = fc.option(fc.constantFrom('een', 'twee'));
const facts = fc.record({
  about: fc.constantFrom(...correctionAbout),
  libraryId: id,
  poiId: id,
  hasAdviser: fc.boolean(),
});

test('every report has someone who answers it, and the national text never goes to a library', () => {
  fc.assert(
    fc.property(facts, (correction) => {
      const handler = handlerOf(correction);
      if (correction.about === 'national') expect(handler.kind).not.toBe('specialist');
      else expect(handler.kind).not.toBe('adviser');
      if (handler.kind === 'adviser') expect(handler.poiId).toBe(correction.poiId);
      if (handler.kind === 'specialist') expect(handler.libraryId).toBe(correction.libraryId);
    }),
  );
});

test('only the specialist of the library learns whose it is', () => {
  fc.assert(
    fc.property(facts, (correction) => {
      const handler = handlerOf(correction);
      expect(knowsReporter(handler)).toBe(correction.about === 'local' && correction.libraryId !== null);
    }),
  );
});

test('without a POI, or with a POI where nobody can come in, the administrator answers', () => {
  const national = { about: 'national', libraryId: 'een', poiId: 'p', hasAdviser: true } as const;
  expect(handlerOf(national)).toEqual({ kind: 'adviser', poiId: 'p' });
  expect(handlerOf({ ...national, poiId: null })).toEqual({ kind: 'administrator' });
  expect(handlerOf({ ...national, hasAdviser: false })).toEqual({ kind: 'administrator' });
});
