import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitPanel } from '#src/domain/desk-card.ts';

const item = fc.record({ id: fc.uuid(), text: fc.lorem({ maxCount: 60 }) });

test('the largest print in which everything fits', () => {
  expect(fitPanel([{ id: 'a', text: 'Kort' }])).toMatchObject({ size: 'groot', cut: [], left: [] });
  expect(fitPanel([{ id: 'a', text: 'woord '.repeat(160) }]).size).toBe('gewoon');
  expect(fitPanel([{ id: 'a', text: 'woord '.repeat(230) }]).size).toBe('klein');
  expect(fitPanel([])).toMatchObject({ items: [], left: [] });
});

test('nothing is lost without a word: each item is on the panel, or said to be cut or left', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), (items) => {
      const panel = fitPanel(items);
      expect([...panel.items, ...panel.left].map((i) => i.id).sort()).toEqual(items.map((i) => i.id).sort());
      for (const shown of panel.items) {
        const whole = items.find((i) => i.id === shown.id);
        if (panel.cut.includes(shown.id)) expect(shown.text).toMatch(/…$/);
        else expect(shown.text).toBe(whole?.text);
      }
    }),
  );
});

test('a long text is cut where there is room for a part, and one long word breaks', () => {
  const panel = fitPanel([{ id: 'a', title: 'Titel', text: 'woord '.repeat(400) }]);
  expect(panel.cut).toEqual(['a']);
  expect(panel.items[0]?.text.length).toBeLessThan(1600);
  expect(fitPanel([{ id: 'a', text: 'x'.repeat(5000) }]).cut).toEqual(['a']);
});
