/** The next start after the crash: opens the database, writes, says `ready`, then lists what it finds. */
import { sql } from 'drizzle-orm';
import { openDatabase } from '#src/db/client.ts';

const database = await openDatabase({ url: process.argv[2]! });
const { db } = database;
await db.run(sql`INSERT INTO start (at) VALUES (1)`);
console.log('ready');
for (const [unit, parts] of await db.values(sql`SELECT unit, count(*) FROM unit_part GROUP BY unit`)) {
  console.log(`${parts === 2 ? 'whole' : 'half'} ${unit}`);
}
const [integrity] = await db.values(sql`PRAGMA integrity_check`);
console.log(`integrity ${integrity?.[0]}`);
await database.close();
