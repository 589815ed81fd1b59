import { longDate } from '#src/domain/calendar-day.ts';
import type { Award, CertificateFacts } from '#src/domain/certificate.ts';
import { addMail } from './trail.ts';
import { dayMs, type LargeGroup, type LargePerson, type World } from './world.ts';

interface Earned {
  who: LargePerson;
  group: LargeGroup;
  award: Award;
  facts: CertificateFacts;
  issuedAt: Date;
}

/** With its name, its event and its mail; a few were revoked, and some of those given again. */
export function addCertificate(world: World, earned: Earned): void {
  const { chance, ctx, pieces } = world;
  const id = issue(world, earned, 1, null);
  if (!chance.happens(0.008)) return;
  const at = new Date(Math.min(ctx.now.getTime() - 1000, earned.issuedAt.getTime() + 10 * dayMs));
  const byId = earned.group.leaderId || null;
  pieces.add('certificateRevocation', { certificateId: id, reason: chance.pick(['request', 'duplicate'] as const), byId, at });
  event(world, earned, 'certificateRevoked', { id, at, byId, seq: 1 });
  if (byId && chance.happens(0.5))
    issue(world, { ...earned, issuedAt: at, facts: { ...earned.facts, issuedOn: longDate(at) } }, 2, byId);
}

function issue(world: World, { who, group, award, facts, issuedAt }: Earned, seq: number, byId: string | null): string {
  const { chance, pieces } = world;
  const id = chance.id();
  const code = chance.token();
  pieces.add('certificate', {
    id,
    kind: award,
    seq,
    personId: who.id,
    groupId: group.id,
    ruleId: group.ruleId,
    code,
    facts,
    issuedAt,
    byId,
  });
  pieces.add('certificateName', { certificateId: id, name: who.name, at: issuedAt });
  event(world, { who, group, award }, 'certificateIssued', { id, at: issuedAt, byId, seq });
  addMail(world, who, issuedAt, 'certificateEarned', {
    name: who.name,
    award: award === 'certificate' ? 'certificaat' : 'bewijs van deelname',
    course: facts.courseTitle,
    link: `${world.ctx.publicBaseUrl}/certificaten/${code}`,
  });
  return id;
}

function event(
  world: World,
  { who, group, award }: Pick<Earned, 'who' | 'group' | 'award'>,
  kind: string,
  { id, at, byId, seq }: { id: string; at: Date; byId: string | null; seq: number },
) {
  if (world.ctx.now.getTime() - at.getTime() > 730 * dayMs) return;
  world.pieces.add('auditEvent', {
    id: world.chance.id(),
    at,
    actorId: byId,
    subjectId: who.id,
    organisationId: group.libraryId,
    kind,
    entity: 'certificate',
    entityId: id,
    detail: kind === 'certificateIssued' ? { award, seq } : null,
  });
}
