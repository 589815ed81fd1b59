/** Makes the kill test's database, in a process of its own: the harness never opens the file. */
import { createClient } from '@libsql/client';

const client = createClient({ url: process.argv[2]!, concurrency: 1 });
await client.execute('PRAGMA journal_mode=WAL');
await client.execute('CREATE TABLE unit_part (unit INTEGER NOT NULL, part INTEGER NOT NULL, PRIMARY KEY (unit, part))');
await client.execute('CREATE TABLE start (at INTEGER NOT NULL)');
client.close();
console.log('made');
