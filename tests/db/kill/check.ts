/** The next start after the crash: says `begun`, opens the database, writes, says `ready`, then lists what it finds. */
import { openDatabase } from '#src/db/client.ts';

console.log('begun');
const { client, close } = await openDatabase({ url: process.argv[2]! });
await client.execute('INSERT INTO start (at) VALUES (1)');
console.log('ready');
const { rows } = await client.execute('SELECT unit, count(*) AS parts FROM unit_part GROUP BY unit');
for (const row of rows) console.log(`${row['parts'] === 2 ? 'whole' : 'half'} ${row['unit']}`);
const integrity = await client.execute('PRAGMA integrity_check');
console.log(`integrity ${integrity.rows[0]?.[0]}`);
await close();
