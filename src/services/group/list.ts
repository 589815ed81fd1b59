import { countReady } from '#src/db/queries/attendance.ts';
import { listGroupsInReach, listRuleAwards } from '#src/db/queries/reach.ts';
import { awardOf, type Award } from '#src/domain/certificate.ts';
import { compareWork } from '#src/domain/group-todo.ts';
import { can } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { loadWork } from './load-work.ts';
import { loadMembers } from './members.ts';
import { nextLine, todoLines, type TodoLine } from './work-text.ts';

export interface GroupCard {
  id: string;
  name: string;
  libraryName: string;
  courseTitle: string;
  practice: boolean;
  /** Made by itself, for a course without meetings. */
  open: boolean;
  /** "12 van 18 klaar" */
  ready: string;
  lines: TodoLine[];
}

export interface GroupList {
  groups: GroupCard[];
  /** Groups that are closed, by name. */
  closed: { id: string; name: string; ready: string }[];
  /** Shown beside each group when they are not all of one library. */
  manyLibraries: boolean;
  /** May the reader begin a group? */
  mayStart: boolean;
}

/** The groups of one's own library and those one leads, the one that asks for work first. */
export async function listGroups(ctx: Context): Promise<GroupList> {
  const actor = authorise(ctx, 'groups:list');
  const groups = await listGroupsInReach(ctx.db, {
    libraryIds: actor.employments.filter((e) => e.role === 'educationSpecialist').map((e) => e.organisationId),
    groupIds: [...actor.leads],
  });
  const ids = groups.map((g) => g.id);
  const rules = await listRuleAwards(ctx.db, ids);
  const awards = new Map(rules.map((rule) => [rule.groupId, awardOf(rule.award, rule.meetings)]));
  const counts = await countReady(
    ctx.db,
    ids.map((id) => ({ id, award: awards.get(id) ?? 'certificate' })),
  );
  const countOf = new Map(counts.map((row) => [row.groupId, row]));
  const members = await loadMembers(
    ctx.db,
    groups.filter((g) => g.closedAt === null).map((g) => g.id),
  );
  const work = await loadWork(ctx.db, groups, members, ctx.now);
  const ready = (id: string) => readyText(countOf.get(id)?.ready ?? 0, countOf.get(id)?.people ?? 0);
  const open = groups.flatMap((group) => {
    const own = work.get(group.id);
    return own ? [{ group, own }] : [];
  });
  open.sort((a, b) => compareWork(a.own, b.own));
  return {
    groups: open.map(({ group, own }) => {
      const lines = todoLines(group.id, own);
      const next = nextLine(group.id, own);
      return {
        id: group.id,
        name: group.name,
        libraryName: group.libraryName,
        courseTitle: ctx.catalogue.courses.get(group.courseId)?.title ?? group.courseId,
        practice: group.kind === 'practice',
        open: group.kind === 'open',
        ready: ready(group.id),
        lines: next ? [...lines, next] : lines,
      };
    }),
    closed: groups.filter((g) => g.closedAt).map((g) => ({ id: g.id, name: g.name, ready: ready(g.id) })),
    mayStart: can(actor, 'group:start'),
    manyLibraries: new Set(groups.map((g) => g.libraryId)).size > 1,
  };
}

export const readyText = (done: number, all: number) => (all === 0 ? 'Nog geen deelnemers' : `${done} van ${all} klaar`);

/** Has someone what the group works for: a certificate, or the proof that takes its place where no meeting is asked? */
export const isReady = (
  certificates: readonly { personId: string | null; kind: Award }[],
  personId: string,
  award: Award = 'certificate',
) => certificates.some((c) => c.personId === personId && (c.kind === 'certificate' || c.kind === award));
