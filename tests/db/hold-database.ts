/**
 * Another process that holds a database until its input ends: `write` holds the write lock, `all` keeps readers out too.
 */
import { once } from 'node:events';
import { createClient } from '@libsql/client';

const [url, what] = process.argv.slice(2) as [string, 'write' | 'all'];
const client = createClient({ url, concurrency: 1, timeout: 5000 });
if (what === 'all') await client.execute('PRAGMA locking_mode=EXCLUSIVE');
const transaction = await client.transaction('write');
await transaction.execute('CREATE TABLE held_elsewhere (a)');
console.log('held');
process.stdin.resume();
await once(process.stdin, 'end');
await transaction.rollback();
client.close();
