import { listPilotLibraries, listPilotsFor, listPilotsOf } from '#src/db/queries/pilot.ts';
import { can, type Actor } from '#src/domain/roles.ts';
import { phaseNames, pilotState, type Phase, type PilotState } from '#src/domain/pilot.ts';
import { count, enumerate } from '#src/domain/dutch.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { newestParts, takesPartNow } from './standing.ts';
import { courseTitle, dayOf, joinPath, partPath, pilotPath, whenText } from './words.ts';

export interface OwnPilot {
  id: string;
  name: string;
  href: string;
  courseTitle: string;
  when: string;
  state: PilotState;
  /** "vier bibliotheken doen mee, één is gevraagd" */
  libraries: string;
}

export interface AskedPilot {
  partId: string;
  href: string;
  name: string;
  poiName: string;
  courseTitle: string;
  libraryName: string;
  when: string;
  /** "gevraagd op 3 januari 2027" */
  text: string;
  asks: boolean;
  phase: Phase;
}

export interface PilotList {
  /** Of who advises; null for who doesn't. */
  own: { running: OwnPilot[]; over: OwnPilot[] } | null;
  /** For which the libraries of a specialist are asked or in; null for who is none. */
  asked: { open: AskedPilot[]; past: AskedPilot[] } | null;
}

const specialistAt = (actor: Actor) => actor.employments.filter((e) => can(actor, 'pilot:join', { libraryId: e.organisationId }));

/** Pilots of an adviser's POIs, and those for which a specialist's libraries are asked or in. */
export async function listPilots(ctx: Context): Promise<PilotList> {
  const actor = signedIn(ctx);
  const libraries = specialistAt(actor);
  if (libraries.length === 0) authorise(ctx, 'pilot:list');
  return {
    own: can(actor, 'pilot:list') ? await ownPilots(ctx, actor) : null,
    asked: libraries.length > 0 ? await askedPilots(ctx, actor) : null,
  };
}

async function ownPilots(ctx: Context, actor: Actor): Promise<NonNullable<PilotList['own']>> {
  const poiIds = actor.employments.map((e) => e.organisationId).filter((poiId) => can(actor, 'pilot:manage', { poiId }));
  const pilots = await listPilotsOf(ctx.db, poiIds);
  const parts = Map.groupBy(
    await listPilotLibraries(
      ctx.db,
      pilots.map(({ id }) => id),
    ),
    (part) => part.pilotId,
  );
  const rows = pilots.map((pilot): OwnPilot => {
    const own = newestParts(parts.get(pilot.id) ?? []);
    const taking = own.filter(takesPartNow).length;
    const waiting = own.filter((p) => p.acceptedAt === null && p.declinedAt === null && p.libraryEndedAt === null).length;
    const state = pilotState(pilot, ctx.now);
    return {
      id: pilot.id,
      name: pilot.name,
      href: pilotPath(pilot.id),
      courseTitle: courseTitle(ctx, pilot.courseId),
      when: whenText(pilot, ctx.now),
      state,
      libraries: librariesText(state, taking, waiting),
    };
  });
  return { running: rows.filter(({ state }) => state !== 'over'), over: rows.filter(({ state }) => state === 'over') };
}

function librariesText(state: PilotState, taking: number, waiting: number): string {
  if (state === 'over') return count(taking, 'bibliotheek deed mee', 'bibliotheken deden mee');
  if (taking + waiting === 0) return 'nog geen bibliotheek gevraagd';
  return enumerate([
    ...(taking > 0 ? [count(taking, 'bibliotheek doet mee', 'bibliotheken doen mee')] : []),
    ...(waiting > 0 ? [count(waiting, 'gevraagd', 'gevraagd')] : []),
  ]);
}

async function askedPilots(ctx: Context, actor: Actor): Promise<NonNullable<PilotList['asked']>> {
  const rows = await rowsFor(ctx, actor);
  return { open: rows.filter((row) => !row.past), past: rows.filter((row) => row.past) };
}

/** What the page of groups says about pilots: only what goes on, one line each. */
export async function pilotLines(ctx: Context): Promise<{ href: string; text: string; asks: boolean }[]> {
  const actor = signedIn(ctx);
  if (specialistAt(actor).length === 0) return [];
  const rows = (await rowsFor(ctx, actor)).filter((row) => !row.past);
  return rows.map(({ href, asks, libraryName, name, poiName }) => ({
    href,
    asks,
    text: asks ? `${poiName} vraagt: doet ${libraryName} mee aan ‘${name}’?` : `${libraryName} doet mee aan ‘${name}’`,
  }));
}

async function rowsFor(ctx: Context, actor: Actor): Promise<(AskedPilot & { past: boolean })[]> {
  const libraries = new Map(specialistAt(actor).map((e) => [e.organisationId, e.organisationName]));
  const found = await listPilotsFor(ctx.db, [...libraries.keys()]);
  const newest = new Map<string, (typeof found)[number]>();
  for (const row of found) {
    const key = `${row.taking.pilotId} ${row.taking.libraryId}`;
    const known = newest.get(key);
    if (!known || known.taking.invitedAt < row.taking.invitedAt) newest.set(key, row);
  }
  return [...newest.values()].map(({ taking, pilot, poiName }) => {
    const over = pilotState(pilot, ctx.now) === 'over';
    const asks = taking.acceptedAt === null && taking.declinedAt === null && !over;
    const inside = taking.acceptedAt !== null && taking.endedAt === null;
    return {
      partId: taking.id,
      href: asks ? joinPath(pilot.id, taking.id) : partPath(pilot.id, taking.id),
      name: pilot.name,
      poiName,
      courseTitle: courseTitle(ctx, pilot.courseId),
      libraryName: libraries.get(taking.libraryId) ?? '',
      when: whenText(pilot, ctx.now),
      text: stateText(taking, over),
      asks,
      phase: asks ? ('invited' as const) : inside ? ('running' as const) : ('left' as const),
      past: over || (!asks && !inside),
    };
  });
}

function stateText(
  taking: { invitedAt: Date; acceptedAt: Date | null; declinedAt: Date | null; endedAt: Date | null },
  over: boolean,
): string {
  if (taking.endedAt !== null) return `gestopt op ${dayOf(taking.endedAt)}`;
  if (taking.acceptedAt !== null) return `${over ? 'jullie deden' : 'jullie doen'} mee sinds ${dayOf(taking.acceptedAt)}`;
  if (taking.declinedAt !== null) return phaseNames.declined;
  return `gevraagd op ${dayOf(taking.invitedAt)}`;
}
