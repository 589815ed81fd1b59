/** The evaluation of the demonstration: an interim report of five days ago, made by the same services as any. */
import { findActorFacts } from '#src/db/queries/session.ts';
import { listPilotLibraries } from '#src/db/queries/pilot.ts';
import { addDays, wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { judgeModule } from '../evaluation-report/judge.ts';
import { makeReport } from '../evaluation-report/make.ts';
import { writeEvaluationText } from '../evaluation-report/write-text.ts';
import { newId } from '../new-id.ts';

interface At {
  pilotId: string;
  adviser: { personId: string; email: string };
  administratorId: string;
}

export async function addEvaluation(ctx: Context, { pilotId, adviser, administratorId }: At): Promise<void> {
  const now = addDays(ctx.now, -5);
  const facts = await findActorFacts(ctx.db, adviser.personId, now);
  if (!facts) return;
  const actor = { ...facts, ...adviser, accountId: 'demo', sessionId: 'demo', sessionKind: 'own' as const };
  const then: Context = { ...ctx, now, actor };
  const [first] = (await listPilotLibraries(ctx.db, [pilotId])).filter((part) => part.acceptedAt !== null);
  const write = (partId: string | null, body: string) =>
    writeEvaluationText(then, { pilotId, partId, body, seen: 0, confirmed: false });
  await write(
    null,
    'De bibliotheken zijn goed op weg. Bij de kick-offs viel op hoeveel mensen al doen, zonder dat ze er een naam voor hebben.\n\nWat nog lastig is: tijd vinden aan een drukke balie. Twee bibliotheken maken nu elke week een vast half uur vrij. Dat helpt.',
  );
  if (first)
    await write(
      first.id,
      'Jullie begonnen vroeg en praatten er veel over aan de koffietafel. Spreek voor de laatste bijeenkomst af wie de kaart bij Bij ons bijhoudt.',
    );
  const judge = (moduleId: string, verdict: 'keep' | 'adapt', why: string, task: { body: string; inDays: number } | null) =>
    judgeModule(then, {
      pilotId,
      moduleId,
      verdict,
      why,
      task: {
        id: newId(),
        body: task?.body ?? null,
        ownerId: task ? administratorId : null,
        due: task ? wallClock(addDays(ctx.now, task.inDays)).day : null,
      },
      confirmed: false,
    });
  await judge('landelijke-context', 'keep', 'Mensen vertellen de vijf functies nu in eigen woorden. Dat wilden we.', null);
  await judge('nieuwe-klanten', 'adapt', 'Het gesprek aan de telefoon ontbreekt. Bij drie bibliotheken kwam die vraag.', {
    body: 'Voeg een oefengesprek aan de telefoon toe.',
    inDays: 40,
  });
  await makeReport(then, { pilotId, id: newId(), kind: 'interim' });
}
