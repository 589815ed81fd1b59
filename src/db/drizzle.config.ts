import { defineConfig } from 'drizzle-kit';

/**
 * For `drizzle-kit generate --config src/db/drizzle.config.ts --name <what_it_does>`, run at the top of the repository: its
 * paths are relative to that. `turso` is its name for libSQL.
 */
export default defineConfig({
  dialect: 'turso',
  schema: './src/db/schema/index.ts',
  out: './migrations',
});
