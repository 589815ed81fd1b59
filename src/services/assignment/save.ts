import { findNewestWork, insertWork } from '#src/db/queries/assignment.ts';
import { deleteDraftFor } from '#src/db/queries/draft.ts';
import { longestAssignmentField, type Assignment } from '#src/domain/assignment.ts';
import type { Issued } from '../certificate/issue-when-earned.ts';
import { authorise, type Context } from '../context.ts';
import { assignmentPath, findAssignment } from '../course/paths.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { deskKey } from '../desk/leave.ts';
import { completeWhenDone } from '../module/complete-when-done.ts';
import { newId } from '../new-id.ts';
import { refused, ServiceError, type FieldError } from '../service-error.ts';
import { plainText } from './plain-text.ts';

export const sharedWith = ['self', 'specialist'] as const;

/** The name of the form field that holds the text of a field of an assignment. */
export const textField = (fieldId: string) => `tekst:${fieldId}`;

/**
 * Keeps what someone filled in, beside what was kept before, and with it who may read it. It may be half filled in: the
 * assignment is done once no field is empty. The same text a second time (double click) adds nothing. When it was the last
 * thing the module asked for, the module is passed in the same transaction.
 * @param input.fields ids of the fields, in the order of `texts`
 */
export async function saveAssignment(
  ctx: Context,
  input: {
    course: string;
    module: string;
    assignment: string;
    fields: readonly string[];
    texts: readonly string[];
    sharedWith: (typeof sharedWith)[number];
    confirmed: boolean;
  },
): Promise<{ path: string; complete: boolean; issued: Issued[] }> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, assignment } = findAssignment(ctx.catalogue, input.course, input.module, input.assignment);
  const path = assignmentPath(course.id, module.id, assignment.id);
  const response = readResponse(assignment, input.fields, input.texts);
  const issued = await ctx.db.transaction(async (tx) => {
    const newest = await findNewestWork(tx, { personId, assignmentId: assignment.id });
    confirmNoCustomerData({
      texts: Object.values(response),
      confirmed: input.confirmed,
      known: Object.values(newest?.response ?? {}),
    });
    if (newest?.sharedWith !== input.sharedWith || !isSame(newest.response, response))
      await insertWork(tx, {
        id: newId(),
        personId,
        moduleId: module.id,
        version: module.version,
        assignmentId: assignment.id,
        response,
        sharedWith: input.sharedWith,
        at: ctx.now,
      });
    // What was half typed when a customer came is older than this.
    await deleteDraftFor(tx, personId, deskKey(path));
    return completeWhenDone(tx, ctx, { personId, moduleId: module.id });
  });
  if (issued.length > 0) ctx.mailWaits();
  return { path, complete: Object.values(response).every((text) => text !== ''), issued };
}

/** A text for each field of the assignment, empty where nothing was filled in. */
function readResponse(assignment: Assignment, fields: readonly string[], texts: readonly string[]): Record<string, string> {
  const known = assignment.fields.map((f) => f.id);
  if (fields.length !== texts.length || fields.some((id) => !known.includes(id)))
    throw refused('Deze opdracht is net veranderd. Bewaar je tekst even ergens anders en laad de pagina opnieuw.');
  const response = Object.fromEntries(known.map((id) => [id, plainText(texts[fields.indexOf(id)] ?? '')]));
  const errors: FieldError[] = assignment.fields.flatMap(({ id, label }) => {
    const over = (response[id]?.length ?? 0) - longestAssignmentField;
    return over > 0
      ? [
          {
            field: textField(id),
            message: `‘${label}’ is ${over} ${over === 1 ? 'teken' : 'tekens'} te lang. Houd het bij ${longestAssignmentField} tekens. Je tekst staat er nog.`,
          },
        ]
      : [];
  });
  if (errors.length === 0 && Object.values(response).every((text) => text === ''))
    errors.push({ field: textField(known[0] ?? ''), message: 'Vul minstens één vak in.' });
  if (errors.length > 0) throw new ServiceError('invalid', errors);
  return response;
}

const isSame = (one: Record<string, string>, other: Record<string, string>) =>
  Object.keys({ ...one, ...other }).every((id) => one[id] === other[id]);
