import { listLeaders } from '#src/db/queries/leader.ts';
import { listToInvite } from '#src/db/queries/membership.ts';
import { longDate, shortDate } from '#src/domain/calendar-day.ts';
import { shownName } from '#src/domain/person.ts';
import { can } from '#src/domain/roles.ts';
import { signedIn, type Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';

export const peopleFilters = ['wacht', 'pauze', 'weg'] as const;
export type PeopleFilter = (typeof peopleFilters)[number] | '';

export interface GroupPerson {
  personId: string;
  name: string;
  /** E-mail address or user name. */
  login: string;
  /** "Is ingelogd geweest.", "Uitgenodigd op 3 jan 2027, nog niet geweest." */
  state: string;
  waits: boolean;
  paused: boolean;
  left: boolean;
  /** An invitation can be mailed. */
  invitable: boolean;
  /** A card can be printed. */
  card: boolean;
  href: string;
}

export interface PeoplePage {
  groupId: string;
  groupName: string;
  libraryName: string;
  closed: boolean;
  practice: boolean;
  filter: PeopleFilter;
  people: GroupPerson[];
  counts: { active: number; came: number; waiting: number; paused: number; left: number };
  leaders: { personId: string; name: string }[];
  /** Who can be invited again in one go. */
  invitable: number;
  cards: number;
  /** Where a file with people is read, for who may. */
  importHref: string | null;
}

/** Who is in a group: who was invited, who has been in, who rests and who left. */
export async function openPeople(ctx: Context, input: { groupId: string; filter: string }): Promise<PeoplePage> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  const [rows, leaders] = await Promise.all([listToInvite(ctx.db, group.id), listLeaders(ctx.db, group.id, ctx.now)]);
  const practice = group.kind === 'practice';
  const all = rows.map((row): GroupPerson => {
    const left = row.leftAt !== null;
    const waits = !row.joined && !left;
    return {
      personId: row.personId,
      name: shownName(row),
      login: row.email ?? row.username ?? '',
      state: stateOf(row),
      waits,
      paused: !left && row.pausedAt !== null,
      left,
      invitable: waits && row.email !== null && row.deactivatedAt === null && !practice,
      card: mayHaveCard(row),
      href: `/groepen/${group.id}/deelnemers/${row.personId}`,
    };
  });
  const active = all.filter((p) => !p.left);
  const filter = peopleFilters.find((f) => f === input.filter) ?? '';
  const shown = {
    '': active,
    wacht: active.filter((p) => p.waits),
    pauze: active.filter((p) => p.paused),
    weg: all.filter((p) => p.left),
  }[filter];
  return {
    groupId: group.id,
    groupName: group.name,
    libraryName: group.libraryName,
    closed: group.closedAt !== null,
    practice,
    filter,
    people: shown,
    counts: {
      active: active.length,
      came: active.filter((p) => !p.waits).length,
      waiting: active.filter((p) => p.waits).length,
      paused: active.filter((p) => p.paused).length,
      left: all.length - active.length,
    },
    leaders: leaders.map((l) => ({ personId: l.personId, name: shownName(l) })),
    invitable: active.filter((p) => p.invitable).length,
    cards: active.filter((p) => p.card).length,
    importHref: importHref(ctx, group),
  };
}

function importHref(ctx: Context, group: { id: string; libraryId: string }): string | null {
  const actor = signedIn(ctx);
  if (!can(actor, 'people:import', { libraryId: group.libraryId })) return null;
  return `${can(actor, 'person:manage') ? '/beheer' : ''}/mensen/inlezen?groep=${group.id}`;
}

type Row = Awaited<ReturnType<typeof listToInvite>>[number];

/** A card opens an account: for who has no mailbox to prove it is theirs, or has never been in. */
export const mayHaveCard = (row: Row) => row.leftAt === null && row.deactivatedAt === null && (row.email === null || !row.joined);

function stateOf(row: Row): string {
  if (row.leftAt) return `Gestopt op ${longDate(row.leftAt)}.`;
  if (row.deactivatedAt) return 'Het account is uitgezet.';
  const rest = row.pausedAt ? ` Pauze sinds ${longDate(row.pausedAt)}.` : '';
  if (row.joined) return `Is ingelogd geweest.${rest}`;
  if (row.invitedAt)
    return `${row.email === null ? 'Kaart gemaakt' : 'Uitgenodigd'} op ${shortDate(row.invitedAt)}, nog niet geweest.${rest}`;
  return `${row.email === null ? 'Heeft nog geen kaart.' : 'Nog niet uitgenodigd.'}${rest}`;
}
