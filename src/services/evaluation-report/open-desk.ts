import { listEvaluationTexts, listSnapshots, listVerdicts } from '#src/db/queries/evaluation-report.ts';
import { listTasksOfPilot } from '#src/db/queries/module-task.ts';
import { listPilotLibraries, type PilotRow } from '#src/db/queries/pilot.ts';
import { longDate, longDay, addMonths, wallClock } from '#src/domain/calendar-day.ts';
import { followUpFrom, kindsOn } from '#src/domain/evaluation-kind.ts';
import { reportKindNames, verdictNames, verdicts, type ReportKind, type Verdict } from '#src/domain/evaluation-report.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { taskLine, type TaskLine } from '../module-task/own.ts';
import { taskOwners } from '../module-task/owners.ts';
import { reachPilot } from '../pilot/reach.ts';
import { tooEarly } from './make.ts';
import { reportDeskPath, reportPath } from './paths.ts';

export interface DeskText {
  /** Of a library, or null: of the pilot. */
  partId: string | null;
  name: string;
  body: string;
  seen: number;
}

export interface DeskModule {
  id: string;
  title: string;
  version: number;
  verdict: Verdict | null;
  /** "aanpassen (versie 2)" */
  verdictText: string | null;
  why: string;
  tasks: TaskLine[];
  taskId: string;
}

export interface ReportDesk {
  pilotId: string;
  name: string;
  path: string;
  /** What can be made today: "Maak een tussenstand". */
  kinds: { kind: ReportKind; label: string; hint: string }[];
  /** From when the others can. */
  later: string[];
  made: { href: string; title: string; detail: string }[];
  texts: DeskText[];
  modules: DeskModule[];
  owners: { value: string; label: string }[];
  verdicts: { value: Verdict; label: string; hint: string }[];
  lastDay: string;
  firstDay: string;
  id: string;
}

/** Where an adviser makes the reports of a pilot, writes in them and judges its modules. */
export async function openReportDesk(ctx: Context, pilotId: string): Promise<ReportDesk> {
  const { pilot } = await reachPilot(ctx, pilotId);
  const { db, now } = ctx;
  const [made, texts, judged, tasks, parts, owners] = await Promise.all([
    listSnapshots(db, pilot.id),
    listEvaluationTexts(db, pilot.id),
    listVerdicts(db, pilot.id),
    listTasksOfPilot(db, pilot.id),
    listPilotLibraries(db, [pilot.id]),
    taskOwners(db, pilot, now),
  ]);
  const kinds = kindsOn(pilot, now);
  const own = (partId: string | null, name: string): DeskText => ({
    partId,
    name,
    body: texts.get(partId)?.body ?? '',
    seen: texts.get(partId)?.seq ?? 0,
  });
  const { day } = wallClock(now);
  return {
    pilotId: pilot.id,
    name: pilot.name,
    path: reportDeskPath(pilot.id),
    kinds: kinds.map((kind) => ({ kind, ...kindTexts[kind] })),
    later: laterTexts(pilot, kinds),
    made: made.map(({ version, kind, at }) => ({
      href: reportPath(pilot.id, version),
      title: `Versie ${version}: ${reportKindNames[kind].toLowerCase()}`,
      detail: `gemaakt op ${longDate(at)}`,
    })),
    texts: [
      own(null, 'De hele pilot'),
      ...parts.filter((part) => part.acceptedAt !== null).map((part) => own(part.id, part.libraryName)),
    ],
    modules: (ctx.catalogue.courses.get(pilot.courseId)?.modules ?? []).flatMap((id) => {
      const module = ctx.catalogue.modules.get(id);
      if (!module || module.lessons.length === 0) return [];
      const verdict = judged.get(id);
      return [
        {
          id,
          title: module.title,
          version: module.version,
          verdict: verdict?.verdict ?? null,
          verdictText: verdict ? `${verdictNames[verdict.verdict]} (versie ${verdict.version})` : null,
          why: verdict?.why ?? '',
          tasks: tasks.filter((task) => task.moduleId === id).map((task) => taskLine(ctx, task)),
          taskId: newId(),
        },
      ];
    }),
    owners: owners.map(({ personId, name, as }) => ({ value: personId, label: `${name}, ${as}` })),
    verdicts: verdicts.map((value) => ({ value, label: capitalised(verdictNames[value]), hint: verdictHints[value] })),
    firstDay: day,
    lastDay: addMonths(day, 24),
    id: newId(),
  };
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const verdictHints: Record<Verdict, string> = {
  keep: 'De module blijft zoals hij is.',
  adapt: 'Er moet iets anders. Dat wordt een taak, met iemand die ervoor zorgt.',
  stop: 'De module gaat er de volgende keer uit.',
};

const kindTexts: Record<ReportKind, { label: string; hint: string }> = {
  interim: { label: 'Maak een tussenstand', hint: 'Wat er tot nu toe geteld is. Dit kan elke dag.' },
  final: { label: 'Maak het eindverslag', hint: 'De pilot is voorbij, en de laatste vragenlijst is gesloten.' },
  followUp: { label: 'Maak het verslag van de latere meting', hint: 'Het eindverslag, met wat er daarna gemeten is.' },
};

function laterTexts(pilot: PilotRow, kinds: readonly ReportKind[]): string[] {
  const texts: string[] = [];
  if (kinds.length === 0) texts.push(tooEarly(pilot, 'interim'));
  if (!kinds.includes('final')) texts.push(tooEarly(pilot, 'final'));
  const later = followUpFrom(pilot);
  if (later !== null && !kinds.includes('followUp')) texts.push(`De latere meting kan erin vanaf ${longDay(later)}.`);
  return texts;
}
