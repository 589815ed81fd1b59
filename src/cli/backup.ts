import { join } from 'node:path';
import { readConfig } from '#src/config.ts';
import { backup } from '#src/db/backup.ts';
import { acquireLock } from '#src/db/lock.ts';
import { restore } from '#src/db/restore.ts';
import type { Command } from './command.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup [folder]         copy the database, uploads and keys while the server runs (default: data/backups/<time>)',
  async run([folder]) {
    const config = readConfig(process.env);
    const now = new Date();
    const target = folder ?? join(config.dataDir, 'backups', now.toISOString().replaceAll(/[:.]/g, '-'));
    const made = await backup({ url: config.databaseUrl, dataDir: config.dataDir, target, createdAt: now.toISOString() });
    const rows = Object.values(made.rows).reduce((sum, n) => sum + n, 0);
    console.log(`Backup in ${target}: ${made.files.length} files, ${rows} rows, checked by SHA-256.`);
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore <folder>        put a backup back where there is no database yet; stop the server first',
  async run([source]) {
    if (!source) throw new Error('say which backup: restore <folder>');
    const config = readConfig(process.env);
    const lock = await acquireLock(config.databaseUrl);
    try {
      const made = await restore({ source, dataDir: config.dataDir, url: config.databaseUrl });
      const rows = Object.values(made.rows).reduce((sum, n) => sum + n, 0);
      console.log(`Restored the backup of ${made.createdAt}: ${made.files} files, ${rows} rows, equal to the manifest.`);
    } finally {
      await lock.release();
    }
  },
};
