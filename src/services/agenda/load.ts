import type { Queryable } from '#src/db/client.ts';
import { findAgenda } from '#src/db/queries/meeting-agenda.ts';
import type { Catalogue } from '#src/catalogue/read.ts';
import { plainAgenda, sameAgenda } from '#src/domain/agenda.ts';
import type { GuideAgenda, MeetingGuide } from '#src/domain/course.ts';
import { guideKey } from '../meeting/guide-key.ts';

export interface LoadedAgenda {
  agenda: GuideAgenda;
  /** As the guide has it; of a meeting without one, three plain parts. */
  original: GuideAgenda;
  guide: MeetingGuide | null;
  /** Who adapted it and when; null where it is the original. */
  adapted: { byName: string | null; at: Date } | null;
  /** The newest row, 0 for none. */
  seq: number;
}

const usualMinutes = 90;

/** The agenda of a meeting: as its group's leader adapted it, or else as the guide has it. */
export async function loadAgenda(
  db: Queryable,
  catalogue: Catalogue,
  of: { courseId: string; meetingId: string; templateId: string | null; minutes?: number },
): Promise<LoadedAgenda> {
  const guide = catalogue.guides.get(guideKey(of.courseId, of.templateId)) ?? null;
  const original = guide?.agenda ?? plainAgenda(of.minutes ?? usualMinutes);
  const row = await findAgenda(db, of.meetingId);
  const adapted = row !== null && row.agenda.length > 0 && !sameAgenda(row.agenda, original);
  return {
    agenda: adapted ? row.agenda : original,
    original,
    guide,
    adapted: adapted ? { byName: row.byName, at: row.at } : null,
    seq: row?.seq ?? 0,
  };
}
