/** The agenda of a meeting as a leader adapts it: as typed, with parts added, moved and taken away, and what may be kept. */
import { agendaTools, type GuideAgenda } from './course.ts';

export type AgendaItem = GuideAgenda[number];
export type AgendaTool = (typeof agendaTools)[number];

/** One part as it stands in the form. Options and notes are lines of text. */
export interface PartText {
  title: string;
  minutes: string;
  form: string;
  question: string;
  /** Empty: only talking. */
  tool: string;
  options: string;
  notes: string;
}

export const partFields = ['title', 'minutes', 'form', 'question', 'tool', 'options', 'notes'] as const;
export type PartField = (typeof partFields)[number];

/** More parts than anyone holds in an afternoon. */
export const mostParts = 30;
export const longestPart = 240;
const most: Record<'title' | 'form' | 'question' | 'line', number> = { title: 120, form: 160, question: 300, line: 300 };
const mostNotes = 12;
const mostOptions = 8;

export const toolNames: Record<AgendaTool, string> = {
  checkIn: 'inchecken',
  groupData: 'waar twijfelt de groep?',
  poll: 'anoniem stemmen',
  dots: 'stippen plakken',
  carousel: 'carrousel',
  agreements: 'afspraken maken',
  intention: 'eigen voornemen',
};

export const asTool = (text: string): AgendaTool | null => agendaTools.find((tool) => tool === text) ?? null;

export const emptyPart = (): PartText => ({
  title: '',
  minutes: '10',
  form: 'hele groep',
  question: '',
  tool: '',
  options: '',
  notes: '',
});

export const textOf = (item: AgendaItem): PartText => ({
  title: item.title,
  minutes: String(item.minutes),
  form: item.form,
  question: item.question ?? '',
  tool: item.tool ?? '',
  options: (item.options ?? []).join('\n'),
  notes: item.notes.join('\n'),
});

/** What a button of the form does to the parts; numbers count from 0. */
export type AgendaEdit = { kind: 'up' | 'down' | 'remove' | 'addAfter'; part: number };

/** Of "omhoog:2" and the like; null for anything else. */
export function readEdit(text: string): AgendaEdit | null {
  const found = /^(omhoog|omlaag|weg|erbij):(\d{1,3})$/.exec(text);
  if (!found) return null;
  const kinds = { omhoog: 'up', omlaag: 'down', weg: 'remove', erbij: 'addAfter' } as const;
  return { kind: kinds[found[1] as keyof typeof kinds], part: Number(found[2]) };
}

/** The parts after one button. What can't be done (up from the top, the last part away) leaves them as they are. */
export function editParts(parts: readonly PartText[], edit: AgendaEdit): PartText[] {
  const { kind, part } = edit;
  const at = parts[part];
  if (!at) return [...parts];
  switch (kind) {
    case 'addAfter':
      return parts.length >= mostParts ? [...parts] : [...parts.slice(0, part + 1), emptyPart(), ...parts.slice(part + 1)];
    case 'remove':
      return parts.length === 1 ? [...parts] : parts.filter((_, index) => index !== part);
    case 'up':
    case 'down': {
      const to = kind === 'up' ? part - 1 : part + 1;
      if (to < 0 || to >= parts.length) return [...parts];
      const rest = parts.filter((_, index) => index !== part);
      return [...rest.slice(0, to), at, ...rest.slice(to)];
    }
  }
}

/** Where a part that was worked on stands afterwards, for the keyboard. */
export function editedPart(parts: number, { kind, part }: AgendaEdit): number {
  const to = { up: part - 1, down: part + 1, remove: part - 1, addAfter: part + 1 }[kind];
  return Math.min(Math.max(to, 0), Math.max(parts - 1, 0));
}

/** Minutes in all; a part without a number counts for nothing. */
export const totalOf = (parts: readonly { minutes: string }[]) =>
  parts.reduce((sum, { minutes }) => sum + (readMinutes(minutes) ?? 0), 0);

function readMinutes(text: string): number | null {
  const trimmed = text.trim();
  const minutes = /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : NaN;
  return minutes >= 1 && minutes <= longestPart ? minutes : null;
}

export interface PartFault {
  part: number;
  field: PartField;
  message: string;
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The agenda that these parts are, or what must be mended in them. */
export function readParts(
  parts: readonly PartText[],
): { kind: 'ok'; agenda: GuideAgenda } | { kind: 'wrong'; faults: PartFault[] } {
  const faults: PartFault[] = [];
  const agenda = parts.map((typed, part): AgendaItem => {
    const fault = (field: PartField, message: string) => void faults.push({ part, field, message });
    const short = (field: 'title' | 'form' | 'question') => {
      const text = typed[field].trim();
      if (text.length > most[field]) fault(field, `Dit is te lang: houd het bij ${most[field]} tekens. Je tekst staat er nog.`);
      return text;
    };
    const title = short('title');
    if (title === '') fault('title', 'Geef dit onderdeel een naam.');
    const minutes = readMinutes(typed.minutes);
    if (minutes === null) fault('minutes', `Vul in hoeveel minuten het duurt: een getal van 1 tot ${longestPart}.`);
    const form = short('form');
    const question = short('question');
    const tool = asTool(typed.tool);
    const options = linesOf(typed.options);
    const asks = tool === 'poll' || tool === 'dots' || tool === 'carousel';
    if (asks && options.length < 2) fault('options', optionText[tool]);
    if (options.length > mostOptions) fault('options', `Kies er hoogstens ${mostOptions}. Nu staan er ${options.length}.`);
    if (options.some((option) => option.length > most.title)) fault('options', `Houd elke regel bij ${most.title} tekens.`);
    if (new Set(options).size < options.length) fault('options', 'Er staat een regel twee keer.');
    if ((tool === 'poll' || tool === 'dots') && question === '') fault('question', 'Waarover gaat het? Schrijf hier de vraag.');
    const notes = linesOf(typed.notes);
    if (notes.length > mostNotes) fault('notes', `Houd het bij ${mostNotes} regels.`);
    if (notes.some((note) => note.length > most.line)) fault('notes', `Houd elke regel bij ${most.line} tekens.`);
    return {
      minutes: minutes ?? 1,
      title,
      form: form || 'hele groep',
      ...(question ? { question } : {}),
      ...(tool ? { tool } : {}),
      ...(options.length > 0 ? { options } : {}),
      notes,
    };
  });
  return faults.length > 0 ? { kind: 'wrong', faults } : { kind: 'ok', agenda };
}

const optionText = {
  poll: 'Schrijf minstens twee antwoorden, elk op een regel.',
  dots: 'Schrijf minstens twee onderwerpen, elk op een regel.',
  carousel: 'Schrijf minstens twee onderwerpen, elk op een regel.',
};

/** Do two agendas say the same? */
export const sameAgenda = (a: GuideAgenda, b: GuideAgenda) => JSON.stringify(a.map(textOf)) === JSON.stringify(b.map(textOf));

/** What a meeting without a guide begins with: coming in, talking, closing. */
export function plainAgenda(minutes: number): GuideAgenda {
  const close = minutes >= 45 ? 10 : 5;
  return [
    { minutes: 5, title: 'Welkom en inchecken', form: 'hele groep', tool: 'checkIn', notes: [] },
    { minutes: Math.min(longestPart, Math.max(1, minutes - 5 - close)), title: 'Gesprek', form: 'hele groep', notes: [] },
    { minutes: close, title: 'Afspraken en afronden', form: 'hele groep', tool: 'agreements', notes: [] },
  ];
}
