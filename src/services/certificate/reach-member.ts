import type { Queryable } from '#src/db/client.ts';
import { findMember, listCertificates } from '#src/db/queries/certificate.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import type { GivenAward } from '#src/domain/certificate-care.ts';
import type { Permission } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { loadStanding, type GroupStanding, type Standing } from './load-standing.ts';

export interface MemberOf {
  groupId: string;
  personId: string;
}

export interface ReachedMember {
  group: GroupStanding['group'];
  member: NonNullable<Awaited<ReturnType<typeof findMember>>>;
  standing: GroupStanding;
  own: Standing;
  /** Modules passed and meetings attended or made up, of the group's rule. */
  done: number;
  certificates: Awaited<ReturnType<typeof listCertificates>>;
  given: GivenAward[];
}

/** Refuses whoever leads neither this group nor works as a specialist for its library. */
export async function authoriseMember(ctx: Context, permission: Permission, { groupId }: MemberOf): Promise<void> {
  signedIn(ctx);
  const group = await findGroup(ctx.db, groupId);
  authorise(ctx, permission, { groupId, ...(group ? { libraryId: group.libraryId } : {}) });
}

/** Everything about one member of a group that a decision on a certificate needs. Call authoriseMember first. */
export async function loadMember(db: Queryable, ctx: Context, who: MemberOf): Promise<ReachedMember> {
  const member = await findMember(db, who);
  const standing = await loadStanding(db, ctx.catalogue, who.groupId, [who.personId]);
  const own = standing?.people.get(who.personId);
  if (!member || !standing || !own) throw notFound();
  const certificates = await listCertificates(db, { groupId: who.groupId, personIds: [who.personId] });
  const { modules, meetings } = standing.rule;
  const attended = (state: string | undefined) => state === 'attended' || state === 'madeUp';
  return {
    group: standing.group,
    member,
    standing,
    own,
    done:
      modules.filter((m) => own.completions.has(m.moduleId)).length +
      meetings.filter((m) => attended(own.attendance.get(m.meetingId)?.state)).length,
    certificates,
    given: certificates.map((c) => ({ kind: c.kind, seq: c.seq, revoked: c.revokedAt !== null })),
  };
}
