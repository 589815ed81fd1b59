/** Sends what waits in the outbox of a database until it is killed: `node run-outbox.ts <database url> <smtp url> <folder>`. */
import { readYaml } from '#src/catalogue/yaml.ts';
import { readConfig } from '#src/config.ts';
import { openDatabase } from '#src/db/client.ts';
import { outbox } from '#src/db/schema/index.ts';
import { emailSchema } from '#src/domain/email.ts';
import { startOutbox } from '#src/mail/worker.ts';
import type { Context } from '#src/services/context.ts';

const [url = '', smtp = '', folder = ''] = process.argv.slice(2);
const { db } = await openDatabase({ url });
// A mail whose try died is tried again after a minute; that minute is not for a test to sit out.
await db.update(outbox).set({ nextTryAt: new Date(0) });
// The whole catalogue takes seconds to read.
const text = readYaml('content/emails/meetingChanged.yml', emailSchema);
const catalogue = { emails: new Map([[text.kind, text]]) };
const config = readConfig({ DATA_DIR: folder, SMTP_URL: smtp });
const background = (now: Date) =>
  ({ db, now, catalogue, publicBaseUrl: 'https://leren.example', demo: false }) as unknown as Context;
startOutbox({ config, background }, { everyMs: 20, pauseMs: 20 });
console.log('started');
setInterval(() => {}, 1000);
