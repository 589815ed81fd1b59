/** One shape for every form: read the fields strictly, call one service, answer with where to go or what to mend. */
import { defineAction, type ActionAPIContext } from 'astro:actions';
import { z } from 'astro/zod';
import type { Context } from '#src/services/context.ts';
import { listName } from '#src/services/form-fields.ts';
import { readableError, statusOf, type FieldError } from '#src/services/service-error.ts';
import { messageFor } from './field-messages.ts';

export interface Done {
  kind: 'done';
  /** Path to go to, answered as 303. */
  to: string;
}

/** Nothing was done: the page is shown again with what was typed, and with what must be mended (none when it only was looked at). */
export interface Refused {
  kind: 'refused';
  status: number;
  errors: FieldError[];
}

export type Outcome = Done | Refused;

/**
 * @param schema a flat strict object: a list is one repeated field; unknown fields are refused
 * @param run calls one service and answers the path to go to; null shows the same page with what was typed
 */
export function formAction<S extends z.ZodObject>(
  schema: S,
  run: (ctx: Context, input: z.output<S>, api: ActionAPIContext) => Promise<string | null>,
) {
  return defineAction({
    accept: 'form',
    handler: async (form: FormData, api): Promise<Outcome> => {
      const parsed = schema.safeParse(fieldsOf(form, schema));
      if (!parsed.success) return { kind: 'refused', status: 422, errors: parsed.error.issues.map(messageFor) };
      try {
        const to = await run(api.locals.ctx, parsed.data, api);
        return to === null ? { kind: 'refused', status: 200, errors: [] } : { kind: 'done', to };
      } catch (error) {
        const readable = readableError(error);
        if (!readable) {
          // Astro hands on a copy of it without its kind: this one is for the log.
          api.locals.cause = error;
          throw error;
        }
        if (readable.code === 'busy') api.locals.cause = error;
        return { kind: 'refused', status: statusOf[readable.code], errors: readable.errors };
      }
    },
  });
}

function fieldsOf(form: FormData, schema: z.ZodObject): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (innerOf(schema.shape[name]) instanceof z.ZodFile) {
      fields[name] = form.getAll(name).find((value) => value instanceof File);
      continue;
    }
    const values = form.getAll(name).filter((value) => typeof value === 'string');
    const list = listName(name);
    if (isList(schema.shape[list])) fields[list] = [...((fields[list] as string[] | undefined) ?? []), ...values];
    else fields[name] = values[0];
  }
  return fields;
}

const isList = (field: unknown) => innerOf(field) instanceof z.ZodArray;

function innerOf(field: unknown): unknown {
  let inner = field;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) inner = inner.unwrap();
  return inner;
}
