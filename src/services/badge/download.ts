import { createHash } from 'node:crypto';
import { findBadge, findOwner } from '#src/db/queries/badge.ts';
import { rowsCoveredBy } from '#src/domain/competence-profile.ts';
import { achievement, latest, openBadge } from '#src/domain/open-badge.ts';
import { findCertificate } from '../certificate/open.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { moduleTitleIn } from './achievement.ts';
import { currentKey, sign } from './sign.ts';

/**
 * A certificate as a signed credential, for its owner alone. What was revoked, and a proof of participation, is none: a badge
 * says that someone did all that the course asks.
 */
export async function downloadBadge(ctx: Context, code: string): Promise<{ badge: object; fileName: string }> {
  signedIn(ctx);
  const found = await findCertificate(ctx, code);
  const { id, kind, name, facts, issuedAt, personId } = found;
  authorise(ctx, 'badge:download', { groupId: found.groupId, ...(personId ? { personId } : {}) });
  const bit = await findBadge(ctx.db, id);
  if (kind !== 'certificate' || found.revokedAt || name === '' || !personId || !bit?.salt) throw notFound();
  const owner = await findOwner(ctx.db, { certificateId: id, personId });
  const moduleIds = facts.modules.map((module) => module.id);
  const document = openBadge(ctx.publicBaseUrl, {
    code,
    name,
    facts,
    issuedAt,
    hashedEmail: owner.email ? { hash: hashed(owner.email, bit.salt), salt: bit.salt } : null,
    status: bit,
    achievement: achievement(ctx.publicBaseUrl, {
      courseId: facts.courseId,
      title: facts.courseTitle,
      description: ctx.catalogue.courses.get(facts.courseId)?.summary ?? facts.courseTitle,
      covered: rowsCoveredBy(ctx.catalogue.profiles.values(), moduleIds),
      moduleTitle: moduleTitleIn(ctx),
    }),
  });
  const badge = await sign(ctx, await currentKey(ctx), document, latest(issuedAt, owner.namedAt));
  return { badge, fileName: `badge-${facts.courseId}.json` };
}

/** As Open Badges says: the address, then the salt. */
const hashed = (email: string, salt: string) => createHash('sha256').update(`${email}${salt}`).digest('hex');
