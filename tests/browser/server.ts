/** The product as src/server.ts starts it; besides, it tells the test that started it what it asks of the database. */
import { readConfig } from '#src/config.ts';
import { serve, stopOnSignal } from '#src/server.ts';

const told = new Set<string>();
const running = await serve(readConfig(process.env), process.cwd(), {
  onStatement(sql) {
    if (told.has(sql)) return;
    told.add(sql);
    process.send?.(sql);
  },
});
console.log(`Baliewijs is ready at ${running.url}`);
stopOnSignal(running);
// The test was stopped: so is this.
process.on('disconnect', () => process.exit(1));
