/** What a job asks, row by row, and which module teaches what of it: content/profiles/*.yml. */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9-]+$/);
const text = z.string().min(1);

const coverSchema = z.strictObject({
  module: id,
  /** The objective of that module that teaches it. */
  objective: id,
  /** Where it teaches only a part of the row: which part. */
  part: text.optional(),
});

const rowSchema = z.strictObject({
  /** Stays as it is: credentials point at it. */
  id,
  text,
  covered: z.array(coverSchema).default([]),
});

export const profileSchema = z
  .strictObject({
    id,
    title: text,
    summary: text,
    /** Where the rows come from. */
    source: text,
    groups: z
      .array(
        z.strictObject({
          id,
          title: text,
          /** Why no course can prove these rows. */
          notProven: text.optional(),
          rows: z.array(rowSchema).min(1),
        }),
      )
      .min(1),
  })
  .refine((p) => new Set(rowsOf(p).map((row) => row.id)).size === rowsOf(p).length, 'two rows share an id')
  .refine(
    (p) => p.groups.every((group) => group.notProven === undefined || group.rows.every((row) => row.covered.length === 0)),
    'a row that no course can prove is said to be covered',
  )
  .refine(
    (p) => rowsOf(p).every((row) => new Set(row.covered.map((c) => c.module)).size === row.covered.length),
    'a row names a module twice',
  );

export type CompetenceProfile = z.infer<typeof profileSchema>;
export type ProfileRow = z.infer<typeof rowSchema>;

const rowsOf = (profile: { groups: readonly { rows: readonly ProfileRow[] }[] }) => profile.groups.flatMap((g) => g.rows);

export interface CoveredRow {
  profileId: string;
  profileTitle: string;
  groupTitle: string;
  rowId: string;
  text: string;
  /** By which of the modules asked for. */
  by: ProfileRow['covered'];
}

/** The rows that these modules teach something of; never more than these. */
export function rowsCoveredBy(profiles: Iterable<CompetenceProfile>, moduleIds: readonly string[]): CoveredRow[] {
  const found: CoveredRow[] = [];
  for (const profile of profiles)
    for (const group of profile.groups)
      for (const row of group.rows) {
        const by = row.covered.filter((cover) => moduleIds.includes(cover.module));
        if (by.length === 0) continue;
        found.push({
          profileId: profile.id,
          profileTitle: profile.title,
          groupTitle: group.title,
          rowId: row.id,
          text: row.text,
          by,
        });
      }
  return found;
}
