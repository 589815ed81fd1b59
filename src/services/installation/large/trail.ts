/** What the house keeps of its use: the log of two years, and the mail of a month. */
import { dayMs, type LargePerson, type World } from './world.ts';

/** As long as the night keeps them. */
const logDays = 730;
const mailDays = 29;

export function addTrail(world: World, who: LargePerson, libraryId: string): void {
  const { chance, pieces, ctx } = world;
  const log = (kind: string, days: number, detail: Record<string, string> | null = null) =>
    pieces.add('auditEvent', {
      id: chance.id(),
      at: new Date(ctx.now.getTime() - Math.floor(days * dayMs)),
      actorId: kind === 'signInFailed' ? null : who.id,
      subjectId: who.id,
      organisationId: libraryId,
      kind,
      entity: 'account',
      entityId: who.accountId,
      detail,
    });
  if (who.invited) return log('invited', chance.next() * logDays);
  const times = chance.between(6, 16);
  for (let i = 0; i < times; i++) log('signIn', chance.next() ** 2 * logDays);
  if (chance.happens(0.3)) log('signInFailed', chance.next() * logDays);
  if (chance.happens(0.1)) log('passwordChanged', chance.next() * logDays);
  if (chance.happens(0.02)) log('denied', chance.next() * logDays, { permission: 'library:manage' });
  if (chance.happens(0.02)) log('exported', chance.next() * logDays, { what: 'ownData' });
  for (const days of [3, 10, 17, 24])
    if (chance.happens(0.4)) addMail(world, who, new Date(ctx.now.getTime() - days * dayMs), 'weekOverview', weekOf(world, who));
}

const weekOf = (world: World, who: LargePerson) => ({
  name: who.name,
  meetings: '',
  modules: 'Je hebt nog één module te doen.',
  replies: '',
  missing: '',
  leading: '',
  link: `${world.ctx.publicBaseUrl}/leerkaart`,
});

/** Sent already, or refused by the other side: nothing waits. */
export function addMail(world: World, who: LargePerson, at: Date, kind: string, values: Record<string, string>): void {
  const { chance, pieces, ctx } = world;
  if (who.invited || ctx.now.getTime() - at.getTime() > mailDays * dayMs) return;
  const id = chance.id();
  const fails = chance.happens(0.002);
  pieces.add('outbox', {
    id,
    channel: 'mail',
    idempotencyKey: `${kind} ${id}`,
    personId: who.id,
    payload: { kind, to: who.email, values },
    messageId: `<${id}@baliewijs.example>`,
    dueAt: at,
    tries: 1,
    nextTryAt: at,
    sentAt: fails ? null : new Date(at.getTime() + 2_000),
    failedAt: fails ? new Date(at.getTime() + 2_000) : null,
  });
}
