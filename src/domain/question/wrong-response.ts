import type { ResponseFault } from './kind.ts';
import type { Question } from './question.ts';

/** What to do about a response that can't be scored, in words for whoever answered. */
export function wrongResponse(question: Question, reason: ResponseFault): string {
  const none = emptyText(question.kind);
  const range = question.kind === 'estimate' ? `Vul een getal in van ${question.min} tot ${question.max}.` : none;
  const messages: Record<ResponseFault, string> = {
    empty: none,
    tooMany:
      question.kind === 'match' || question.kind === 'trafficLight'
        ? 'Kies bij elke regel één antwoord.'
        : 'Kies hier één antwoord.',
    unknownOption: 'Dit antwoord hoort niet bij deze vraag. Kies er een uit de lijst.',
    incomplete: 'Kies bij elke regel een antwoord. Wat je al koos, staat er nog.',
    notANumber: 'Vul een getal in, bijvoorbeeld 12 of 2,5.',
    outOfRange: range,
    tooLong: 'Houd het kort: een paar woorden is genoeg. Je tekst staat er nog.',
    notAnOrder: 'Zet alle regels in een volgorde, elke regel één keer.',
  };
  return messages[reason];
}

function emptyText(kind: Question['kind']): string {
  if (kind === 'match' || kind === 'trafficLight') return 'Kies bij elke regel een antwoord.';
  if (kind === 'estimate') return 'Vul een getal in. Schatten mag, je hoeft het niet te weten.';
  if (kind === 'shortText') return 'Vul een woord in. Weet je het niet zeker? Schrijf op wat je denkt.';
  if (kind === 'picture') return 'Wijs minstens één plek aan.';
  if (kind === 'strikeOut') return 'Streep minstens één regel weg.';
  return 'Kies eerst een antwoord. Twijfel je? Kies wat jij aan de balie zou doen.';
}
