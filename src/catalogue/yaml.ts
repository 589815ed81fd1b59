/** YAML files against a schema. What doesn't fit is refused with file, line and what to do. */
import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

export class CatalogueError extends Error {}

/** @param line of the file, from 1 */
export function fault(file: string, message: string, line?: number): CatalogueError {
  return new CatalogueError(`${file}${line ? `:${line}` : ''}: ${message}`);
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
  const [first] = parsed.error.issues;
  const line = first ? lineAt(offsetOf(document, first.path)) : firstLine;
  throw fault(file, parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '), line);
}

/** Where the value at this path stands; of a missing one, what it should have stood in. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
