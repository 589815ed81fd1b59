import { parseArgs } from 'node:util';
import { csvOf } from '#src/domain/evaluation-csv.ts';
import { canonicalJson } from '#src/domain/evaluation-report.ts';
import { textOf } from '#src/domain/evaluation-text.ts';
import {
  pilotCalled,
  reproduceReport,
  verifyReport,
  versionsOf,
  type Reproduced,
  type Verified,
} from '#src/services/evaluation-report/reproduce.ts';
import { withApp, type Command } from './command.ts';

const forms = ['text', 'csv', 'json'] as const;
type Form = (typeof forms)[number];

/** Makes and changes nothing: prints a report, or counts it again. */
export const evaluate: Command = {
  name: 'evaluate',
  usage:
    'evaluate <pilot> [--version <n>] [--as text|csv|json] [--verify]   print the report of a pilot: as it was frozen, or as it would be today (--verify: count the frozen ones again)',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { version: { type: 'string' }, as: { type: 'string' }, verify: { type: 'boolean' } },
    });
    const [called, more] = positionals;
    if (!called || more) throw new Error('give the name (or id) of one pilot');
    const version = values.version === undefined ? null : Number(values.version);
    if (version !== null && !(Number.isInteger(version) && version > 0)) throw new Error('a version is a number from 1');
    const as = forms.find((form) => form === (values.as ?? 'text'));
    if (!as) throw new Error(`--as is one of ${forms.join(', ')}`);
    const whole = await withApp(async (app) => {
      const ctx = app.background(new Date());
      const pilot = await pilotCalled(ctx, called);
      if (!values.verify) {
        process.stdout.write(written(await reproduceReport(ctx, pilot, version), as));
        return true;
      }
      const versions = version === null ? await versionsOf(ctx, pilot) : [version];
      if (versions.length === 0) console.log('There is no report to verify.');
      const verified: Verified[] = [];
      for (const each of versions) verified.push(await verifyReport(ctx, pilot, each));
      for (const line of verified.flatMap(outcomeOf)) console.log(line);
      return verified.every(isSame);
    });
    if (!whole) process.exitCode = 1;
  },
};

export function written({ outline, ...made }: Reproduced, as: Form): string {
  if (as === 'json') return `${canonicalJson(made)}\n`;
  return as === 'csv' ? csvOf(outline) : textOf(outline);
}

export const isSame = ({ sealed, differences }: Verified) => sealed && differences.length === 0;

export function outcomeOf(verified: Verified): string[] {
  const { version, sealed, differences, gone } = verified;
  return [
    `Version ${version}: ${isSame(verified) ? 'the same' : 'NOT the same'}.`,
    ...(sealed ? [] : ['  The hash does not fit: what is kept was changed after it was made.']),
    ...differences.map((line) => `  Differs: ${line}.`),
    ...gone.map((line) => `  Not counted again: ${line}.`),
  ];
}
