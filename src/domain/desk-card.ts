/** The card of "Mijn balie": one A4, folded twice to A6. What fits on a panel is counted beforehand, so that paper never cuts a text. */

export interface CardItem {
  id: string;
  title?: string;
  text: string;
}

/** Sizes of print, as in the style sheet: letters on a line, and lines under the heading of a panel. */
const sizes = {
  groot: { letters: 40, lines: 18 },
  ruim: { letters: 44, lines: 20 },
  gewoon: { letters: 48, lines: 23 },
  klein: { letters: 57, lines: 28 },
} as const;
export type PrintSize = keyof typeof sizes;

export interface Panel {
  size: PrintSize;
  items: CardItem[];
  /** Ids of what is on it, but not whole. */
  cut: string[];
  /** What did not fit any more. */
  left: CardItem[];
}

/** Fewer lines than this of a text are not worth its place. */
const shortestPart = 2;
/** Space between two items, in lines. */
const gap = 0.6;

/** The largest print in which everything fits; in the smallest, as much as fits, the first first. */
export function fitPanel(items: readonly CardItem[]): Panel {
  for (const [size, { letters, lines }] of Object.entries(sizes) as [PrintSize, (typeof sizes)[PrintSize]][])
    if (items.reduce((sum, item) => sum + height(item, letters), 0) <= lines + gap)
      return { size, items: [...items], cut: [], left: [] };
  const { letters, lines } = sizes.klein;
  const panel: Panel = { size: 'klein', items: [], cut: [], left: [] };
  let room: number = lines + gap;
  for (const item of items) {
    const needed = height(item, letters);
    const forText = Math.floor(room - gap - titleLines(item, letters));
    if (needed <= room) panel.items.push(item);
    else if (forText >= shortestPart) {
      panel.items.push({ ...item, text: shorten(item.text, letters, forText) });
      panel.cut.push(item.id);
    } else {
      panel.left.push(item);
      continue;
    }
    room -= Math.min(needed, room);
  }
  return panel;
}

const titleLines = (item: CardItem, letters: number) => (item.title ? wrap(item.title, letters).length : 0);
const height = (item: CardItem, letters: number) => titleLines(item, letters) + wrap(item.text, letters).length + gap;

/** The lines of a text, as a page breaks them: at spaces, and in a word that is longer than a line. */
function wrap(text: string, letters: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      let rest = word;
      if (line && line.length + 1 + rest.length > letters) {
        lines.push(line);
        line = '';
      }
      for (; rest.length > letters; rest = rest.slice(letters)) lines.push(rest.slice(0, letters));
      line = line ? `${line} ${rest}` : rest;
    }
    return [...lines, line];
  });
}

function shorten(text: string, letters: number, lines: number): string {
  const kept = wrap(text, letters).slice(0, lines);
  const last = kept.pop() ?? '';
  return [...kept, `${last.slice(0, letters - 2).replace(/\s+\S*$/, '')} …`].join('\n').replaceAll(/\n+/g, '\n');
}
