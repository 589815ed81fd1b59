import { listPilotGroups } from '#src/db/queries/pilot.ts';
import { figuresOf } from '#src/domain/pilot-figures.ts';
import { beginOf, phaseNames, pilotState } from '#src/domain/pilot.ts';
import { count } from '#src/domain/dutch.ts';
import { findOrganisation } from '#src/db/queries/organisation.ts';
import type { Context } from '../context.ts';
import { countOwn } from './count.ts';
import { reachPart } from './reach.ts';
import { loadStandings } from './standing.ts';
import { figuresView, tooFew, type FiguresView } from './view.ts';
import { comingText, courseTitle, dayOf, partPath, whenText } from './words.ts';

export interface JoinPage {
  partId: string;
  pilotId: string;
  pilotName: string;
  libraryName: string;
  poiName: string;
  courseTitle: string;
  when: string;
  asked: string;
  here: string;
  state: 'asked' | 'inside' | 'closed';
  /** Why there is nothing to answer any more. */
  closed: string;
  since: string;
  coming: string;
  preview: {
    /** How many people the library itself counts in its groups today. */
    people: number;
    groups: string[];
    phase: string;
    /** What the adviser would read; null: only the phase. */
    figures: FiguresView | null;
    /** Per table: readable, or why not. */
    tables: { name: string; readable: boolean; why: string }[];
  };
}

/**
 * What a library's specialist sees before saying yes: exactly what the adviser would, made of the library's own numbers of
 * today by the same rules. The specialist sees the people themselves anyway.
 */
export async function openJoin(ctx: Context, pilotId: string, partId: string): Promise<JoinPage> {
  const { pilot, part } = await reachPart(ctx, partId, 'library', pilotId);
  const poi = await findOrganisation(ctx.db, pilot.poiId);
  const groups = await listPilotGroups(ctx.db, {
    libraryIds: [part.libraryId],
    courseId: pilot.courseId,
    from: beginOf(pilot.startsOn),
    until: beginOf(pilot.endsOn),
  });
  const at = new Date(ctx.now.getTime() + 1);
  const counted = await countOwn(ctx, { pilot, libraryId: part.libraryId, at });
  const figures = counted && figuresOf(counted);
  // The phase that it would be in with a yes of today.
  const [standing] = await loadStandings(ctx, pilot, [
    { ...part, acceptedAt: part.acceptedAt ?? ctx.now, declinedAt: null, endedAt: null },
  ]);
  const over = pilotState(pilot, ctx.now) === 'over';
  const inside = part.acceptedAt !== null && part.endedAt === null;
  const view = figures && figuresView(ctx, pilot.courseId, figures);
  return {
    partId: part.id,
    pilotId: pilot.id,
    pilotName: pilot.name,
    libraryName: part.libraryName,
    poiName: poi?.name ?? 'de POI',
    courseTitle: courseTitle(ctx, pilot.courseId),
    when: whenText(pilot, ctx.now),
    asked: dayOf(part.invitedAt),
    here: partPath(pilot.id, part.id),
    state: inside ? 'inside' : part.declinedAt === null && part.endedAt === null && !over ? 'asked' : 'closed',
    closed: closedText(part, over),
    since: part.acceptedAt ? dayOf(part.acceptedAt) : '',
    coming: comingText(pilot, ctx.now, false),
    preview: {
      people: counted?.people ?? 0,
      groups: groups.map(({ name }) => name),
      phase: phaseNames[standing?.phase ?? 'noKickOff'],
      figures: view,
      tables: tablesOf(counted?.people ?? 0, view),
    },
  };
}

function closedText(part: { endedAt: Date | null; declinedAt: Date | null }, over: boolean): string {
  if (part.endedAt) return `Jullie zijn op ${dayOf(part.endedAt)} met deze pilot gestopt. De adviseur kan jullie opnieuw vragen.`;
  if (over) return 'Deze pilot is voorbij.';
  return part.declinedAt ? 'Jullie doen niet mee, of de vraag is ingetrokken. De adviseur kan jullie opnieuw vragen.' : '';
}

/** Which tables the adviser could read today, and why not. */
function tablesOf(people: number, view: FiguresView | null): JoinPage['preview']['tables'] {
  const few =
    people === 0
      ? 'er zit nog niemand in de groep'
      : `er ${people === 1 ? 'zit' : 'zitten'} ${count(people, 'persoon', 'mensen')} in de groep: minder dan vijf`;
  const row = (name: string, bars: { bar: unknown }[] | undefined) => {
    if (!bars) return { name, readable: false, why: few };
    const hidden = bars.filter(({ bar }) => bar === null).length;
    if (bars.length === 0) return { name, readable: false, why: 'de groep vraagt dit nog niet' };
    if (hidden === bars.length) return { name, readable: false, why: tooFew };
    return { name, readable: true, why: hidden === 0 ? '' : `${count(hidden, 'regel', 'regels')} niet: ${tooFew}` };
  };
  return [
    { name: 'Hoe ver jullie zijn (de fase)', readable: true, why: 'zonder cijfers, altijd te zien' },
    { ...row('Hoeveel mensen begonnen, klaar zijn, een certificaat hebben of drie weken niets deden', view?.states) },
    { ...row('Per module hoeveel mensen die haalden', view?.modules) },
    { ...row('Per bijeenkomst hoeveel mensen er waren', view?.meetings) },
    { name: 'Wanneer de volgende bijeenkomst is', readable: view !== null, why: view ? '' : few },
    { name: 'Hoeveel teksten van Bij ons nagekeken moeten worden', readable: view !== null, why: view ? '' : few },
  ];
}
