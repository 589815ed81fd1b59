import { findToTell } from '#src/db/queries/correction.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { correctionAboutNames, knowsReporter } from '#src/domain/correction.ts';
import { shownName } from '#src/domain/person.ts';
import { signedIn, type Context } from '../context.ts';
import { correctionPath, lessonOf } from './paths.ts';
import { reachCorrection } from './reach.ts';

export interface CorrectionView {
  id: string;
  path: string;
  about: string;
  lesson: { title: string; module: string; href: string | null };
  body: string;
  on: string;
  /** Who wrote it: only for the specialist of their own library. */
  by: string | null;
  answer: { text: string; on: string; by: string | null } | null;
  /** Is this the reader's own report? */
  own: boolean;
  /** May the reader answer it now? */
  answerable: boolean;
}

/** One report with its answer. Of the national text nobody who answers learns whose it is. */
export async function openCorrection(ctx: Context, input: { id: string }): Promise<CorrectionView> {
  signedIn(ctx);
  const { correction, handler, answers, own } = await reachCorrection(ctx, ctx.db, input.id);
  const named = knowsReporter(handler);
  const nameOf = async (personId: string | null) => {
    const who = personId === null ? null : await findToTell(ctx.db, personId);
    return who ? shownName(who) : null;
  };
  return {
    id: correction.id,
    path: correctionPath(correction.id),
    about: correctionAboutNames[correction.about],
    lesson: lessonOf(ctx.catalogue, correction),
    body: correction.body,
    on: longDate(correction.at),
    by: named && !own ? await nameOf(correction.personId) : null,
    answer:
      correction.answer !== null && correction.answeredAt
        ? {
            text: correction.answer,
            on: longDate(correction.answeredAt),
            by: named ? await nameOf(correction.answeredById) : null,
          }
        : null,
    own,
    answerable: answers && correction.answeredAt === null,
  };
}
