import { resetPasskeys } from '#src/services/passkey/reset.ts';
import { withApp, type Command } from './command.ts';

/** For who lost their passkey and their recovery codes. */
export const resetPasskeysCommand: Command = {
  name: 'reset-passkeys',
  usage: 'reset-passkeys <email>  take away lost passkeys and recovery codes, and print a link that works once, for an hour',
  async run([address, ...more]) {
    const email = (address ?? '').trim().normalize('NFC').toLowerCase();
    if (more.length > 0 || !/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(email)) throw new Error('say whose: reset-passkeys <email>');
    const { keys, link, until } = await withApp((app) => resetPasskeys(app.background(new Date()), { email }));
    console.log(
      `${email}: ${keys} passkeys and all recovery codes are gone, every session has ended. Open this link to choose a password, then sign in and set up a passkey (once, before ${until.toISOString()}):\n\n  ${link}\n`,
    );
  },
};
