import type { Queryable } from '#src/db/client.ts';
import { listCertificates } from '#src/db/queries/certificate.ts';
import { findRule } from '#src/db/queries/rule.ts';
import { counts } from '#src/domain/attendance.ts';
import { awardNames, awardOf, isNew, type Award } from '#src/domain/certificate.ts';
import { loadStanding } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { reachMeeting, type ReachedMeeting } from '../meeting/reach.ts';
import { loadMembers, type Member } from './members.ts';
import { reachGroup, type ReachedGroup } from './reach.ts';
import { meetingPath } from './work-text.ts';

export interface CancelEffect {
  /** The rule of the group without this meeting; null when it wasn't asked. */
  rule: { moduleIds: string[]; meetingIds: string[]; award: Award } | null;
  ruleId: string | null;
  seq: number;
  /** People for whom nothing is missing any more. */
  gain: Member[];
  /** People who were at the meeting, or made up for it, and whose certificate won't name it. */
  lose: Member[];
  /** People whose certificate stays as it is. */
  keep: Member[];
}

/** Who gains and who loses when this meeting is off. */
export async function cancelEffect(
  db: Queryable,
  ctx: Context,
  group: ReachedGroup,
  meeting: ReachedMeeting,
  members: readonly Member[],
): Promise<CancelEffect> {
  const stored = await findRule(db, group.id);
  const asked = stored?.meetingIds.includes(meeting.id) ?? false;
  const none: CancelEffect = { rule: null, ruleId: stored?.id ?? null, seq: stored?.seq ?? 0, gain: [], lose: [], keep: [] };
  if (!stored || !asked) return none;
  const meetingIds = stored.meetingIds.filter((id) => id !== meeting.id);
  const rule = { moduleIds: stored.moduleIds, meetingIds, award: awardOf(stored.award, meetingIds.length) };
  const active = members.filter((m) => !m.left);
  const ids = active.map((m) => m.personId);
  const after = await loadStanding(db, ctx.catalogue, group.id, ids, rule);
  const given = await listCertificates(db, { groupId: group.id, personIds: ids });
  const own = (member: Member) => given.filter((c) => c.personId === member.personId);
  const earned = (member: Member) => after?.people.get(member.personId)?.decision.kind === 'earned';
  return {
    rule,
    ruleId: stored.id,
    seq: stored.seq,
    gain: group.kind === 'practice' ? [] : active.filter((m) => earned(m) && isNew(rule.award, own(m))),
    lose: active.filter((m) => counts(after?.people.get(m.personId)?.attendance.get(meeting.id)) && own(m).length === 0),
    keep: active.filter((m) => own(m).some((c) => c.revokedAt === null)),
  };
}

export interface CancelPreview {
  groupName: string;
  nr: number;
  title: string;
  back: string;
  /** Goes back with the form: who confirms has seen the effect of this rule. */
  ruleId: string;
  cancelled: boolean;
  gain: string[];
  lose: string[];
  keep: string[];
  /** "certificaat", "bewijs van deelname" */
  award: string;
  /** It is the last meeting: from now on nobody can earn a certificate. */
  last: boolean;
}

export async function previewCancelMeeting(ctx: Context, input: { groupId: string; nr: number }): Promise<CancelPreview> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting } = await reachMeeting(ctx.db, input);
  const members = (await loadMembers(ctx.db, [group.id])).get(group.id) ?? [];
  const effect = await cancelEffect(ctx.db, ctx, group, meeting, members);
  return {
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    back: meetingPath(group.id, meeting.nr),
    ruleId: effect.ruleId ?? 'none',
    cancelled: meeting.cancelledAt !== null,
    gain: effect.gain.map((m) => m.name),
    lose: effect.lose.map((m) => m.name),
    keep: effect.keep.map((m) => m.name),
    award: awardNames[effect.rule?.award ?? 'certificate'],
    last: effect.rule?.meetingIds.length === 0,
  };
}
