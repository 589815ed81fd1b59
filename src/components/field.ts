/** Ids of a form field and its texts: the error summary links to them, `aria-describedby` points at them. */
export function fieldIds(name: string, id?: string) {
  const field = id ?? `veld-${name}`;
  return { field, hint: `${field}-uitleg`, error: `${field}-fout` };
}

/** The value of `aria-describedby`: only what is really on the page. */
export function describedBy(ids: { hint: string; error: string }, hint?: string, error?: string): string | undefined {
  return [hint && ids.hint, error && ids.error].filter(Boolean).join(' ') || undefined;
}
