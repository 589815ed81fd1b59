/** What is said about a conversation at the desk, in Dutch. */
import type { Conversation, Mood, Turn } from './conversation.ts';
import { numberWord } from './dutch.ts';

const bare = ['Mevrouw', 'Meneer', 'Oma', 'Opa', 'De', 'Het'];
const deWords = ['jongen', 'klant', 'leerling', 'man', 'moeder', 'student', 'vader', 'vrouw'];

/** How a customer is called in a sentence: "Mevrouw" for "Mevrouw met de tablet", "De moeder" for "Moeder met een envelop". */
export function calledShort(customer: string): string {
  const [lead = ''] = customer.split(/ (?:met|en|van|aan|in|uit|bij|zonder|op|voor|die) /);
  const [first = ''] = lead.split(' ');
  if (bare.includes(first)) return lead;
  return deWords.includes(first.toLowerCase()) ? `De ${lead.toLowerCase()}` : customer;
}

/** "Mevrouw is gespannen." Later: "Mevrouw was gespannen en is nu rustig." or "Mevrouw is nog steeds gespannen." */
export function moodLine(customer: string, mood: Mood, before: Mood | null): string {
  const who = calledShort(customer);
  if (before === null) return `${who} is ${mood}.`;
  return before === mood ? `${who} is nog steeds ${mood}.` : `${who} was ${before} en is nu ${mood}.`;
}

/** "Van je vijf antwoorden hielpen er vier." */
export function helpedLine(turns: readonly Turn[]): string {
  const helped = turns.filter((t) => t.choice.quality === 'helpt').length;
  const all = numberWord(turns.length);
  if (helped === turns.length) return `Alle ${all} je antwoorden hielpen.`;
  if (helped === 0) return `Van je ${all} antwoorden hielp er nog geen.`;
  return `Van je ${all} antwoorden ${helped === 1 ? 'hielp' : 'hielpen'} er ${numberWord(helped)}.`;
}

/** The endings of this conversation that were reached, in the order of the file. */
export const seenOf = (conversation: Conversation, reached: ReadonlySet<string>) =>
  conversation.endings.filter((e) => reached.has(e.id));

/** "Je zag 2 van de 4 aflopen." */
export const seenLine = (seen: number, all: number) =>
  seen === all ? `Je zag alle ${all} aflopen.` : `Je zag ${seen} van de ${all} aflopen.`;

export interface ConversationState {
  /** The turn to take in the go that is under way; null when none is. */
  turn: number | null;
  endings: ReadonlySet<string>;
}

export const notBegun: ConversationState = { turn: null, endings: new Set() };

/** How far someone is, and the button that leads there. */
export function stateOf(conversation: Conversation, state: ConversationState): { state: string | null; button: string } {
  if (state.turn !== null && state.turn > 1) return { state: `Je bent bij beurt ${state.turn}.`, button: 'Ga verder' };
  const seen = seenOf(conversation, state.endings).length;
  if (seen > 0) return { state: seenLine(seen, conversation.endings.length), button: 'Naar het gesprek' };
  return { state: null, button: 'Begin het gesprek' };
}
