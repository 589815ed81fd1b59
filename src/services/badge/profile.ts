import { coverText } from '#src/domain/open-badge.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { moduleTitleIn } from './achievement.ts';

export interface ProfileView {
  title: string;
  summary: string;
  source: string;
  total: number;
  covered: number;
  groups: { title: string; notProven: string | null; rows: { id: string; text: string; by: string[] }[] }[];
}

/** What a job asks, and which module teaches what of it. For everyone. */
export function openProfile(ctx: Context, profileId: string): ProfileView {
  const profile = ctx.catalogue.profiles.get(profileId);
  if (!profile) throw notFound();
  const moduleTitle = moduleTitleIn(ctx);
  const rows = profile.groups.flatMap((group) => group.rows);
  return {
    title: profile.title,
    summary: profile.summary,
    source: profile.source,
    total: rows.length,
    covered: rows.filter((row) => row.covered.length > 0).length,
    groups: profile.groups.map((group) => ({
      title: group.title,
      notProven: group.notProven ?? null,
      rows: group.rows.map((row) => ({
        id: row.id,
        text: row.text,
        by: row.covered.map((cover) => coverText(cover, moduleTitle)),
      })),
    })),
  };
}
