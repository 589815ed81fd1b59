/** What a page shows of a form that came back: the errors, and everything that was typed. */
import { listName } from '#src/services/form-fields.ts';
import type { FieldError } from '#src/services/service-error.ts';

export interface SubmittedForm {
  action: string;
  errors: FieldError[];
  fields: [string, string][];
}

export interface FormState {
  errors: FieldError[];
  /** What was typed in a field, or what stood there first. */
  value(name: string, otherwise?: string): string;
  values(name: string, otherwise?: readonly string[]): string[];
  error(name: string): string | undefined;
  /** Did this form come back (with errors, or as it was left)? */
  returned: boolean;
}

export function formState(locals: { form?: SubmittedForm }, action: string): FormState {
  const form = locals.form?.action === action ? locals.form : undefined;
  return {
    errors: form?.errors ?? [],
    value: (name, otherwise = '') => form?.fields.find(([field]) => field === name)?.[1] ?? otherwise,
    values: (name, otherwise = []) =>
      form ? form.fields.filter(([field]) => listName(field) === name).map(([, value]) => value) : [...otherwise],
    error: (name) => form?.errors.find((e) => e.field === name)?.message,
    returned: form !== undefined,
  };
}

/** Of the small forms on someone's own leerkaart. */
export const cardErrors = (locals: Parameters<typeof formState>[0]): FieldError[] =>
  ['agreement.done', 'agreement.reopen', 'buddy.tick', 'buddy.untick'].flatMap((name) => formState(locals, name).errors);
