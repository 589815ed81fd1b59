import { listDoneAssignments } from '#src/db/queries/assignment.ts';
import { listAttempts } from '#src/db/queries/attempt.ts';
import { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import { findNewestPosition, listDoneLessons } from '#src/db/queries/lesson.ts';
import { listOwnWork } from '#src/db/queries/make-up-work.ts';
import { listBegunPackages } from '#src/db/queries/package.ts';
import { listExpectedMoments, listLeaderNames, listOwnGroups } from '#src/db/queries/own-groups.ts';
import { listWishes } from '#src/db/queries/planning.ts';
import { awardNames } from '#src/domain/certificate.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { continueFrom, type Continue } from '#src/domain/continue.ts';
import { isPackageId } from '#src/domain/package-id.ts';
import { learningCard, type LearningCard } from '#src/domain/learning-card.ts';
import { loadStanding } from '../certificate/load-standing.ts';
import { authorise, type Context } from '../context.ts';
import { listReadable, type ReadableCourse } from '../course/list.ts';
import { waitingFor, type Waiting } from '../evaluation/waiting.ts';
import { requiredAssignments } from '../module/required-assignments.ts';
import { notFound } from '../service-error.ts';
import { awardOf, cardFacts, continueFacts } from './facts.ts';
import { togetherOf, type Together } from './together.ts';

export interface CardView {
  /** Null for who is in no group (yet). */
  card: { card: LearningCard; continue: Continue; together: Together } | null;
  holder: string;
  groupId: string | null;
  /** Takes a rest from this group. */
  paused: boolean;
  /** All groups of this person, when there are several. */
  groups: { name: string; courseTitle: string; href: string; current: boolean }[];
  /** Certificates of other groups: they stay with the person. */
  certificates: { label: string; course: string; date: string; href: string }[];
  /** What someone without a group may read meanwhile. */
  courses: ReadableCourse[];
  /** Questionnaires of a pilot that wait. */
  waiting: Waiting[];
}

/** The leerkaart of the signed-in person: of this group, or of the one they joined last. What it costs depends on their own group only. */
export async function openCard(ctx: Context, input: { groupId: string | null }): Promise<CardView> {
  const actor = authorise(ctx, 'course:follow');
  const { personId } = actor;
  const [groups, certificates, waiting] = await Promise.all([
    listOwnGroups(ctx.db, personId),
    listCertificatesOfPerson(ctx.db, personId),
    waitingFor(ctx, actor),
  ]);
  const group = input.groupId === null ? groups[0] : groups.find((g) => g.id === input.groupId);
  if (input.groupId !== null && !group) throw notFound();
  return {
    paused: group?.pausedAt != null,
    groupId: group?.id ?? null,
    card: group ? await cardOf(ctx, personId, actor.name, group, certificates) : null,
    holder: actor.name,
    groups:
      groups.length < 2
        ? []
        : groups.map((g) => ({
            name: g.name,
            courseTitle: ctx.catalogue.courses.get(g.courseId)?.title ?? g.courseId,
            href: `/leerkaart/${g.id}`,
            current: g.id === group?.id,
          })),
    certificates: certificates
      .filter((c) => c.groupId !== group?.id && c.revokedAt === null)
      .map((c) => ({
        label: awardNames[c.kind],
        course: c.facts.courseTitle,
        date: longDate(c.issuedAt),
        href: `/certificaten/${c.code}`,
      })),
    courses: group ? [] : listReadable(ctx),
    waiting,
  };
}

async function cardOf(
  ctx: Context,
  personId: string,
  name: string,
  { id: groupId, joinedAt }: { id: string; joinedAt: Date },
  certificates: Awaited<ReturnType<typeof listCertificatesOfPerson>>,
): Promise<{ card: LearningCard; continue: Continue; together: Together }> {
  const standing = await loadStanding(ctx.db, ctx.catalogue, groupId, [personId]);
  const own = standing?.people.get(personId);
  if (!standing || !own) throw notFound();
  const moduleIds = standing.rule.modules.map((m) => m.moduleId);
  const [done, attempts, position, expected, leaders, work, together, wishes, assignments, packages] = await Promise.all([
    listDoneLessons(ctx.db, { personId, moduleIds }),
    listAttempts(ctx.db, { personId, moduleIds }),
    // Who looks back at a module that is passed doesn't lose the place in the one they are in.
    findNewestPosition(ctx.db, { personId, moduleIds: moduleIds.filter((id) => !own.completions.has(id)) }),
    listExpectedMoments(ctx.db, { personId, momentIds: standing.moments.map((m) => m.id) }),
    listLeaderNames(ctx.db, groupId, ctx.now),
    listOwnWork(ctx.db, { meetingIds: standing.meetings.map((m) => m.id), personId }),
    togetherOf(ctx, { groupId, personId, moduleIds }),
    listWishes(ctx.db, groupId),
    listDoneAssignments(ctx.db, {
      personIds: [personId],
      assignmentIds: moduleIds.flatMap((id) => requiredAssignments(ctx.catalogue, id).map((a) => a.id)),
    }),
    // Costs nothing where the rule asks for no package.
    listBegunPackages(ctx.db, { personId, packageIds: moduleIds.filter(isPackageId) }),
  ]);
  const begun = new Set(packages.map((p) => p.packageId));
  const award = awardOf(
    certificates.filter((c) => c.groupId === groupId),
    own.decision,
  );
  const assignmentsDone = new Set(assignments.map((a) => a.assignmentId));
  const facts = {
    standing,
    own,
    done,
    attempts,
    position,
    expected,
    leaders,
    work,
    wishes,
    joinedAt,
    award,
    assignmentsDone,
    begun,
  };
  return { card: learningCard(cardFacts(ctx, facts)), continue: continueFrom(continueFacts(ctx, name, facts)), together };
}
