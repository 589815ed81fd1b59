/**
 * Writes units of two rows until it is killed, and says `ack <unit>` for each one it was told is saved. Says `busy` when it
 * finds the database held by another process.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { openDatabase } from '#src/db/client.ts';
import { isBusy } from '#src/db/errors.ts';

type SaveUnit = (unit: number) => Promise<void>;

const [kind, url, first] = process.argv.slice(2) as ['safe' | 'naive', string, string];
const input = createInterface({ input: process.stdin });
const goOn = once(input, 'line');
// Whoever started it is gone: nobody will kill it any more.
input.once('close', () => process.exit(1));
const INSERT = 'INSERT INTO unit_part (unit, part) VALUES (?, ?)';
const INSERT_BOTH = 'INSERT INTO unit_part (unit, part) VALUES (?, 1), (?, 2)';

/** The three ways in which the product writes, in turn. */
async function safe(): Promise<SaveUnit> {
  const { db, client } = await openDatabase({ url, onBusy: (attempt) => attempt === 1 && console.log('busy') });
  return async (unit) => {
    if (unit % 3 === 0) {
      await db.transaction(async (tx) => {
        await tx.run(sql`INSERT INTO unit_part (unit, part) VALUES (${unit}, 1)`);
        await tx.all(sql`SELECT count(*) FROM start`);
        await tx.run(sql`INSERT INTO unit_part (unit, part) VALUES (${unit}, 2)`);
      });
    } else if (unit % 3 === 1) {
      await client.execute({ sql: INSERT_BOTH, args: [unit, unit] });
    } else {
      await client.batch([1, 2].map((part) => ({ sql: INSERT, args: [unit, part] })));
    }
  };
}

/** As one writes it from the client's documentation: a statement is a transaction, and an error is someone else's problem. */
async function naive(): Promise<SaveUnit> {
  const client = createClient({ url });
  return async (unit) => {
    await client.execute({ sql: INSERT_BOTH, args: [unit, unit] });
  };
}

let next = Number(first);
async function lane(save: SaveUnit): Promise<never> {
  for (;;) {
    const unit = next++;
    try {
      await save(unit);
      console.log(`ack ${unit}`);
    } catch (error) {
      if (!isBusy(error)) throw error;
      console.log('busy');
      // Not acknowledged, so not counted; once the other process has let go, everything seems fine again.
      await goOn;
    }
  }
}

const save = await (kind === 'safe' ? safe() : naive());
// Several at once, as requests come. The naive client's connections would block each other, and one is enough to lose data.
await Promise.all(Array.from({ length: kind === 'safe' ? 4 : 1 }, () => lane(save)));
