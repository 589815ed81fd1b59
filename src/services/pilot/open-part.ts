import { listPilotLibraries } from '#src/db/queries/pilot.ts';
import { dayMoment } from '#src/domain/calendar-day.ts';
import { attentionOf, type Attention } from '#src/domain/pilot-attention.ts';
import { dayAfter, phaseNames, pilotState, roundsOf, roundNames, weekNumber, type Phase } from '#src/domain/pilot.ts';
import { count } from '#src/domain/dutch.ts';
import type { Context } from '../context.ts';
import { readOwnFigures } from './figures.ts';
import { loadFacts, weeksView, type PilotPage } from './open.ts';
import { reachPart } from './reach.ts';
import { loadStandings } from './standing.ts';
import { figuresView, type FiguresView } from './view.ts';
import { comingText, countedText, courseTitle, dayOf, joinPath, moduleTitle, partPath, pilotPath, whenText } from './words.ts';

export interface PartPage {
  partId: string;
  pilotId: string;
  pilotName: string;
  libraryName: string;
  courseTitle: string;
  when: string;
  phase: Phase;
  phaseName: string;
  /** Which side reads: what can be done differs. Whoever is both reads as adviser. */
  side: 'adviser' | 'library';
  back: { href: string; label: string };
  joinHref: string;
  here: string;
  /** Takes part, so that there is something to follow. */
  inside: boolean;
  asked: string;
  attention: Attention[];
  next: string;
  stale: string;
  counted: string;
  coming: string;
  /** Null: nothing may be told, or nothing was told yet. */
  figures: FiguresView | null;
  /** Figures are told of others in the pilot, and not of this library: fewer than five people. */
  small: boolean;
  weeks: PilotPage['weeks'];
  rounds: { label: string; from: string; until: string }[];
}

/** A library's part in a pilot, the same for its adviser and its specialist: only what was told. */
export async function openPart(ctx: Context, pilotId: string, partId: string): Promise<PartPage> {
  const { pilot, part, advises } = await reachPart(ctx, partId, 'either', pilotId);
  const all = (await listPilotLibraries(ctx.db, [pilot.id])).filter(({ libraryId }) => libraryId === part.libraryId);
  const newestPart = all.at(-1) ?? part;
  const [standing] = await loadStandings(ctx, pilot, [part]);
  if (!standing) throw new Error('a part has a standing');
  const facts = await loadFacts(ctx, [standing]);
  const told = await readOwnFigures(ctx.db, pilot.id, part.libraryId);
  const { phase } = standing;
  const inside = !['invited', 'declined', 'left'].includes(phase) && newestPart.id === part.id;
  const newest = told.at(-1);
  const past = newest && told.findLast(({ week }) => week <= dayAfter(newest.week, -21));
  const stale = facts.stale.get(part.libraryId) ?? 0;
  const contact = facts.contacts.get(part.id);
  const coming = inside ? comingText(pilot, ctx.now, newest !== undefined) : '';
  const side = advises ? 'adviser' : 'library';
  const running = pilotState(pilot, ctx.now) === 'running';
  return {
    partId: part.id,
    pilotId: pilot.id,
    pilotName: pilot.name,
    libraryName: part.libraryName,
    courseTitle: courseTitle(ctx, pilot.courseId),
    when: whenText(pilot, ctx.now),
    phase,
    phaseName: phaseNames[phase],
    side,
    back: advises ? { href: pilotPath(pilot.id), label: pilot.name } : { href: '/pilots', label: 'Pilots' },
    joinHref: joinPath(pilot.id, part.id),
    here: partPath(pilot.id, part.id),
    inside,
    asked: dayOf(part.invitedAt),
    attention: attentionOf(
      {
        phase,
        invitedAt: part.invitedAt,
        acceptedAt: part.acceptedAt,
        week: running ? weekNumber(pilot.startsOn, ctx.now) : null,
        unplanned: standing.unplanned,
        next: standing.next,
        figures: inside ? (newest?.figures ?? null) : null,
        before: past?.figures ?? null,
        stale,
        lastContact: contact?.last ?? null,
        nextContact: contact?.next ?? null,
      },
      ctx.now,
      (id) => moduleTitle(ctx, id),
    ),
    next: newest && standing.next ? dayMoment(standing.next) : '',
    stale: newest && stale > 0 ? count(stale, 'tekst', 'teksten') : '',
    counted: newest ? countedText(newest.week) : '',
    coming,
    figures: newest ? figuresView(ctx, pilot.courseId, newest.figures) : null,
    small: inside && newest === undefined,
    weeks: weeksView(pilot.startsOn, told),
    rounds: inside
      ? roundsOf(pilot).map(({ round, opensOn, closesOn }) => ({
          label: roundNames[round],
          from: dayOf(new Date(`${opensOn}T12:00:00Z`)),
          until: dayOf(new Date(`${dayAfter(closesOn, -1)}T12:00:00Z`)),
        }))
      : [],
  };
}
