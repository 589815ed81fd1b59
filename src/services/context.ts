/** What a service is handed: everything from outside, so that a test can hand it something else. */
import type { Database } from '#src/db/client.ts';
import type { Catalogue } from '#src/catalogue/read.ts';
import type { Signer } from '#src/credential/types.ts';
import type { RelyingParty } from '#src/domain/passkey.ts';
import type { Actor } from '#src/domain/roles.ts';
import type { Rate } from '#src/domain/rate.ts';
import type { PackageMaker, PackageStore } from '#src/scorm/types.ts';
import type { SessionKind } from '#src/domain/session.ts';
import { ServiceError, forbidden, notFound } from './service-error.ts';
import { can, type Permission, type Scope } from '#src/domain/roles.ts';

export interface Sessions {
  /** Makes a session; answers the token for the cookie. */
  create(
    accountId: string,
    kind: SessionKind,
    now: Date,
    passkeyAt?: Date | null,
  ): Promise<{ token: string; sessionId: string; until: Date }>;
  revoke(sessionId: string): Promise<void>;
  revokeAll(accountId: string): Promise<void>;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** Costs as much time as verify: the answer to an unknown name must not come sooner. */
  pretend(password: string): Promise<void>;
  common: ReadonlySet<string>;
}

/** The public half of a passkey, as it is stored. */
export interface StoredKey {
  id: string;
  publicKey: string;
  counter: number;
  transports: string[];
}

/** WebAuthn (src/auth/passkeys.ts). Options go to the browser as they are; answers come from there and may be anything. */
export interface Keys {
  registerOptions(facts: {
    site: RelyingParty;
    challenge: string;
    accountId: string;
    login: string;
    name: string;
    known: readonly { id: string; transports: string[] }[];
  }): Promise<object>;
  /** @returns null for what a passkey of this site can't have answered */
  verifyRegistration(facts: {
    site: RelyingParty;
    challenge: string;
    answer: unknown;
  }): Promise<(StoredKey & { backedUp: boolean }) | null>;
  /** @param facts.known whose keys will do; none: any that the browser finds for this site */
  signInOptions(facts: {
    site: RelyingParty;
    challenge: string;
    known: readonly { id: string; transports: string[] }[];
  }): Promise<object>;
  /** `counter`: the key counts lower than it did, as a copy of it would. */
  verifySignIn(facts: {
    site: RelyingParty;
    challenge: string;
    answer: unknown;
    key: StoredKey;
    accountId: string;
  }): Promise<{ kind: 'right'; counter: number; backedUp: boolean } | { kind: 'wrong' | 'counter' }>;
}

/** What went wrong with an account elsewhere. `stale`: the browser never began this, or too long ago. */
export type OutsideFault = 'denied' | 'down' | 'wrong' | 'stale';

/** Who someone is elsewhere. */
export interface OutsidePerson {
  issuer: string;
  subject: string;
  email: string | null;
  /** The provider says that this is their address, in as many words. */
  emailVerified: boolean;
  name: string | null;
}

/** An OpenID Connect provider (src/auth/outside.ts). */
export interface Outside {
  /** What people call it. */
  label: string;
  issuer: string;
  /** @returns where to send the browser, and what to keep for when it comes back */
  begin(redirectUri: string): Promise<{ url: string; secrets: OutsideSecrets } | { fault: OutsideFault }>;
  finish(facts: {
    redirectUri: string;
    answer: Record<string, string>;
    secrets: OutsideSecrets;
  }): Promise<{ person: OutsidePerson } | { fault: OutsideFault }>;
  /** Makes a text that only this process can read, for a cookie. */
  seal(value: unknown, until: Date): string;
  /** @returns null for what was not sealed here, or is too old */
  unseal(text: string, now: Date): unknown;
}

export interface OutsideSecrets {
  state: string;
  nonce: string;
  verifier: string;
}

/** Open connections to meetings that are held now. */
export interface Live {
  /** Something changed at a moment; call after the commit. `leaders`: of no use to participants. */
  tell(momentId: string, change: { revision: number; to: 'all' | 'leaders' }): void;
  /** @returns how to stop; null where this person watches too much already, or the server stops */
  watch(
    momentId: string,
    watcher: { personId: string; to: 'all' | 'leaders'; hear(revision: number): void; end(): void },
  ): (() => void) | null;
}

export interface Context {
  db: Database;
  now: Date;
  /** Shown on an error page and in the log. */
  requestId: string;
  actor: Actor | null;
  catalogue: Catalogue;
  sessions: Sessions;
  passwords: Passwords;
  keys: Keys;
  /** Puts proofs under credentials (src/credential/). */
  signer: Signer;
  /** Another place to sign in; null where none was set up. */
  outside: Outside | null;
  /** Where what people learnt is passed on to, and how they are called there (src/lrs); null where nothing is. */
  lrs: { host: string; pseudonym(personId: string): string } | null;
  /** Address of the browser, after the trusted proxies. */
  clientAddress: string;
  publicBaseUrl: string;
  demo: boolean;
  contact: string | null;
  /** Of this software, as in package.json. */
  version: string;
  /** 0 ≤ n < 1 */
  random(): number;
  /** What `authorise` last refused in this request; for the audit trail. */
  denied?: Permission;
  /** Counts a call in the memory of this process, where nothing may be written; false when it is one too many. */
  withinRate(key: string, rate: Rate): boolean;
  /** Tells the outbox that something waits; call after the commit. */
  mailWaits(): void;
  live: Live;
  /** Where packages (SCORM) are kept. */
  packages: PackageStore;
  /** Makes packages of our own modules, for elsewhere. */
  maker: PackageMaker;
  /** The other host on which packages play; null where there is none, and then none play. */
  contentBaseUrl: string | null;
  /** Lays what was published or taken away on the shelf; call after the commit. */
  packagesChanged(): Promise<void>;
}

/** The signed-in person, or the error that sends the browser to the sign-in page. */
export function signedIn(ctx: Context): Actor {
  if (!ctx.actor) throw new ServiceError('notSignedIn');
  return ctx.actor;
}

/** First line of every service: who asks, and may they? Out of scope is "not found"; where the role never may, "forbidden". */
export function authorise(ctx: Context, permission: Permission, scope: Scope = {}): Actor {
  const actor = signedIn(ctx);
  if (can(actor, permission, scope)) return actor;
  ctx.denied = permission;
  throw Object.keys(scope).length > 0 && mayElsewhere(actor, permission) ? notFound() : forbidden();
}

/** Would the same person be allowed in their own library? Then the other one's pages don't exist for them. */
function mayElsewhere(actor: Actor, permission: Permission): boolean {
  const own: Scope[] = [
    { personId: actor.personId },
    ...actor.employments.map((e) => ({ libraryId: e.organisationId, poiId: e.organisationId })),
    ...[...actor.leads].map((groupId) => ({ groupId })),
    ...[...actor.moments.keys()].map((momentId) => ({ momentId })),
  ];
  return own.some((scope) => can(actor, permission, scope));
}
