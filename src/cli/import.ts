import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { listRunningOrganisations } from '#src/db/queries/organisation.ts';
import { maxFileSize } from '#src/domain/people-file.ts';
import { lineStateNames, type LineState } from '#src/domain/people-list.ts';
import { letInUnseen } from '#src/services/people-list/let-in.ts';
import { checkPeople } from '#src/services/people-list/upload.ts';
import { isServiceError } from '#src/services/service-error.ts';
import { withApp, type Command } from './command.ts';

/** What the pages do with a list of people; with any role of a library. */
export const importCommand: Command = {
  name: 'import',
  usage:
    'import <library> <file> [--apply] [--invite]   show what a CSV of people would change (--apply: let them in, --invite: and mail them)',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { apply: { type: 'boolean' }, invite: { type: 'boolean' } },
    });
    const [called, file, more] = positionals;
    if (!called || !file || more) throw new Error('give the name (or id) of a library and a file');
    if (statSync(file).size > maxFileSize) throw new Error('the file is bigger than 5 MB');
    const bytes = new Uint8Array(readFileSync(file));
    await withApp(async (app) => {
      const ctx = app.background(new Date());
      const library = (await listRunningOrganisations(ctx.db, ['library'])).find((l) => l.id === called || l.name === called);
      if (!library) throw new Error(`there is no library ${called}`);
      const { kept, counts } = await checkPeople(ctx, library, null, bytes).catch(inOneLine);
      for (const { line, state, as, why, changes } of kept.rows) {
        const text = [why ?? as, ...changes.map(({ what, from, to }) => `${what}: ${from} → ${to}`)].filter(Boolean).join(', ');
        if (state !== 'same')
          console.log(`${line.line}\t${lineStateNames[state]}\t${line.email ?? line.username ?? ''}\t${text}`);
      }
      console.log(inWords(counts));
      if (!values.apply) return console.log('Nothing was changed: add --apply to let them in.');
      const done = await letInUnseen(ctx, library, { fileName: basename(file), kept, invites: values.invite === true });
      console.log(`Let in: ${inWords(done)}`);
    });
  },
};

const inWords = (counts: Record<LineState, number>) =>
  Object.entries(counts)
    .map(([state, n]) => `${n} ${lineStateNames[state as LineState]}`)
    .join(', ');

function inOneLine(error: unknown): never {
  throw isServiceError(error) ? new Error(error.errors.map(({ message }) => message).join(' ')) : error;
}
