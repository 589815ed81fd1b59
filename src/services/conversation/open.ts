import { shownChoices, type Standing } from '#src/domain/conversation-standing.ts';
import { helpedLine, moodLine, seenLine, seenOf } from '#src/domain/conversation-text.ts';
import type { Conversation, Mood, Portrait, Turn } from '#src/domain/conversation.ts';
import { authorise, type Context } from '../context.ts';
import { conversationPath, lessonPath, modulePath } from '../course/paths.ts';
import { anchorOf } from './choose.ts';
import { findConversation, type ConversationPlace } from './find.ts';
import { loadStanding } from './load-standing.ts';

export interface SaidView {
  said: string;
  helps: boolean;
  feedback: string;
  /** The better sentence, where there is one. */
  better: string | null;
}

export interface TurnView {
  /** From 1. */
  nr: number;
  anchor: string;
  /** What was chosen in the turn before, and what came of it. */
  before: SaidView | null;
  mood: Mood;
  /** The mood in words, with the change since the turn before. */
  moodLine: string;
  scene: string | null;
  says: string;
}

export interface ConversationView {
  courseId: string;
  moduleId: string;
  conversationId: string;
  path: string;
  title: string;
  module: { number: number; title: string; href: string };
  lesson: { title: string; href: string };
  customer: string;
  portrait: Portrait;
  intro: string;
  /** Which go this is; travels with the forms. */
  go: number;
  /** The text was changed under the go before this one. */
  changed: boolean;
  /** Every turn up to now; what comes later is not here. */
  turns: TurnView[];
  /** The turn to take now; null at an ending. */
  now: { node: string; turn: number; anchor: string; choices: { id: string; text: string }[] } | null;
  ending: {
    anchor: string;
    before: SaidView | null;
    mood: Mood;
    moodLine: string;
    title: string;
    text: string;
    lesson: string;
    helped: string;
    seen: { line: string; titles: string[]; left: number };
    sources: { text: string; href?: string }[];
  } | null;
}

/** A conversation at the desk as far as this person is: never a sentence that was not reached. */
export async function openConversation(ctx: Context, input: ConversationPlace): Promise<ConversationView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, conversation } = findConversation(ctx.catalogue, input);
  const { standing, endings } = await loadStanding(ctx.db, { personId, moduleId: module.id, conversation });
  const lesson = module.lessons.find((l) => l.id === conversation.lesson);
  const { turns, place, go, changed } = standing;
  return {
    courseId: course.id,
    moduleId: module.id,
    conversationId: conversation.id,
    path: conversationPath(course.id, module.id, conversation.id),
    title: conversation.title,
    module: { number: module.number, title: module.title, href: modulePath(course.id, module.id) },
    lesson: {
      title: lesson?.title ?? module.title,
      href: lesson ? lessonPath(course.id, module.id, lesson.slug, conversation.id) : modulePath(course.id, module.id),
    },
    customer: conversation.customer,
    portrait: conversation.portrait,
    intro: conversation.intro,
    go,
    changed,
    turns: turnsOf(conversation, standing),
    now:
      place.kind === 'node'
        ? {
            node: place.node.id,
            turn: turns.length + 1,
            anchor: anchorOf(standing),
            choices: shownChoices(place.node, go).map(({ id, text }) => ({ id, text })),
          }
        : null,
    ending: endingOf(conversation, standing, endings),
  };
}

function turnsOf({ customer }: Conversation, { turns, place }: Standing): TurnView[] {
  const nodes = [...turns.map((t) => t.node), ...(place.kind === 'node' ? [place.node] : [])];
  return nodes.map((node, i) => ({
    nr: i + 1,
    anchor: `beurt-${i + 1}`,
    before: saidIn(turns[i - 1]),
    mood: node.mood,
    moodLine: moodLine(customer, node.mood, nodes[i - 1]?.mood ?? null),
    scene: node.scene ?? null,
    says: node.says,
  }));
}

function endingOf(conversation: Conversation, standing: Standing, reached: ReadonlySet<string>): ConversationView['ending'] {
  const { turns, place } = standing;
  if (place.kind !== 'ending') return null;
  const { mood, title, text, lesson } = place.ending;
  const last = turns.at(-1);
  const seen = seenOf(conversation, reached);
  return {
    anchor: anchorOf(standing),
    before: saidIn(last),
    mood,
    moodLine: moodLine(conversation.customer, mood, last?.node.mood ?? null),
    title,
    text,
    lesson,
    helped: helpedLine(turns),
    seen: {
      line: seenLine(seen.length, conversation.endings.length),
      titles: seen.map((e) => e.title),
      left: conversation.endings.length - seen.length,
    },
    sources: conversation.sources.map((s) => ({ text: s.text, ...(s.url ? { href: s.url } : {}) })),
  };
}

const saidIn = (turn: Turn | undefined): SaidView | null =>
  turn
    ? {
        said: turn.choice.text,
        helps: turn.choice.quality === 'helpt',
        feedback: turn.choice.feedback,
        better: turn.choice.better ?? null,
      }
    : null;
