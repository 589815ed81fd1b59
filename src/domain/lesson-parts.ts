/** What a page hands to the personal parts of a lesson, each by the name that the lesson gives it. */
import type { Mood, Portrait } from './conversation.ts';
import type { PublicQuestion } from './question/question.ts';
import type { QuestionReview } from './quiz-review.ts';

export interface LocalSlotView {
  title: string;
  /** The library's own text; null where it has none, and then the lesson's general text stands there. */
  text: string | null;
  /** "Bibliotheek Duinrand" or "Bibliotheek Duinrand, Zeedorp" */
  where: string | null;
  /** "Nagekeken op 3 februari 2027 door Samira Haddad" */
  checked: string | null;
  /** The day to look at it again has passed. */
  stale: boolean;
  document: { title: string; date: string; place: string | null } | null;
}

export interface ConversationCardView {
  id: string;
  title: string;
  customer: string;
  portrait: Portrait;
  mood: Mood;
  href: string;
  /** "Je bent bij beurt 2." or "Je zag 1 van de 3 aflopen." */
  state: string | null;
  button: string;
}

export interface AssignmentCardView {
  title: string;
  intro: string;
  href: string;
  required: boolean;
  /** "Bewaard op 3 februari 2027." */
  state: string | null;
  button: string;
}

export interface PracticeView {
  question: PublicQuestion;
  chosen: string[];
  /** Once an answer was chosen; comes from the server, never with the question. */
  review: QuestionReview | null;
  error: string | undefined;
}

export interface LessonPartsView {
  slots: Record<string, LocalSlotView>;
  conversations: Record<string, ConversationCardView>;
  assignments: Record<string, AssignmentCardView>;
  practice: Record<string, PracticeView>;
}
