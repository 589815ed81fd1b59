import type { Queryable } from '#src/db/client.ts';
import { findPilot, listPilotLibraries } from '#src/db/queries/pilot.ts';
import { listAnswers, listClosedRounds, listResults } from '#src/db/queries/questionnaire.ts';
import type { Catalogue } from '#src/catalogue/read.ts';
import {
  evaluationResults,
  type EvaluationResults,
  type ItemFacts,
  type LibraryFacts,
  type RoundFacts,
  type Wanted,
} from '#src/domain/evaluation-results.ts';
import { allRounds, type Round } from '#src/domain/pilot.ts';
import { tookPart } from '#src/domain/questionnaire.ts';
import { notFound } from '../service-error.ts';
import { objectivesOf, partDays, roundsAsked, type PartRound } from './reach.ts';

/**
 * What the questionnaires of a pilot say, as far as it may be told: rounds that are closed at every library, rows of five
 * answers or more. Whoever calls this says who may read it.
 */
export async function readResults(
  db: Queryable,
  catalogue: Catalogue,
  pilotId: string,
  wanted: Wanted = {},
): Promise<EvaluationResults> {
  const pilot = await findPilot(db, pilotId);
  if (!pilot) throw notFound();
  const parts = (await listPilotLibraries(db, [pilotId])).filter((part) => part.acceptedAt !== null);
  const ids = parts.map((part) => part.id);
  const [closed, results, answers] = await Promise.all([listClosedRounds(db, ids), listResults(db, ids), listAnswers(db, ids)]);
  const rounds = roundsAsked(catalogue, pilot);
  const libraries = parts.map((part): LibraryFacts => {
    const days = partDays(part, pilot);
    const own = closed.filter((row) => row.pilotLibraryId === part.id);
    return {
      id: part.id,
      name: part.libraryName,
      rounds: new Map(
        rounds.map((round) => {
          const row = own.find((r) => r.round === round.round);
          return [round.round, { tookPart: row ? 'yes' : tookPart(days, round), asked: row?.asked ?? null }];
        }),
      ),
      counts: new Map(
        results
          .filter((row) => row.pilotLibraryId === part.id)
          .flatMap(({ round, idoQuestions, referrals, registrations }) =>
            isRound(round) && [idoQuestions, referrals, registrations].some((n) => n !== null)
              ? [[round, { idoQuestions, referrals, registrations }] as const]
              : [],
          ),
      ),
    };
  });
  return evaluationResults(
    {
      pilotId,
      libraries,
      rounds: rounds.map((round) => roundFacts(catalogue, pilot.courseId, round)),
      answers: answers.flatMap((row) => (isRound(row.round) ? [{ ...row, round: row.round }] : [])),
    },
    wanted,
  );
}

const isRound = (round: number): round is Round => (allRounds as readonly number[]).includes(round);

function roundFacts(catalogue: Catalogue, courseId: string, { round, questionnaire }: PartRound): RoundFacts {
  const objectives = objectivesOf(catalogue, catalogue.courses.get(courseId)?.modules ?? []);
  return {
    round,
    questionnaire: questionnaire.id,
    items: questionnaire.parts.flatMap((part): ItemFacts[] =>
      part.kind === 'open'
        ? []
        : part.kind === 'scale'
          ? part.items.map((item) => ({ ...item, scale: part.scale, moduleId: null }))
          : part.items.flatMap((id) => {
              const found = objectives.find((o) => o.id === id);
              return found ? [{ ...found, scale: 'certainty' }] : [];
            }),
    ),
    open: questionnaire.parts.flatMap((part) => (part.kind === 'open' ? part.items : [])),
  };
}
