import { join } from 'node:path';
import { createClient, type Client } from '@libsql/client';

/**
 * The database beside the running server, to look at or to prepare what a test is not about. The server writes in it too (mail,
 * the night): this one waits for its turn.
 */
export const beside = (served: { dataDir: string }): Client =>
  createClient({ url: `file:${join(served.dataDir, 'demo.db')}`, timeout: 10_000 });
