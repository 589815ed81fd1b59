import type { Transaction } from '#src/db/client.ts';
import { groupNameTaken, insertGroup, updateGroup } from '#src/db/queries/learning-group.ts';
import { findOrganisation } from '#src/db/queries/organisation.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { groupKindHints, groupKindNames, groupKinds, type GroupKind } from '#src/domain/group.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { assertMayStart } from '../course-release/allowed.ts';
import { putGroupOnAgendas, takeGroupOffAgendas } from '../meeting/follow-group.ts';
import { invalid, notFound } from '../service-error.ts';
import { reachGroup } from './reach.ts';

/** The kinds a form may ask for. */
export const kindChoices = groupKinds.map((kind) => ({ value: kind, label: groupKindNames[kind], hint: groupKindHints[kind] }));
export { groupKinds };

/** Courses, with whether there is anything in them to follow yet. */
export function courseChoices(ctx: Context) {
  authorise(ctx, 'group:manage');
  return readyCourses(ctx);
}

function readyCourses(ctx: Context) {
  return [...ctx.catalogue.courses.values()].map((course) => ({
    value: course.id,
    label: course.title,
    ready: course.modules.some((id) => (ctx.catalogue.modules.get(id)?.lessons.length ?? 0) > 0),
  }));
}

/**
 * Makes a group; what it asks is arranged on its own page.
 * @param input.id chosen by the form, so that a second click makes no second one
 */
export async function makeGroup(ctx: Context, input: NewGroup): Promise<string> {
  authorise(ctx, 'group:manage');
  await ctx.db.transaction((tx) => writeGroup(tx, ctx, input));
  return input.id;
}

export interface NewGroup {
  id: string;
  libraryId: string;
  courseId: string;
  name: string;
  kind: GroupKind;
}

/** Makes a group in the caller's transaction; false when there is one with this id: the form came in twice. */
export async function writeGroup(tx: Transaction, ctx: Context, input: NewGroup): Promise<boolean> {
  if (!readyCourses(ctx).some((course) => course.value === input.courseId && course.ready))
    throw invalid('cursus', 'Kies een cursus waar al lessen in staan.');
  if (await findGroup(tx, input.id)) return false;
  const library = await findOrganisation(tx, input.libraryId);
  if (library?.kind !== 'library' || library.endedAt) throw invalid('bibliotheek', 'Kies een bibliotheek uit de lijst.');
  if (await groupNameTaken(tx, input.libraryId, input.name, input.id)) throw nameTaken();
  await assertMayStart(tx, ctx, input);
  const { id, libraryId, courseId, name, kind } = input;
  await insertGroup(tx, { id, libraryId, courseId, name, kind, createdAt: ctx.now });
  await recordEvent(tx, ctx, {
    kind: 'groupChanged',
    entity: 'group',
    entityId: input.id,
    organisationId: input.libraryId,
    detail: { change: 'made', course: input.courseId, kind: input.kind },
  });
  return true;
}

/** Gives a group another name. Certificates that are there keep the old one. */
export async function renameGroup(ctx: Context, input: { groupId: string; name: string }): Promise<void> {
  await reachGroup(ctx, input.groupId, 'group:arrange');
  await ctx.db.transaction(async (tx) => {
    const group = await findGroup(tx, input.groupId);
    if (!group) throw notFound();
    if (group.name === input.name) return;
    if (await groupNameTaken(tx, group.libraryId, input.name, group.id)) throw nameTaken();
    await updateGroup(tx, group.id, { name: input.name });
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: group.id,
      organisationId: group.libraryId,
      detail: { change: 'renamed', from: group.name, to: input.name },
    });
  });
}

/** Closes a group: nobody joins, nothing is planned any more, and what was to come leaves the calendars. Opening takes that back. */
export async function closeGroup(ctx: Context, input: { groupId: string; closed: boolean }): Promise<void> {
  await reachGroup(ctx, input.groupId, 'group:arrange');
  await ctx.db.transaction(async (tx) => {
    const group = await findGroup(tx, input.groupId);
    if (!group) throw notFound();
    if ((group.closedAt !== null) === input.closed) return;
    const library = await findOrganisation(tx, group.libraryId);
    if (!input.closed && library?.endedAt) throw invalid('groep', 'Deze bibliotheek is opgeheven. Maak dat eerst ongedaan.');
    if (!input.closed && (await groupNameTaken(tx, group.libraryId, group.name, group.id))) throw nameTaken();
    await updateGroup(tx, group.id, { closedAt: input.closed ? ctx.now : null });
    await (input.closed ? takeGroupOffAgendas : putGroupOnAgendas)(tx, ctx, group);
    await recordEvent(tx, ctx, {
      kind: 'groupChanged',
      entity: 'group',
      entityId: group.id,
      organisationId: group.libraryId,
      detail: { change: input.closed ? 'closed' : 'reopened' },
    });
  });
  ctx.mailWaits();
}

const nameTaken = () => invalid('naam', 'Er is bij deze bibliotheek al een groep met deze naam.');
