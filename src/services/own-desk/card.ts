import { listAllOwnIntentions } from '#src/db/queries/agreement.ts';
import { listNotes } from '#src/db/queries/note.ts';
import { fitPanel, type CardItem, type Panel } from '#src/domain/desk-card.ts';
import { authorise, type Context } from '../context.ts';
import { ownCourses } from '../course/reading.ts';
import { localView, type LocalTextView, type LocalView } from './local.ts';
import { keptSentences } from './sentences.ts';

export interface CardChoice {
  value: string;
  label: string;
  checked: boolean;
}

export interface CardPanel extends Panel {
  title: string;
  /** On a folded card. */
  place: string;
  /** Lines to write on, where there is nothing to print. */
  blanks: string[];
}

export interface CardView {
  choices: {
    sentences: CardChoice[];
    notes: CardChoice[];
    intentions: CardChoice[];
    contacts: CardChoice[];
    times: CardChoice[];
  };
  panels: { front: CardPanel; left: CardPanel; right: CardPanel; back: CardPanel };
  /** Library and branch. */
  where: string | null;
  /** What did not fit, or not whole, in words. */
  tooMuch: string[];
}

/** What was chosen, by repeated fields of the address; null for an address without a choice. */
export interface CardWish {
  sentences: readonly string[];
  notes: readonly string[];
  intentions: readonly string[];
  contacts: readonly string[];
  times: readonly string[];
}

const contactSlots = ['colleagues', 'ido-lead'];
const timeSlots = ['walk-in-hours', 'language-house', 'channels'];
const mostNotes = 100;
/** Of the sociale kaart, when nothing was chosen yet. */
const firstReferrals = 4;

/** The folded card: what can stand on it, and how what was chosen fits. Nothing is kept. */
export async function openCard(ctx: Context, wish: CardWish | null): Promise<CardView> {
  const { personId } = authorise(ctx, 'desk:own');
  const courses = await ownCourses(ctx, personId);
  const [modules, notes, intentions, local] = await Promise.all([
    keptSentences(ctx, personId, courses),
    listNotes(ctx.db, { personId, limit: mostNotes }),
    listAllOwnIntentions(ctx.db, personId),
    localView(ctx, personId, [...contactSlots, ...timeSlots]),
  ]);
  const sentences = modules.flatMap((m) => m.sentences).map((s): CardItem => ({ id: s.id, text: s.text }));
  const written = notes.map((note): CardItem => ({ id: note.id, text: note.body }));
  const intended = intentions.map((item): CardItem => ({ id: item.meetingId, text: item.body }));
  const contacts = contactItems(local);
  const times = textItems(local, timeSlots);
  const firstOnes = new Set(firstContacts(contacts).map((item) => item.id));
  const chosen = {
    sentences: sentences.filter((s) => wish?.sentences.includes(s.id) ?? true),
    notes: written.filter((n) => wish?.notes.includes(n.id) ?? false),
    intentions: intended.filter((i) => wish?.intentions.includes(i.id) ?? false),
    contacts: contacts.map((c) => c.item).filter((c) => wish?.contacts.includes(c.id) ?? firstOnes.has(c.id)),
    times: times.filter((t) => wish?.times.includes(t.id) ?? true),
  };
  const panels = {
    front: panel('Mijn zinnen', 'Voorkant', chosen.sentences, ['', '', '', '']),
    left: panel('Wie is waarvoor', 'Binnen, links', chosen.contacts, ['Taal:', 'Digitaal:', 'Jeugd en school:', 'IDO:']),
    right: panel('Waar en wanneer', 'Binnen, rechts', chosen.times, ['Spreekuur:', 'Taalhuis:', 'Bellen of mailen:']),
    back: panel(backTitle(chosen), 'Achterkant', [...chosen.intentions, ...chosen.notes], ['', '', '', '', '']),
  };
  return {
    choices: {
      sentences: choicesOf(sentences, chosen.sentences),
      notes: choicesOf(written, chosen.notes),
      intentions: choicesOf(intended, chosen.intentions),
      contacts: choicesOf(
        contacts.map((c) => c.item),
        chosen.contacts,
      ),
      times: choicesOf(times, chosen.times),
    },
    panels,
    where: local?.where ?? null,
    tooMuch: Object.values(panels).flatMap(tooMuch),
  };
}

function backTitle({ notes, intentions }: { notes: readonly CardItem[]; intentions: readonly CardItem[] }): string {
  if (intentions.length === 0) return 'Mijn notities';
  const own = intentions.length === 1 ? 'Mijn voornemen' : 'Mijn voornemens';
  return notes.length === 0 ? own : `${own} en notities`;
}

function contactItems(local: LocalView | null): { kind: 'text' | 'referral'; item: CardItem }[] {
  return [
    ...textItems(local, contactSlots).map((item) => ({ kind: 'text' as const, item })),
    ...(local?.referrals ?? []).map((row) => ({
      kind: 'referral' as const,
      item: { id: row.id, title: row.organisation, text: `${row.purpose}\n${row.how} ${row.contact}` },
    })),
  ];
}

/** Before anything was chosen: what the library wrote, and of the sociale kaart what fits beside it. */
function firstContacts(contacts: ReturnType<typeof contactItems>): CardItem[] {
  const chosen = contacts.filter((c) => c.kind === 'text').map((c) => c.item);
  for (const { item } of contacts.filter((c) => c.kind === 'referral').slice(0, firstReferrals)) {
    const { cut, left } = fitPanel([...chosen, item]);
    if (cut.length + left.length > 0) break;
    chosen.push(item);
  }
  return chosen;
}

const textItems = (local: LocalView | null, slots: readonly string[]): CardItem[] =>
  (local?.texts ?? [])
    .filter((text: LocalTextView) => slots.includes(text.slotId))
    .map((text) => ({ id: text.slotId, title: text.title, text: text.body }));

function panel(title: string, place: string, items: readonly CardItem[], blanks: string[]): CardPanel {
  return { title, place, ...fitPanel(items), blanks: items.length > 0 ? [] : blanks };
}

const choicesOf = (all: readonly CardItem[], chosen: readonly CardItem[]): CardChoice[] =>
  all.map((item) => ({ value: item.id, label: labelOf(item), checked: chosen.some((c) => c.id === item.id) }));

/** A line to recognise it by. */
function labelOf(item: CardItem): string {
  const text = (item.title ?? item.text).replaceAll(/\s+/g, ' ');
  return text.length > 90 ? `${text.slice(0, 88).trimEnd()} …` : text;
}

function tooMuch(panel: CardPanel): string[] {
  const left = panel.left.length;
  if (left > 0)
    return [
      `Bij ‘${panel.title}’ ${left === 1 ? 'past één onderdeel' : `passen ${left} onderdelen`} er niet meer op. Kies er minder.`,
    ];
  return panel.cut.length > 0 ? [`Bij ‘${panel.title}’ is een lange tekst ingekort.`] : [];
}
