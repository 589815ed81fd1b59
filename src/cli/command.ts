/** What every command that writes does first: settings, the lock, the schema. */
import { join } from 'node:path';
import { readConfig, type Config } from '#src/config.ts';
import { createApp, type App } from '#src/context.ts';
import { acquireLock } from '#src/db/lock.ts';
import { migrateDatabase } from '#src/db/migrate.ts';
import { fitMode } from '#src/services/installation/fit-mode.ts';

export interface Command {
  name: string;
  /** How it is called, and what it does, for the help text. */
  usage: string;
  run(args: string[]): Promise<void>;
}

/** Throws (one clear line) when a server holds the database. */
export async function withApp<T>(work: (app: App, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const lock = await acquireLock(config.databaseUrl);
  try {
    await migrateDatabase(databaseOf(config), { backupTo: join(config.dataDir, 'backups') });
    const app = await createApp(config, { root: process.cwd() });
    try {
      await fitMode(app.background(new Date()), config.demo ? 'demo' : 'production');
      return await work(app, config);
    } finally {
      await app.close();
    }
  } finally {
    await lock.release();
  }
}

export const databaseOf = (config: Config) => ({
  url: config.databaseUrl,
  ...(config.databaseAuthToken ? { authToken: config.databaseAuthToken } : {}),
});
