import type { z } from 'astro/zod';
import type { FieldError } from '#src/services/service-error.ts';

/** A message for what a schema found. Fields bring their own words (fields.ts); the rest is not the reader's doing. */
export function messageFor(issue: z.core.$ZodIssue): FieldError {
  const field = typeof issue.path[0] === 'string' ? issue.path[0] : undefined;
  if (issue.code === 'unrecognized_keys' || field === undefined)
    return { message: 'Dit formulier is niet goed aangekomen. Laad de pagina opnieuw en probeer het nog een keer.' };
  return { field, message: issue.message };
}
