import { listGroupsAsking, listUsers, listVersions, type VersionRow } from '#src/db/queries/package.ts';
import { shortDate } from '#src/domain/calendar-day.ts';
import { completionRules, type CompletionChoice } from '#src/domain/package-choice.ts';
import { launchables, type Manifest } from '#src/scorm/manifest/types.ts';
import { signedIn, authorise, type Context } from '../context.ts';
import { ownersFor, reachPackage } from './reach.ts';
import { ownerInWords, packagePath, sizeInWords, standardNames, startPath } from './words.ts';

export interface VersionView {
  id: string;
  nr: number;
  title: string;
  facts: { label: string; value: string }[];
  remarks: string[];
  published: string | null;
  download: string;
  choice: CompletionChoice & { title: string; minutes: number; windows: boolean };
}

export interface PackageView {
  id: string;
  title: string;
  owner: string;
  /** Newest first. */
  versions: VersionView[];
  /** The newest one, when it still has to be published. */
  concept: VersionView | null;
  open: boolean;
  startHref: string;
  groups: string[];
  users: number;
  playable: boolean;
}

/** A package for who keeps it. */
export async function openPackage(ctx: Context, id: string): Promise<PackageView> {
  const owner = await reachPackage(ctx.db, ctx, id);
  const [versions, groups, users] = await Promise.all([
    listVersions(ctx.db, id),
    listGroupsAsking(ctx.db, id),
    listUsers(ctx.db, id),
  ]);
  const views = versions.map(viewOf);
  const [newest] = views;
  return {
    id,
    title: newest?.title ?? id,
    owner: ownerInWords({ name: owner.ownerName, kind: owner.ownerKind }),
    versions: views,
    concept: newest && newest.published === null ? newest : null,
    open: views.some((v) => v.published !== null),
    startHref: startPath(id),
    groups: groups.map((g) => g.name),
    users: users.length,
    playable: ctx.contentBaseUrl !== null,
  };
}

function viewOf(row: VersionRow): VersionView {
  const manifest = row.manifest as Manifest;
  const parts = launchables(manifest).length;
  return {
    id: row.id,
    nr: row.nr,
    title: row.title,
    facts: [
      { label: 'Soort', value: standardNames[row.standard] },
      { label: 'Onderdelen', value: String(parts) },
      { label: 'Bestand', value: `${row.fileName}, ${sizeInWords(row.bytes)}` },
      { label: 'Toegevoegd op', value: shortDate(row.at) },
    ],
    remarks: manifest.remarks,
    published: row.publishedAt ? shortDate(row.publishedAt) : null,
    download: `${packagePath(row.packageId)}/${row.id}/bestand`,
    choice: { title: row.title, minutes: row.minutes, rule: row.rule, minScore: row.minScore, windows: row.windows },
  };
}

/** Whom a new package may be for. */
export async function openNewPackage(ctx: Context): Promise<{ owners: { id: string; name: string }[] }> {
  authorise(ctx, 'package:list');
  return { owners: await ownersFor(ctx.db, signedIn(ctx)) };
}

export { completionRules };
