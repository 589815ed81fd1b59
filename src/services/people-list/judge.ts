import type { Queryable } from '#src/db/client.ts';
import { listBranches, listOpenGroupsOf, type OrganisationRow } from '#src/db/queries/organisation.ts';
import { listJobsAmong, listKnownPeople, listMembershipsAmong } from '#src/db/queries/people-list.ts';
import { rolesAt } from '#src/domain/organisation.ts';
import { fold, sameAddress } from '#src/domain/people-file.ts';
import { decide, placeOf, type Decision, type KnownPerson, type PersonLine, type Place } from '#src/domain/people-list.ts';
import { can } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';

export interface Found extends KnownPerson {
  /** Has chosen a password: has been in. */
  joined: boolean;
}

export interface Judged {
  line: PersonLine;
  decision: Decision;
  known: Found | null;
}

/** So many people are looked up with one query. */
const atOnce = 250;

/** @param as who runs the platform may give any role of a library; without a person it is an operator */
export async function loadPlace(
  db: Queryable,
  ctx: Context,
  library: Pick<OrganisationRow, 'id' | 'name'>,
  groupId: string | null,
): Promise<Place> {
  const [branches, groups] = await Promise.all([listBranches(db, library.id), listOpenGroupsOf(db, library.id)]);
  const manages = ctx.actor === null || can(ctx.actor, 'person:manage');
  const open = groups.filter((group) => group.kind !== 'open');
  return placeOf({
    libraryName: library.name,
    mayGive: manages ? rolesAt('library') : ['learner'],
    branches: branches.filter((branch) => branch.endedAt === null),
    groups: open,
    groupId: groupId !== null && open.some((group) => group.id === groupId) ? groupId : null,
  });
}

/** What becomes of each line, as things are now; in parts, so that others have their turn. */
export async function judgeLines(
  db: Queryable,
  ctx: Context,
  where: { libraryId: string; place: Place },
  lines: readonly PersonLine[],
): Promise<Judged[]> {
  const { place } = where;
  const judged: Judged[] = [];
  for (let at = 0; at < lines.length; at += atOnce) {
    if (at > 0) await giveWay();
    const part = lines.slice(at, at + atOnce);
    const found = await findKnown(db, ctx, where, part);
    for (const line of part) {
      const known = found.get(line.email ?? line.username ?? '') ?? null;
      judged.push({ line, decision: decide(line, known, place), known });
    }
  }
  return judged;
}

async function findKnown(
  db: Queryable,
  ctx: Context,
  where: { libraryId: string; place: Place },
  lines: readonly PersonLine[],
): Promise<Map<string, Found>> {
  const good = lines.filter((line) => line.fault === null);
  const emails = good.flatMap(({ email }) => (email === null ? [] : [email, email.normalize('NFD')]));
  const usernames = good.flatMap(({ username }) => username ?? []);
  const rows = [
    ...(await listKnownPeople(db, 'email', [...new Set(emails)])),
    ...(await listKnownPeople(db, 'username', usernames)),
  ];
  const people = new Map<string, Found>();
  const byAddress = new Map<string, Found>();
  for (const row of rows) {
    const known = people.get(row.personId) ?? {
      personId: row.personId,
      name: row.name,
      joined: row.joined,
      off: row.deactivatedAt !== null || row.erasedAt !== null,
      jobs: [],
      groupIds: [],
    };
    people.set(row.personId, known);
    for (const address of [row.email, row.username]) if (address !== null) byAddress.set(sameAddress(address), known);
  }
  const personIds = [...people.keys()];
  for (const { personId, ...job } of await listJobsAmong(db, { libraryId: where.libraryId, personIds, now: ctx.now }))
    people.get(personId)?.jobs.push(job);
  const groupIds = groupsIn(where.place, good);
  const memberships = await listMembershipsAmong(db, { groupIds, personIds });
  for (const { personId, groupId, leftAt } of memberships) if (leftAt === null) people.get(personId)?.groupIds.push(groupId);
  return byAddress;
}

/** The groups that these lines may bring someone into. */
function groupsIn(place: Place, lines: readonly PersonLine[]): string[] {
  const named = new Set(lines.map((line) => line.group));
  const ids = [...named].flatMap((name) => place.groups.get(fold(name))?.map((group) => group.id) ?? []);
  return [...new Set(place.groupId === null ? ids : [place.groupId, ...ids])];
}
