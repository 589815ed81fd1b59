/** YAML files against a schema. What doesn't fit is refused with file, line and what to do. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

export class CatalogueError extends Error {}

/** @param line of the file, from 1 */
export function fault(file: string, message: string, line?: number): CatalogueError {
  const here = relative(process.cwd(), file);
  return new CatalogueError(`${here.startsWith('..') ? file : here}${line ? `:${line}` : ''}: ${message}`);
}

export const readYaml = <T extends z.ZodType>(file: string, schema: T): z.output<T> =>
  parseYaml(readFileSync(file, 'utf8'), schema, file);

/** @param firstLine line of the file on which `text` begins */
export function parseYaml<T extends z.ZodType>(text: string, schema: T, file: string, firstLine = 1): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  if (broken)
    throw fault(
      file,
      `this is no YAML: ${broken.message.split('\n')[0]} Put a text with a colon or quotation marks between double quotes.`,
      lineAt(broken.pos[0]),
    );
  const parsed = schema.safeParse(document.toJS() ?? null);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.map((issue) => ({
    line: lineAt(offsetOf(document, pathOf(issue))),
    text: adviceOn(issue, document),
  }));
  const [first, ...others] = found;
  const more = others.slice(0, mostFaults - 1).map(({ line, text }) => `; line ${line}: ${text}`);
  const left = others.length - more.length;
  throw fault(file, `${first?.text}${more.join('')}${left > 0 ? `; and ${left} more` : ''}`, first?.line ?? firstLine);
}

/** So many faults of one file are told at once. */
const mostFaults = 5;

type Issue = z.core.$ZodIssue;

/** Of a field that nobody knows, the field itself. */
const pathOf = (issue: Issue): PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;

/** What is wrong and what to do, for whoever wrote the text. */
function adviceOn(issue: Issue, document: Document): string {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return `${at ? `${at}: ` : ''}nobody knows the field ${issue.keys.join(', ')} here: mend its name or take it out`;
  if (issue.code === 'custom') return issue.message;
  if (issue.path.length > 0 && !document.hasIn(issue.path)) return `${at} is missing: add it`;
  if (issue.code === 'invalid_value')
    return `${at} must be ${issue.values.map(String).join(', ')}`.replace(/, ([^,]*)$/, ' or $1');
  if (issue.code === 'invalid_union' && 'options' in issue && issue.options)
    return `${at}: there is no such kind. It must be ${oneOf(issue.options)}`;
  return `${at}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}

/** "a, b or c" */
const oneOf = (values: readonly unknown[]) =>
  values
    .map(String)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');

/** Where the value at this path stands; of a missing one, what it should have stood in. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
