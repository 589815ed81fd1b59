import { findBadge } from '#src/db/queries/badge.ts';
import { findCertificateByCode } from '#src/db/queries/certificate.ts';
import { longDate, shortDate } from '#src/domain/calendar-day.ts';
import { revocationReasonNames } from '#src/domain/certificate.ts';
import { awardStamps, awardTitles, courseVerbs, meanings, meetingPart, modulePart } from '#src/domain/certificate-text.ts';
import { achievementPath } from '#src/domain/open-badge.ts';
import { can } from '#src/domain/roles.ts';
import type { PrintedCertificate } from '#src/pdf/types.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export interface CertificateView extends PrintedCertificate {
  revoked: { reason: string; on: string; stampDate: string } | null;
  /** The reader is the person it is about. */
  mine: boolean;
  /** The path of the print, for whoever may have it. */
  pdf: string | null;
  /** The same as a credential, for its owner: with a hashed address, or without any. */
  badge: { href: string; withEmail: boolean } | null;
  /** What who has it did for it; null for a proof of participation, and a course that is gone. */
  about: string | null;
}

/** The public page of a certificate. Its code is the key: whoever has it may look, signed in or not. */
export async function openCertificate(ctx: Context, code: string): Promise<CertificateView> {
  const found = await findCertificate(ctx, code);
  const group = ctx.actor ? await findGroup(ctx.db, found.groupId) : null;
  const scope = {
    groupId: found.groupId,
    ...(group ? { libraryId: group.libraryId } : {}),
    ...(found.personId ? { personId: found.personId } : {}),
  };
  const revoked = found.revokedAt && found.revocationReason;
  const mine = ctx.actor !== null && ctx.actor.personId === found.personId;
  const isWhole = found.kind === 'certificate' && !revoked && found.name !== '';
  return {
    ...printed(ctx, found),
    revoked: revoked
      ? {
          reason: revocationReasonNames[revoked],
          on: longDate(found.revokedAt as Date),
          stampDate: shortDate(found.revokedAt as Date),
        }
      : null,
    mine,
    pdf: !revoked && ctx.actor && can(ctx.actor, 'certificate:download', scope) ? `/certificaten/${found.code}.pdf` : null,
    badge:
      mine && isWhole && (await findBadge(ctx.db, found.id))?.salt
        ? { href: `/certificaten/${found.code}.badge.json`, withEmail: Boolean(ctx.actor?.email) }
        : null,
    about:
      found.kind === 'certificate' && ctx.catalogue.courses.has(found.facts.courseId)
        ? achievementPath(found.facts.courseId)
        : null,
  };
}

export type FoundCertificate = NonNullable<Awaited<ReturnType<typeof findCertificateByCode>>>;

/** @throws ServiceError notFound where no certificate has exactly this code */
export async function findCertificate(ctx: Context, code: string): Promise<FoundCertificate> {
  const found = /^[0-9a-z]{26,64}$/.test(code) ? await findCertificateByCode(ctx.db, code) : null;
  // Exactly this code: another collation in the database must not make it guess what was meant.
  if (found?.code !== code) throw notFound();
  return found;
}

/** What stands on it, on the page and in print. The name is empty once its owner had it erased. */
export function printed(ctx: Context, { kind, name, facts, issuedAt, code }: FoundCertificate): PrintedCertificate {
  return {
    title: awardTitles[kind],
    name,
    verb: courseVerbs[kind],
    courseTitle: facts.courseTitle,
    libraryName: facts.libraryName,
    groupName: facts.groupName,
    modules: facts.modules.map(modulePart),
    meetings: facts.meetings.map(meetingPart),
    meaning: meanings[kind],
    issuedOn: facts.issuedOn,
    issuedAt,
    stamp: { date: shortDate(issuedAt), word: awardStamps[kind] },
    code,
    address: `${ctx.publicBaseUrl}/certificaten/${code}`,
  };
}
