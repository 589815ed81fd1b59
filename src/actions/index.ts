import { session } from './session.ts';

/** Every form of the site; each is a public address, so each service checks who asks. */
export const server = { session };
