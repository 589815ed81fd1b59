import { findPilotLibrary } from '#src/db/queries/pilot.ts';
import { insertAnswers, insertReturn } from '#src/db/queries/questionnaire.ts';
import type { Transaction } from '#src/db/client.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { answerRows, findColleagues, isEmpty, longestQuote, readFilled, type Filled } from '#src/domain/questionnaire.ts';
import { authorise, type Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { newToken } from '../new-id.ts';
import { invalid, refused, ServiceError } from '../service-error.ts';
import { reachRound, type FillState, type QuestionnaireAt, type ReachedRound } from './open.ts';
import { mayFill } from './reach.ts';

export interface FilledIn extends QuestionnaireAt {
  chosen: readonly { id: string; value: number }[];
  texts: readonly string[];
  mayTell: readonly string[];
  /** Said that what looks like data of a customer, or like a colleague's name, isn't. */
  noCustomer: boolean;
  noName: boolean;
}

/** The box to tick where a word only looks like a name. */
export const nameField = 'geenNaam';

/**
 * One questionnaire of someone who is asked. That they filled it in and what they filled in go into two tables with nothing in
 * common: the answer has a random key, no time and no audit event. A second one is refused, and changes nothing.
 */
export async function fillQuestionnaire(ctx: Context, input: FilledIn): Promise<void> {
  const found = await findPilotLibrary(ctx.db, input.partId);
  const { personId } = authorise(ctx, 'questionnaire:fill', { libraryId: found?.libraryId ?? 'none' });
  await ctx.db.transaction(async (tx) => {
    const reached = await reachRound(ctx, tx, input, personId);
    const { part, round, state } = reached;
    if (state !== 'open') throw new ServiceError('conflict', whyNot[state]);
    const filled = await check(ctx, tx, reached, input);
    const at = { pilotLibraryId: part.id, round: round.round };
    if (!(await insertReturn(tx, at, personId))) throw new ServiceError('conflict', whyNot.filled);
    const { id: questionnaire, version } = round.questionnaire;
    const rows = answerRows(filled).map((row) => ({ ...at, key: newToken(), questionnaire, version, ...row }));
    await insertAnswers(tx, rows);
  });
}

const whyNot: Record<Exclude<FillState, 'open'>, string> = {
  later: 'Deze vragenlijst is nog niet open. Er is niets opgeslagen.',
  filled: 'Je vulde deze vragenlijst al in. Die telt. Wat je nu stuurde, is niet opgeslagen.',
  closed: 'Deze vragenlijst is gesloten. Wat je nu stuurde, is niet opgeslagen.',
  left: 'Je bibliotheek doet niet meer mee aan deze pilot. Wat je nu stuurde, is niet opgeslagen.',
};

async function check(ctx: Context, tx: Transaction, { part, pilot, round }: ReachedRound, input: FilledIn): Promise<Filled> {
  const filled = readFilled(round.questionnaire, input);
  if (!filled) throw refused('Deze vragenlijst is intussen veranderd. Laad de pagina opnieuw. Er is niets opgeslagen.');
  if (isEmpty(filled))
    throw refused(
      input.texts.some((text) => text.trim() !== '')
        ? 'Er is nog niets om te bewaren. Kies bij een vraag een antwoord, of kruis aan dat je tekst in het verslag mag.'
        : 'Je koos nog niets. Overslaan mag, maar beantwoord minstens één vraag.',
    );
  for (const [id, text] of Object.entries(filled.quotes))
    if (text.length > longestQuote)
      throw invalid(`tekst-${id}`, `Dit is te lang: houd het bij ${longestQuote} tekens. Je tekst staat er nog.`);
  const texts = Object.values(filled.quotes);
  confirmNoCustomerData({ texts, confirmed: input.noCustomer });
  if (texts.length > 0 && !input.noName) {
    const names = (await mayFill(tx, part, pilot, round, ctx.now)).flatMap((who) => who.name ?? []);
    const named = findColleagues(texts.join('\n'), names);
    if (named.length > 0)
      throw invalid(
        nameField,
        `Hier staat ${enumerate(named.map((name) => `‘${name}’`))}. Is dat een collega? Haal de naam dan weg. Je tekst staat er nog en is nog niet bewaard.`,
      );
  }
  return filled;
}
