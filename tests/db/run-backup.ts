/** `backup` in a process of its own, as the command runs it. */
import { backup } from '#src/db/backup.ts';

const [url, dataDir, target] = process.argv.slice(2) as [string, string, string];
await backup({ url, dataDir, target, createdAt: '2026-03-04T05:06:07Z' });
console.log('made');
