import { listWorkplaces } from '#src/db/queries/account.ts';
import { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import { listSessions } from '#src/db/queries/session.ts';
import { dayDate, hour, longDate } from '#src/domain/calendar-day.ts';
import { awardNames } from '#src/domain/certificate.ts';
import { capital } from '#src/domain/dutch.ts';
import { menuOf, roleNames } from '#src/domain/roles.ts';
import { isAlive, type SessionKind } from '#src/domain/session.ts';
import { authorise, signedIn, type Context } from '../context.ts';

interface AwardLine {
  href: string;
  title: string;
  course: string;
  /** The day. */
  issued: string;
  revoked: boolean;
}

export interface AccountView {
  name: string;
  email: string;
  workplaces: { organisation: string; branch: string | null; role: string }[];
  /** This browser first, then the one seen last. Times as people read them. */
  sessions: { id: string; kind: SessionKind; since: string; lastSeen: string; here: boolean }[];
  /** Null for who has no card to earn one on. */
  certificates: AwardLine[] | null;
  /** Is there a leader to tell when something is wrong? Not for who only advises or runs the platform. */
  hasLeader: boolean;
}

/** Everything about one's own account. */
export async function viewAccount(ctx: Context): Promise<AccountView> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const [workplaces, sessions, certificates] = await Promise.all([
    listWorkplaces(ctx.db, actor.personId, ctx.now),
    listSessions(ctx.db, actor.accountId),
    listCertificatesOfPerson(ctx.db, actor.personId),
  ]);
  const hasCard = menuOf(actor).some((item) => item.href === '/leerkaart');
  const here = (id: string) => id === actor.sessionId;
  return {
    name: actor.name,
    email: actor.email ?? '',
    workplaces: workplaces.map((w) => ({ organisation: w.organisationName, branch: w.branchName, role: roleNames[w.role] })),
    sessions: sessions
      .filter((session) => isAlive(session, ctx.now))
      .sort((a, b) => Number(here(b.id)) - Number(here(a.id)) || b.lastSeen.getTime() - a.lastSeen.getTime())
      .map((session) => ({
        id: session.id,
        kind: session.kind,
        since: longDate(session.createdAt),
        lastSeen: `${dayDate(session.lastSeen)}, ${hour(session.lastSeen)}`,
        here: here(session.id),
      })),
    certificates: certificates.length === 0 && !hasCard ? null : certificates.map(awardLine),
    hasLeader: hasCard,
  };
}

const awardLine = (award: Awaited<ReturnType<typeof listCertificatesOfPerson>>[number]): AwardLine => ({
  href: `/certificaten/${award.code}`,
  title: capital(awardNames[award.kind]),
  course: award.facts.courseTitle,
  issued: longDate(award.issuedAt),
  revoked: award.revokedAt !== null,
});
