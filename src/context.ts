/** Puts the house together: what lives as long as the process (App) and what lives as long as one request (Context). */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOutside } from '#src/auth/outside.ts';
import { passkeys } from '#src/auth/passkeys.ts';
import { commonPasswords, hashPassword, pretendToVerify, verifyPassword } from '#src/auth/passwords.ts';
import { makeSessionStore } from '#src/auth/sessions.ts';
import { readCatalogue } from '#src/catalogue/read.ts';
import type { Config } from '#src/config.ts';
import { makeSigner } from '#src/credential/signer.ts';
import { openDatabase } from '#src/db/client.ts';
import { listVersionIds } from '#src/db/queries/package.ts';
import { findActorFacts } from '#src/db/queries/session.ts';
import { openMaker, sourcesOf } from '#src/scorm/export/make.ts';
import { openStore, type DiskStore } from '#src/scorm/store.ts';
import { makePseudonyms } from '#src/lrs/pseudonym.ts';
import { makeLive, type LiveHub } from '#src/live.ts';
import { heldBack } from '#src/domain/passkey.ts';
import { RateCounter } from '#src/domain/rate.ts';
import type { Actor } from '#src/domain/roles.ts';
import type { Context } from '#src/services/context.ts';
import { readShelf, withShelf } from '#src/services/package/shelf.ts';

export interface RequestFacts {
  /** The session cookie's value, if any. */
  token: string | null;
  requestId: string;
  clientAddress: string;
}

export interface OpenedRequest {
  ctx: Context;
  /** The owner of a session whose time is up: what they typed is kept for them. */
  lapsedPersonId: string | null;
}

export interface App {
  config: Config;
  /** Makes the context of one request. */
  open(request: RequestFacts): Promise<OpenedRequest>;
  /** A context without a person, for work in the background and on the command line. */
  background(now: Date): Context;
  live: LiveHub;
  /** Takes in files before a page is asked. */
  packages: DiskStore;
  close(): Promise<void>;
}

/** @param options.onMail called after a commit that left mail in the outbox */
export async function createApp(
  config: Config,
  options: { root: string; onMail?: () => void; onStatement?: (sql: string) => void },
): Promise<App> {
  const bare = readCatalogue(options.root);
  const database = await openDatabase({
    url: config.databaseUrl,
    ...(config.databaseAuthToken ? { authToken: config.databaseAuthToken } : {}),
    ...(options.onStatement ? { onStatement: options.onStatement } : {}),
  });
  const { db } = database;
  const { version } = JSON.parse(readFileSync(join(options.root, 'package.json'), 'utf8')) as { version: string };
  const store = makeSessionStore(db);
  const signer = makeSigner({ dataDir: config.dataDir });
  const live = makeLive();
  const packages = openStore(config.dataDir);
  await packages.tidy(await listVersionIds(db), new Date());
  const maker = openMaker(sourcesOf(options.root));
  let catalogue = withShelf(bare, await readShelf(db));
  const calls = new RateCounter();
  const passwords = {
    hash: hashPassword,
    verify: verifyPassword,
    pretend: pretendToVerify,
    get common() {
      return commonPasswords();
    },
  };

  const outside = config.oidc ? makeOutside(config.oidc) : null;
  const lrs = config.lrs ? { host: new URL(config.lrs.url).host, pseudonym: makePseudonyms(config.dataDir) } : null;

  const context = (now: Date, requestId: string, clientAddress: string, actor: Actor | null): Context => ({
    db,
    now,
    requestId,
    actor,
    catalogue,
    sessions: store,
    passwords,
    keys: passkeys,
    signer,
    outside,
    lrs,
    clientAddress,
    publicBaseUrl: config.publicBaseUrl,
    demo: config.demo,
    contact: config.contact,
    version,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    withinRate: (key, rate) => calls.take(key, rate, now),
    mailWaits: () => options.onMail?.(),
    live,
    packages,
    maker,
    contentBaseUrl: config.contentBaseUrl,
    packagesChanged: async () => void (catalogue = withShelf(bare, await readShelf(db))),
  });

  return {
    config,
    async open({ token, requestId, clientAddress }) {
      const now = new Date();
      const check = token ? await store.check(token, now) : ({ kind: 'none' } as const);
      let actor: Actor | null = null;
      if (check.kind === 'alive') {
        const { session } = check;
        const facts = await findActorFacts(db, session.personId, now);
        if (facts)
          actor = heldBack(
            {
              ...facts,
              personId: session.personId,
              accountId: session.accountId,
              sessionId: session.sessionId,
              sessionKind: session.kind,
              email: session.email,
              passkeyAt: session.passkeyAt,
            },
            config.demo,
          );
      }
      return {
        ctx: context(now, requestId, clientAddress, actor),
        lapsedPersonId: check.kind === 'lapsed' ? check.session.personId : null,
      };
    },
    background: (now) => context(now, 'background', '', null),
    live,
    packages,
    async close() {
      await signer.close();
      await database.close();
    },
  };
}
