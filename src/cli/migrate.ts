import { join } from 'node:path';
import { readConfig } from '#src/config.ts';
import { acquireLock } from '#src/db/lock.ts';
import { migrateDatabase } from '#src/db/migrate.ts';
import { databaseOf, type Command } from './command.ts';

export const migrate: Command = {
  name: 'migrate',
  usage: 'migrate                 bring the database to this version (a backup is made first)',
  async run() {
    const config = readConfig(process.env);
    const lock = await acquireLock(config.databaseUrl);
    try {
      const { applied } = await migrateDatabase(databaseOf(config), { backupTo: join(config.dataDir, 'backups') });
      console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.');
    } finally {
      await lock.release();
    }
  },
};
