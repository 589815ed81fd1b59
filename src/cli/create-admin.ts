import { parseArgs } from 'node:util';
import { readConfig } from '#src/config.ts';
import { makeAdministrator } from '#src/services/account/make-administrator.ts';
import { relyingParty } from '#src/domain/passkey.ts';
import { withApp, type Command } from './command.ts';

/** The first administrator of a production database, or one more when all others are out of reach. */
export const createAdmin: Command = {
  name: 'create-admin',
  usage: 'create-admin --email <address> --name <name>   make an administrator and print a link that works once, for a day',
  async run(args) {
    const input = readInput(args);
    if (readConfig(process.env).demo)
      throw new Error(
        'this is a demonstration, which has its own administrator: set DEMO=0 (and PUBLIC_BASE_URL) for production',
      );
    const made = await withApp((app) => makeAdministrator(app.background(new Date()), input));
    const config = readConfig(process.env);
    if (!relyingParty(config.publicBaseUrl))
      console.error(
        `Mind: an administrator needs a passkey, and browsers make none for ${config.publicBaseUrl}. Use https and a name.`,
      );
    console.log(
      made
        ? `${input.email} is an administrator. Open this link to choose a password and then, within the hour, set up a passkey (once, before ${made.until.toISOString()}):\n\n  ${made.link}\n`
        : `${input.email} is an administrator now, and signs in with the password they have. Without a passkey they set one up after signing in with a link by mail.`,
    );
  },
};

/** Throws one line that names what is wrong. */
function readInput(args: string[]): { email: string; name: string } {
  const { values } = parseArgs({ args, options: { email: { type: 'string' }, name: { type: 'string' } } });
  const email = values.email?.trim().normalize('NFC').toLowerCase() ?? '';
  const name = values.name?.trim() ?? '';
  if (email.length > 254 || !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email))
    throw new Error('--email must be an e-mail address');
  if (name === '' || name.length > 120 || /[\u0000-\u001f\u007f]/.test(name))
    throw new Error('--name must be a name of 1 to 120 characters');
  return { email, name };
}
