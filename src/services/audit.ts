import type { Queryable } from '#src/db/client.ts';
import { insertAuditEvent, insertAuditEvents, type AuditRow } from '#src/db/queries/audit.ts';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';

/** The kinds of event that requirements.md asks to keep, and a few that help the same question: who, when, what. */
export type AuditKind =
  | 'signIn'
  | 'signInFailed'
  | 'signOutEverywhere'
  | 'denied'
  | 'passwordChanged'
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'passkeysReset'
  | 'passkeyShown'
  | 'recoveryCodesMade'
  | 'recoveryCodeUsed'
  | 'outsideLinked'
  | 'outsideUnlinked'
  | 'invited'
  | 'invitationAccepted'
  | 'roleChanged'
  | 'personRenamed'
  | 'personDeactivated'
  | 'personReactivated'
  | 'peopleMerged'
  | 'mergeUndone'
  | 'organisationChanged'
  | 'peopleImported'
  | 'groupChanged'
  | 'ruleChanged'
  | 'momentChanged'
  | 'attendanceChanged'
  | 'agreementChanged'
  | 'madeUp'
  | 'packageChanged'
  | 'certificateIssued'
  | 'certificateRevoked'
  | 'exported'
  | 'erasureAsked'
  | 'erasureWithdrawn'
  | 'personErased'
  | 'retentionChanged'
  | 'courseReleased'
  | 'evaluationMade'
  | 'pilotChanged';

export type AuditFacts = { kind: AuditKind; entity: string; entityId: string } & Pick<
  AuditRow,
  'subjectId' | 'organisationId' | 'detail'
>;

/** Keeps who did what, in the same transaction as the fact itself. */
export async function recordEvent(db: Queryable, ctx: Context, event: AuditFacts): Promise<void> {
  await insertAuditEvent(db, { id: newId(), at: ctx.now, actorId: ctx.actor?.personId ?? null, ...event });
}

/** Many at once, in one statement. */
export async function recordEvents(db: Queryable, ctx: Context, events: readonly AuditFacts[]): Promise<void> {
  const actorId = ctx.actor?.personId ?? null;
  await insertAuditEvents(
    db,
    events.map((event) => ({ id: newId(), at: ctx.now, actorId, ...event })),
  );
}

/** Keeps that the signed-in person was refused something in this request, outside any transaction of it. */
export async function recordDenial(ctx: Context, asked: { path: string; action?: string }): Promise<void> {
  if (!ctx.actor || !ctx.denied) return;
  await recordEvent(ctx.db, ctx, {
    kind: 'denied',
    entity: 'page',
    entityId: asked.path.slice(0, 200),
    detail: { permission: ctx.denied, ...(asked.action ? { action: asked.action } : {}) },
  });
}
