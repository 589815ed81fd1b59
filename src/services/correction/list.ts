import { listCorrections, listOwnCorrections } from '#src/db/queries/correction.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { correctionAboutNames, type CorrectionAbout } from '#src/domain/correction.ts';
import { pageOf, readListQuery, type ListPage } from '#src/domain/list-query.ts';
import { can, type Actor } from '#src/domain/roles.ts';
import { signedIn, type Context } from '../context.ts';
import { correctionPath, lessonOf } from './paths.ts';

export interface CorrectionLine {
  id: string;
  path: string;
  about: string;
  lesson: { title: string; module: string; href: string | null };
  body: string;
  on: string;
  /** Null as long as it waits. */
  answer: { text: string; on: string } | null;
}

export interface CorrectionsPage {
  /** What the reader answers; null for whoever answers nothing. */
  toAnswer: (ListPage<CorrectionLine, 'wacht'> & { both: boolean }) | null;
  /** What the reader reported. */
  own: ListPage<CorrectionLine, 'wacht'>;
}

const shape = {
  orders: ['wacht'],
  filters: { staat: ['open', 'beantwoord'], waarover: ['les', 'bij-ons'] },
} as const;

/** Reports that the reader answers, open ones first, as the address asks; and below them those of the reader's own. */
export async function listCorrectionsOf(ctx: Context, given: Record<string, string>): Promise<CorrectionsPage> {
  const actor = signedIn(ctx);
  const line = (row: Row): CorrectionLine => lineOf(ctx, row);
  const query = readListQuery(given, shape);
  const ownQuery = readListQuery({ pagina: given.eigen ?? '' }, shape);
  const reach = reachOf(actor);
  const [found, own] = await Promise.all([
    can(actor, 'correction:list') ? listCorrections(ctx.db, reach, query, ctx.now) : null,
    listOwnCorrections(ctx.db, actor.personId, ownQuery.page),
  ]);
  const page = found && pageOf(query, found);
  const mine = pageOf(ownQuery, own);
  return {
    toAnswer: page && {
      ...page,
      rows: page.rows.map(line),
      both: reach.libraryIds.length > 0 && (reach.poiIds.length > 0 || reach.unadvised),
    },
    own: { ...mine, rows: mine.rows.map(line) },
  };
}

const reachOf = (actor: Actor) => {
  const at = (role: string) => actor.employments.filter((e) => e.role === role).map((e) => e.organisationId);
  return {
    libraryIds: at('educationSpecialist').filter((libraryId) => can(actor, 'correction:local', { libraryId })),
    poiIds: at('adviser').filter((poiId) => can(actor, 'correction:national', { poiId })),
    unadvised: can(actor, 'correction:unadvised'),
  };
};

interface Row {
  id: string;
  about: CorrectionAbout;
  courseId: string;
  moduleId: string;
  lessonId: string;
  body: string;
  at: Date;
  answer: string | null;
  answeredAt: Date | null;
}

const lineOf = (ctx: Context, row: Row): CorrectionLine => ({
  id: row.id,
  path: correctionPath(row.id),
  about: correctionAboutNames[row.about],
  lesson: lessonOf(ctx.catalogue, row),
  body: row.body,
  on: longDate(row.at),
  answer: row.answer !== null && row.answeredAt ? { text: row.answer, on: longDate(row.answeredAt) } : null,
});
