/**
 * Counts the people of groups, per crowd: a crowd is the groups that are told of in one row. Everything is counted as it was
 * at one moment, whenever it is asked. No person leaves the database, and these numbers go nowhere but into `figuresOf`.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';

export interface CrowdGroup {
  /** Who it counts for. */
  crowd: string;
  groupId: string;
  ruleId: string;
  award: 'certificate' | 'participation';
}

interface Until {
  /** Only what was there before this moment. */
  at: Date;
}

const groupsOf = (groups: readonly CrowdGroup[]): SQL => sql`
  g as materialized (
    select value->>0 as crowd, value->>1 as group_id, value->>2 as rule_id, value->>3 as award
    from json_each(${JSON.stringify(groups.map((g) => [g.crowd, g.groupId, g.ruleId, g.award]))})),
  m as materialized (
    select g.crowd, g.rule_id, g.award, w.group_id, w.person_id, w.joined_at, w.paused_at
    from g cross join membership w on w.group_id = g.group_id`;

const members = (groups: readonly CrowdGroup[], { at }: Until): SQL => sql`
  ${groupsOf(groups)}
    where w.joined_at < ${at.getTime()} and (w.left_at is null or w.left_at >= ${at.getTime()}))`;

const askedModules = sql`
  asked as materialized (
    select rule_id, ref from group_rule_item where kind = 'module' and rule_id in (select rule_id from g))`;

/** The rule that each of these groups had at that moment, and what it gives; groups that had none yet are left out. */
export async function listRulesAt(
  db: Queryable,
  groupIds: readonly string[],
  { at }: Until,
): Promise<{ groupId: string; ruleId: string; award: 'certificate' | 'participation' }[]> {
  if (groupIds.length === 0) return [];
  return db.all(sql`
    select r.group_id as "groupId", r.id as "ruleId",
      case when exists (select 1 from group_rule_item i where i.rule_id = r.id and i.kind = 'meeting')
        then r.award else 'participation' end as award
    from json_each(${JSON.stringify(groupIds)}) as g
    cross join group_rule r on r.group_id = g.value
      and r.seq = (select max(n.seq) from group_rule n where n.group_id = g.value and n."from" < ${at.getTime()})`);
}

/** How many people are in each crowd, each once. */
export async function countCrowds(
  db: Queryable,
  groups: readonly CrowdGroup[],
  until: Until,
): Promise<{ crowd: string; people: number }[]> {
  if (groups.length === 0) return [];
  return db.all(sql`with ${members(groups, until)} select crowd, count(distinct person_id) as people from m group by crowd`);
}

export interface CrowdStates {
  crowd: string;
  people: number;
  started: number;
  allModules: number;
  certificates: number;
  inactive: number;
}

/** How far the people of each crowd are, whichever of its groups they are in. @param since what is older counts as standing still */
export async function countStates(
  db: Queryable,
  groups: readonly CrowdGroup[],
  { at, since }: Until & { since: Date },
): Promise<CrowdStates[]> {
  if (groups.length === 0) return [];
  const [end, begin] = [at.getTime(), since.getTime()];
  const didLesson = (from: SQL) => sql`exists (
    select 1 from lesson_completion l where l.person_id = m.person_id and l.at < ${end} ${from}
      and l.module_id in (select ref from asked where asked.rule_id = m.rule_id))`;
  return db.all(sql`
    with ${members(groups, { at })}, ${askedModules},
    sizes as materialized (select rule_id, count(*) as modules from asked group by rule_id),
    held as materialized (
      select m.*, coalesce(sizes.modules, 0) as modules,
        (select count(distinct c.module_id) from module_completion c
         where c.person_id = m.person_id and c.at < ${end}
           and c.module_id in (select ref from asked where asked.rule_id = m.rule_id)) as passed,
        (select max(c.at) from module_completion c
         where c.person_id = m.person_id and c.at < ${end}
           and c.module_id in (select ref from asked where asked.rule_id = m.rule_id)) as passed_at,
        exists (select 1 from certificate c left join certificate_revocation r on r.certificate_id = c.id and r.at < ${end}
          where c.person_id = m.person_id and c.group_id = m.group_id and c.kind in ('certificate', m.award)
            and c.issued_at < ${end} and r.certificate_id is null) as certified
      from m left join sizes on sizes.rule_id = m.rule_id),
    each as (
      select crowd, person_id,
        max(passed > 0 or ${didLesson(sql``)}) as started,
        max(modules > 0 and passed >= modules) as finished,
        max(certified) as certified,
        min(joined_at < ${begin} and paused_at is null and coalesce(passed_at, 0) < ${begin}
          and not ${didLesson(sql`and l.at >= ${begin}`)}) as still
      from held m group by crowd, person_id)
    select crowd, count(*) as people, sum(started) as started, sum(finished) as "allModules", sum(certified) as certificates,
      sum(still and not finished and not certified) as inactive
    from each group by crowd`);
}

export interface CrowdPart {
  crowd: string;
  id: string;
  of: number;
  done: number;
}

/** Per module that the groups ask: of how many people, and how many of them passed it. */
export async function countModules(db: Queryable, groups: readonly CrowdGroup[], until: Until): Promise<CrowdPart[]> {
  if (groups.length === 0) return [];
  return db.all(sql`
    with ${members(groups, until)}, ${askedModules}
    select m.crowd, a.ref as id, count(distinct m.person_id) as "of", count(distinct case when exists (
      select 1 from module_completion c
      where c.person_id = m.person_id and c.module_id = a.ref and c.at < ${until.at.getTime()}) then m.person_id end) as done
    from m join asked a on a.rule_id = m.rule_id group by m.crowd, a.ref`);
}

/**
 * Per meeting that the groups ask: of how many people, and how many of them were at one of its moments or made it up. Those
 * of the course are one, whatever the group; another one of a group goes by its number.
 */
export async function countMeetings(db: Queryable, groups: readonly CrowdGroup[], until: Until): Promise<CrowdPart[]> {
  if (groups.length === 0) return [];
  const end = until.at.getTime();
  return db.all(sql`
    with ${members(groups, until)},
    asked as materialized (
      select i.rule_id, t.id as meeting_id, coalesce(t.template_id, 'nr-' || t.nr) as id
      from g cross join group_rule_item i on i.rule_id = g.rule_id and i.kind = 'meeting' cross join meeting t on t.id = i.ref)
    select m.crowd, a.id, count(distinct m.person_id) as "of", count(distinct case when exists (
        select 1 from moment o where o.meeting_id = a.meeting_id and 'present' = (
          select k.state from attendance_mark k
          where k.moment_id = o.id and k.person_id = m.person_id and k.at < ${end} order by k.seq desc limit 1))
      or exists (
        select 1 from make_up u where u.meeting_id = a.meeting_id and u.person_id = m.person_id and u.at < ${end}
          and (u.withdrawn_at is null or u.withdrawn_at >= ${end}))
      then m.person_id end) as done
    from m join asked a on a.rule_id = m.rule_id group by m.crowd, a.id`);
}

export interface AskedMeeting {
  groupId: string;
  id: string;
  /** The meeting's first moment that was not cancelled, and the first one to come. */
  first: number | null;
  next: number | null;
}

/** The meetings that these rules ask, with when they are. */
export async function listAskedMeetings(db: Queryable, ruleIds: readonly string[], now: Date): Promise<AskedMeeting[]> {
  if (ruleIds.length === 0) return [];
  return db.all(sql`
    select t.group_id as "groupId", coalesce(t.template_id, 'nr-' || t.nr) as id,
      (select min(o.starts_at) from moment o where o.meeting_id = t.id and o.cancelled_at is null) as first,
      (select min(o.starts_at) from moment o
       where o.meeting_id = t.id and o.cancelled_at is null and o.starts_at > ${now.getTime()}) as next
    from json_each(${JSON.stringify(ruleIds)}) as r
    cross join group_rule_item i on i.rule_id = r.value and i.kind = 'meeting'
    cross join meeting t on t.id = i.ref
    order by t.group_id, t.nr`);
}
