/** Small ways to put things in the page. */
type Child = Node | string | null | false;

/** An element with attributes; `null` and `false` are left out. */
export function h(tag: string, attributes: Record<string, string | null | false> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** What a template holds, as a copy of its own; null when the page has none. */
export function copyOf(selector: string): DocumentFragment | null {
  const template = document.querySelector<HTMLTemplateElement>(selector);
  return template ? (template.content.cloneNode(true) as DocumentFragment) : null;
}

export const icon = (name: string): DocumentFragment | string => copyOf(`template[data-icon="${name}"]`) ?? '';

export function button(text: string, onClick: () => void, kind: 'primary' | 'secondary' = 'primary'): HTMLElement {
  const made = h('button', { type: 'button', class: `utrecht-button utrecht-button--${kind}-action` }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** Moves the reader there, as a link of the page would. */
export function goTo(element: Element | null | undefined): void {
  if (!(element instanceof HTMLElement)) return;
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}

export const sources = (list: readonly { text: string; href?: string }[], heading = 'p'): HTMLElement | null =>
  list.length === 0
    ? null
    : h(
        'div',
        { class: 'sources' },
        h(heading, { class: 'sources-title' }, list.length === 1 ? 'Bron' : 'Bronnen'),
        h(
          'ul',
          {},
          ...list.map(({ text, href }) =>
            h(
              'li',
              {},
              href
                ? h(
                    'a',
                    { href, target: '_blank', rel: 'noopener noreferrer' },
                    text,
                    h('span', { class: 'visually-hidden' }, ' (opent een nieuw venster)'),
                  )
                : text,
            ),
          ),
        ),
      );
