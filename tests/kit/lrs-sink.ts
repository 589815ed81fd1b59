/**
 * A learning record store of a few lines, strict as the specification asks: knows its client, takes a batch whole or not at all,
 * keeps each number once, and lets a statement be voided.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Statement } from '#src/domain/xapi.ts';
import { statementSchema } from './xapi-schema.ts';

export interface LrsSink {
  url: string;
  host: string;
  port: number;
  /** What it holds, voided or not, by number. */
  held: Map<string, Statement>;
  /** Numbers of statements that were taken back. */
  voided: Set<string>;
  /** Every batch that came, taken or not. */
  batches: Statement[][];
  close(): Promise<void>;
}

export type Behaviour = (batch: Statement[], res: ServerResponse) => boolean | Promise<boolean>;

export const lrsKey = 'sleutel';
export const lrsSecret = 'zeer geheim';

/**
 * @param options.before decides about a batch before the store does: true when it has answered itself
 * @param options.after the batch is taken; the sender hears so when this is done
 */
export async function openLrs(
  options: { port?: number; before?: Behaviour; after?: () => void | Promise<void> } = {},
): Promise<LrsSink> {
  const held = new Map<string, Statement>();
  const voided = new Set<string>();
  const batches: Statement[][] = [];

  async function answer(req: IncomingMessage, res: ServerResponse) {
    const end = (status: number, body: unknown = '') => void res.writeHead(status).end(JSON.stringify(body));
    let text = '';
    for await (const part of req) text += String(part);
    if (req.method !== 'POST' || req.url !== '/xapi/statements') return end(404);
    const allowed = `Basic ${Buffer.from(`${lrsKey}:${lrsSecret}`).toString('base64')}`;
    if (req.headers.authorization !== allowed) return end(401);
    if (!/^1\.0\.[0-3]$/.test(String(req.headers['x-experience-api-version']))) return end(400, 'version');
    const batch = JSON.parse(text) as Statement[];
    batches.push(batch);
    if (await options.before?.(batch, res)) return;
    for (const statement of batch) {
      const checked = statementSchema.safeParse(statement);
      if (!checked.success) return end(400, checked.error.message);
      const known = held.get(statement.id);
      if (known && JSON.stringify(known) !== JSON.stringify(statement)) return end(409);
    }
    for (const statement of batch) {
      held.set(statement.id, statement);
      if (statement.object.objectType === 'StatementRef') voided.add(statement.object.id);
    }
    await options.after?.();
    end(
      200,
      batch.map(({ id }) => id),
    );
  }

  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}/xapi`,
    host,
    port,
    held,
    voided,
    batches,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
