import { sql, type SQL } from 'drizzle-orm';
import { account, outsideIdentity, passkey } from '#src/db/schema/index.ts';

/** Has chosen a password, or another way to sign in: this account was used. Most have a password, and nothing more is looked up. */
export const beenIn = sql<number>`(${account.passwordHash} is not null
  or exists (select 1 from ${outsideIdentity} where ${outsideIdentity.accountId} = ${account.id})
  or exists (select 1 from ${passkey} where ${passkey.accountId} = ${account.id}))`;

export const neverIn: SQL = sql`not ${beenIn}`;
