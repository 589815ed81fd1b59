import { insertPilot } from '#src/db/queries/pilot-taking.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { faultOf } from '#src/domain/pilot-plan.ts';
import { standardEnd } from '#src/domain/pilot.ts';
import { can } from '#src/domain/roles.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';

export interface PilotDaysInput {
  startsOn: string;
  /** Three months after the start when left out. */
  endsOn?: string | undefined;
  followUpOn?: string | undefined;
}

export interface PilotForm {
  courses: { value: string; label: string }[];
  /** More than one only for who advises at several. */
  pois: { value: string; label: string }[];
  key: string;
  today: string;
}

/** The form for a new pilot. */
export function openNewPilot(ctx: Context): PilotForm {
  const actor = authorise(ctx, 'pilot:list');
  const pois = new Map(
    actor.employments
      .filter((e) => can(actor, 'pilot:manage', { poiId: e.organisationId }))
      .map((e) => [e.organisationId, { value: e.organisationId, label: e.organisationName }]),
  );
  return {
    courses: coursesFor(ctx),
    pois: [...pois.values()],
    key: newId(),
    today: wallClock(ctx.now).day,
  };
}

const coursesFor = (ctx: Context) =>
  [...ctx.catalogue.courses.values()]
    .filter(({ meetings }) => meetings.length > 0)
    .map(({ id, title }) => ({ value: id, label: title }));

/**
 * Begins a pilot of one's own POI. Nobody is asked yet.
 * @param input.id chosen by the form, so that a second click makes no second one
 */
export async function makePilot(
  ctx: Context,
  input: PilotDaysInput & { id: string; poiId?: string | undefined; courseId: string; name: string },
): Promise<string> {
  const form = openNewPilot(ctx);
  const poiId = input.poiId ?? (form.pois.length === 1 ? form.pois[0]?.value : undefined);
  if (poiId === undefined) throw invalid('poi', 'Kies voor welke POI de pilot is.');
  const actor = authorise(ctx, 'pilot:manage', { poiId });
  if (!form.courses.some(({ value }) => value === input.courseId)) throw invalid('cursus', 'Kies een cursus uit de lijst.');
  const days = {
    startsOn: input.startsOn,
    endsOn: input.endsOn ?? standardEnd(input.startsOn),
    followUpOn: input.followUpOn ?? null,
  };
  const fault = faultOf(days, form.today);
  if (fault) throw invalid(fault.field, fault.message);
  await ctx.db.transaction(async (tx) => {
    const row = { id: input.id, poiId, courseId: input.courseId, name: input.name, ...days, byId: actor.personId, at: ctx.now };
    if (!(await insertPilot(tx, row))) return;
    await recordEvent(tx, ctx, {
      kind: 'pilotChanged',
      entity: 'pilot',
      entityId: input.id,
      organisationId: poiId,
      detail: { change: 'made' },
    });
  });
  return input.id;
}
