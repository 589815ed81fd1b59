import { Readable } from 'node:stream';
import { parse, type Info } from 'csv-parse';
import {
  decodeFile,
  maxPeopleLines,
  readColumns,
  readPersonLine,
  refuseDoubles,
  separatorOf,
  type Columns,
} from '#src/domain/people-file.ts';
import type { PersonLine } from '#src/domain/people-list.ts';
import { giveWay } from '../give-way.ts';
import { invalid } from '../service-error.ts';

export interface ReadFile {
  lines: PersonLine[];
  ignored: string[];
}

/** In characters: so much is parsed before others have their turn. */
const atOnce = 32_768;
/** Longer than any line of a list; more is a quotation mark too many. */
const longestLine = 20_000;

/** Reads a CSV of people. Throws where it can't be read as a whole; what is wrong with one line is kept with it. */
export async function readPeopleFile(bytes: Uint8Array): Promise<ReadFile> {
  const { text, fault } = decodeFile(bytes);
  if (text === null) throw invalid('bestand', fault);
  await giveWay();
  const { separator, skippedLines } = separatorOf(text);
  const parser = parse({
    delimiter: separator,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    max_record_size: longestLine,
  });
  Readable.from(inParts(skippedLines > 0 ? text.slice(text.indexOf('\n') + 1) : text)).pipe(parser);
  const lines: PersonLine[] = [];
  let columns: Columns | null = null;
  let end = skippedLines;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const span = { from: end + 1, to: info.lines + skippedLines };
      end = span.to;
      if (columns === null) {
        if (record.every((cell) => cell.trim() === '')) continue;
        const found = readColumns(record);
        if ('fault' in found) throw invalid('bestand', found.fault);
        columns = found;
        continue;
      }
      const line = readPersonLine(record, columns, span);
      if (line) lines.push(line);
      if (lines.length > maxPeopleLines)
        throw invalid('bestand', 'Dit zijn meer dan 10.000 mensen. Verdeel ze over meer bestanden.');
    }
  } catch (error) {
    throw isCsvError(error) ? invalid('bestand', quoteFault(end + 1)) : error;
  }
  if (lines.length === 0) throw invalid('bestand', 'Onder de kolomnamen staat niemand.');
  refuseDoubles(lines);
  return { lines, ignored: columns?.ignored ?? [] };
}

async function* inParts(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += atOnce) {
    yield text.slice(at, at + atOnce);
    await giveWay();
  }
}

const isCsvError = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
const quoteFault = (line: number) =>
  `Vanaf regel ${line} kunnen we het bestand niet lezen. Staat daar een aanhalingsteken dat nergens sluit?`;
