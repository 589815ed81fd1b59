/**
 * How a page is built, as far as a rule of axe can tell: elements, classes, roles, names and states, what is shown, what an
 * attribute points to, and where there is text; not which text, nor how often the same stands one under another.
 */
import type { Page } from '@playwright/test';

/** @returns the build of what is around the main part, and of the main part among the headings and landmarks around it */
export const buildOf = (page: Page): Promise<[around: string, main: string]> =>
  page.evaluate(() => {
    /** Attributes that count by their value; of others it counts that they are there, and have one. */
    const byValue = new Set(
      `class role type tabindex lang dir scope autocomplete open hidden disabled checked selected inert readonly required
      colspan rowspan target rel style popover contenteditable draggable kind fill stroke http-equiv`.split(/\s+/),
    );
    const toIds = new Set(
      `for headers list form popovertarget aria-labelledby aria-describedby aria-controls aria-owns aria-details
      aria-activedescendant aria-errormessage aria-flowto`.split(/\s+/),
    );
    const times = new Map<string, number>();
    const count = (key: string) => times.set(key, (times.get(key) ?? 0) + 1);
    for (const element of document.querySelectorAll('[id], [aria-label], [accesskey]'))
      for (const name of ['id', 'aria-label', 'accesskey'])
        if (element.hasAttribute(name))
          count(`${name === 'aria-label' ? element.localName : ''} ${name} ${element.getAttribute(name)}`);
    const twice = (element: Element, name: string, value: string) =>
      (times.get(`${name === 'aria-label' ? element.localName : ''} ${name} ${value}`) ?? 0) > 1 ? 'twice' : 'once';
    const there = (id: string) => (document.getElementById(id) ? 'there' : 'nowhere');

    const attribute = (element: Element, { name, value }: Attr): string => {
      if (['id', 'aria-label', 'accesskey'].includes(name)) return value.trim() === '' ? '' : twice(element, name, value);
      if (toIds.has(name)) return value.split(/\s+/).map(there).join(' ');
      if (name === 'href' && value.startsWith('#')) return there(value.slice(1));
      if (byValue.has(name) || name.startsWith('aria-')) return value;
      return value.trim() === '' ? '' : '…';
    };

    /** What is the same as what stands before it, or as the two before it, is left out. */
    const folded = (parts: string[]) => {
      const kept: string[] = [];
      for (const part of parts) {
        if (part === kept.at(-1)) continue;
        kept.push(part);
        const [a, b, c, d] = kept.slice(-4);
        if (kept.length >= 4 && a === c && b === d) kept.splice(-2);
      }
      return kept.join('');
    };

    const write = (element: Element, without: Element | null): string => {
      if (element === without) return '<main>';
      const attributes = [...element.attributes].map((a) => `${a.name}=${attribute(element, a)}`).sort();
      const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ? '' : ' not shown';
      const isDrawing = element.localName === 'svg' && element.getAttribute('aria-hidden') === 'true';
      const inside = isDrawing
        ? []
        : [...element.childNodes].map((node) => {
            if (node instanceof Element) return write(node, without);
            return node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() ? '…' : '';
          });
      return `<${element.localName} ${attributes.join(' ')}${shown}>${folded(inside.filter(Boolean))}</>`;
    };

    const main = document.querySelector('main');
    const marks = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, header, footer, nav, aside, main, [role]')]
      .filter((element) => !main?.contains(element) || element === main)
      .map((element) => `${element.localName} ${element.getAttribute('role')} ${element.getAttribute('aria-label')}`);
    return [
      `${document.documentElement.lang} ${document.title !== ''} ${write(document.body, main)}`,
      `${marks.join(', ')} ${main ? write(main, null) : ''}`,
    ];
  });
