import type { SessionKind } from '#src/domain/session.ts';
import type { Context, OutsidePerson, OutsideSecrets } from '../context.ts';

/** Gone to the provider. */
export interface Away {
  stage: 'away';
  secrets: OutsideSecrets;
  kind: SessionKind;
  next: string;
}

/** Back, and known there; here there is an account that they must still say is theirs. */
export interface Proved {
  stage: 'proved';
  person: OutsidePerson;
  accountId: string;
  kind: SessionKind;
  next: string;
}

/** What the browser kept, as it was sealed here; null for anything else. */
export function readKept<S extends 'away' | 'proved'>(
  ctx: Context,
  kept: string | null,
  stage: S,
): (S extends 'away' ? Away : Proved) | null {
  const value = kept && ctx.outside ? (ctx.outside.unseal(kept, ctx.now) as { stage?: unknown } | null) : null;
  return value?.stage === stage ? (value as never) : null;
}
