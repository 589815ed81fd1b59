import { listKeys, rotateKeys, withdrawKey, type KnownKey } from '#src/services/badge/keys.ts';
import { withApp, type Command } from './command.ts';

/** The keys that sign badges. A server that runs must be stopped first: it has the old one in hand. */
export const keysCommand: Command = {
  name: 'keys',
  usage: `keys list | rotate | withdraw <key>
                          the keys that sign badges: which there are; sign with a new one from now on (badges of the old one
                          stay valid); take back all that a retired key signed (when it leaked)`,
  async run([what, which, ...more]) {
    if (more.length > 0 || (which !== undefined) !== (what === 'withdraw') || !known.includes(what ?? ''))
      throw new Error('say what: keys list, keys rotate or keys withdraw <key>');
    const lines = await withApp(async (app) => {
      const ctx = app.background(new Date());
      if (what === 'rotate') {
        const { publicKey, retired, did } = await rotateKeys(ctx);
        return [
          `From now on badges are signed with ${did}#${publicKey}`,
          ...retired.map((old) => `Retired: ${old}. What it signed stays valid; its private half is gone.`),
          `Make a backup: the new key is in ${ctx.signer.fileOf(publicKey)}`,
        ];
      }
      if (what === 'withdraw') {
        await withdrawKey(ctx, which ?? '');
        return [`Withdrawn: ${which}. Badges that it signed are not valid any more; their owners can download them again.`];
      }
      const keys = await listKeys(ctx);
      return keys.length === 0 ? ['There is no key yet: the server makes one when it starts.'] : keys.map(lineOf);
    });
    for (const line of lines) console.log(line);
  },
};

const known = ['list', 'rotate', 'withdraw'];

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '';

function lineOf({ publicKey, createdAt, state, until, file }: KnownKey): string {
  const is = {
    signs: `signs since ${day(createdAt)}; private half ${file.state}: ${file.path}`,
    retired: `signed ${day(createdAt)} – ${day(until)}; what it signed is valid`,
    withdrawn: `withdrawn on ${day(until)}; what it signed is not valid`,
  }[state];
  const stray =
    state !== 'signs' && file.state !== 'missing' ? `; its private half is still here, throw it away: ${file.path}` : '';
  return `${publicKey}  ${is}${stray}`;
}
