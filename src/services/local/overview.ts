import { listRunningBranches } from '#src/db/queries/local-place.ts';
import { listNewestTexts, type LocalTextRow } from '#src/db/queries/local-text.ts';
import { countReferralNeeds } from '#src/db/queries/referral.ts';
import { longDay, wallClock } from '#src/domain/calendar-day.ts';
import { count } from '#src/domain/dutch.ts';
import { overviewOf, type OverviewItem } from '#src/domain/local-overview.ts';
import type { Need } from '#src/domain/local-text.ts';
import { staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { cardPath, slotPath } from './paths.ts';

export const groupKeys = ['leeg', 'verlopen', 'zonder-eigenaar', 'op-orde', 'niet-getoond'] as const;
export type GroupKey = (typeof groupKeys)[number];

export interface WorkItem {
  title: string;
  /** For which branch, and of which library where there are several. */
  where: string;
  /** What is wrong with it, or until when it counts. */
  note: string;
  href: string;
  /** What "Nagekeken, klopt nog" sends. */
  confirm: { libraryId: string; slotId: string; branchId: string; seen: number } | null;
}

export interface WorkGroup {
  key: GroupKey;
  title: string;
  lead: string;
  items: WorkItem[];
}

export interface UnusedText {
  slotId: string;
  where: string;
  text: string;
  why: string;
}

export interface LocalWork {
  groups: WorkGroup[];
  unused: UnusedText[];
  /** The filter of the address; null: everything. */
  shown: GroupKey | null;
  libraryId: string | null;
  /** Buttons that filter, with how many there are. */
  filters: { key: GroupKey | null; label: string; count: number }[];
  libraries: { id: string; name: string; cardHref: string; card: string | null }[];
}

const groupTexts: Record<Exclude<GroupKey, 'niet-getoond'>, { need: Need | null; title: string; lead: string }> = {
  leeg: { need: 'empty', title: 'Nog leeg', lead: 'Je collega’s lezen in de les nu een algemene tekst.' },
  verlopen: { need: 'stale', title: 'Opnieuw nakijken', lead: 'De datum is voorbij. Lees de tekst en kijk of hij nog klopt.' },
  'zonder-eigenaar': {
    need: 'ownerless',
    title: 'Zonder eigenaar',
    lead: 'Wie erover ging, werkt hier niet meer. Kies een andere collega.',
  },
  'op-orde': { need: null, title: 'Op orde', lead: 'Hier is nu niets te doen.' },
};

/** What the specialist's libraries filled in, by what needs doing; filtered as the address asks. */
export async function listLocalWork(ctx: Context, given: { toon?: string; bibliotheek?: string }): Promise<LocalWork> {
  const actor = authorise(ctx, 'local:list');
  const managed = staffLibraries(actor).filter((library) => library.manages);
  const wanted = managed.filter((library) => library.id === given.bibliotheek);
  const libraries = wanted.length > 0 ? wanted : managed;
  const ids = libraries.map((library) => library.id);
  const today = wallClock(ctx.now).day;
  const [texts, branches, cards] = await Promise.all([
    listNewestTexts(ctx.db, ids, ctx.now),
    listRunningBranches(ctx.db, ids),
    Promise.all(ids.map((id) => countReferralNeeds(ctx.db, id, today, ctx.now))),
  ]);
  const shown = groupKeys.find((key) => key === given.toon) ?? null;
  const many = managed.length > 1;
  const perLibrary = libraries.map((library) => {
    const own = branches.filter((branch) => branch.libraryId === library.id);
    const found = overviewOf(
      [...ctx.catalogue.slots.keys()],
      texts.filter((row) => row.libraryId === library.id),
      own.map((branch) => branch.id),
      today,
    );
    const branchName = new Map(own.map((branch) => [branch.id, branch.name]));
    const where = (branchId: string | null, name = branchName.get(branchId ?? '')) =>
      [...(many ? [library.name] : []), ...(branchId ? [name ?? 'gesloten vestiging'] : [])].join(', ');
    return {
      items: found.items.map((item) => ({ needs: item.needs, item: workItem(ctx, library.id, where(item.branchId), item) })),
      unused: found.unused.map((row): UnusedText => ({
        slotId: row.slotId,
        where: where(row.branchId, row.branchName ?? undefined),
        text: row.body ?? '',
        why: ctx.catalogue.slots.has(row.slotId) ? 'De vestiging is gesloten.' : 'Geen les vraagt er nog om.',
      })),
    };
  });
  const items = perLibrary.flatMap((library) => library.items);
  const unused = perLibrary.flatMap((library) => library.unused);
  const keys = Object.keys(groupTexts) as (keyof typeof groupTexts)[];
  /** With a filter everything that has the need; without one each thing once, under the first of its needs. */
  const inGroup = (key: keyof typeof groupTexts, all: boolean) => {
    const { need } = groupTexts[key];
    return items.filter(({ needs }) => (need === null ? needs.length === 0 : all ? needs.includes(need) : needs[0] === need));
  };
  return {
    groups: keys
      .filter((key) => shown === null || shown === key)
      .map((key) => ({
        key,
        title: groupTexts[key].title,
        lead: groupTexts[key].lead,
        items: inGroup(key, shown === key).map(({ item }) => item),
      }))
      .filter((group) => group.items.length > 0),
    unused: shown === null || shown === 'niet-getoond' ? unused : [],
    shown,
    libraryId: wanted[0]?.id ?? null,
    filters: [
      { key: null, label: 'Alles', count: items.length + unused.length },
      ...keys.map((key) => ({ key, label: groupTexts[key].title, count: inGroup(key, true).length })),
      ...(unused.length > 0 ? [{ key: 'niet-getoond' as const, label: 'Niet meer getoond', count: unused.length }] : []),
    ],
    libraries: managed.map((library) => {
      const needs = cards[ids.indexOf(library.id)];
      return { id: library.id, name: library.name, cardHref: cardPath(library.id), card: needs ? cardText(needs) : null };
    }),
  };
}

function workItem(ctx: Context, libraryId: string, where: string, found: OverviewItem<LocalTextRow>): WorkItem {
  const { slotId, branchId, text, needs } = found;
  const slot = ctx.catalogue.slots.get(slotId);
  return {
    title: slot?.title ?? slotId,
    where,
    note: text === null ? (slot?.question ?? '') : noteOf(text, needs),
    href: slotPath(libraryId, slotId, branchId),
    confirm: text && needs.includes('stale') ? { libraryId, slotId, branchId: branchId ?? '', seen: text.seq } : null,
  };
}

/** "Had nagekeken moeten zijn op 3 februari 2027 · Samira Haddad" */
const noteOf = (text: LocalTextRow, needs: readonly Need[]) =>
  [
    needs.includes('stale')
      ? `Had nagekeken moeten zijn op ${longDay(text.reviewBy)}`
      : `Nakijken vóór ${longDay(text.reviewBy)}`,
    needs.includes('ownerless') ? `${text.ownerName ?? 'de eigenaar'} werkt hier niet meer` : text.ownerName,
  ]
    .filter(Boolean)
    .join(' · ');

/** "Drie regels opnieuw nakijken"; null where nothing needs doing. */
function cardText({ stale, ownerless }: { stale: number; ownerless: number }): string | null {
  const parts = [
    stale > 0 ? `${count(stale, 'regel', 'regels')} opnieuw nakijken` : '',
    ownerless > 0 ? `${count(ownerless, 'regel', 'regels')} zonder eigenaar` : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : null;
}
