import { listSpecialists } from '#src/db/queries/contact.ts';
import { findReadingPlace, listRunningBranches } from '#src/db/queries/local-place.ts';
import { listNewestTexts } from '#src/db/queries/local-text.ts';
import { enumerate } from '#src/domain/dutch.ts';
import type { LocalSlotView } from '#src/domain/lesson-parts.ts';
import { textFor } from '#src/domain/local-text.ts';
import { staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { cardPath } from './paths.ts';
import { slotView } from './view.ts';

export interface LocalReading {
  libraryName: string;
  /** The branch whose texts these are; null where one reads the library's. */
  branchName: string | null;
  branchId: string;
  /** Branches to choose from; empty where there is nothing to choose. */
  branches: { value: string; label: string }[];
  filled: (LocalSlotView & { id: string })[];
  empty: { id: string; title: string; general: string }[];
  /** Whom to ask what is not written down. */
  ask: string;
  cardHref: string;
  manages: boolean;
}

/** Everything that the reader's library filled in: of their branch where that differs. */
export async function readLocal(ctx: Context): Promise<LocalReading> {
  const actor = authorise(ctx, 'local:list');
  const libraries = staffLibraries(actor);
  const place = await findReadingPlace(ctx.db, actor.personId, ctx.now);
  if (!place) throw notFound();
  const [texts, branches, specialists] = await Promise.all([
    listNewestTexts(ctx.db, [place.libraryId], ctx.now),
    listRunningBranches(
      ctx.db,
      libraries.map((library) => library.id),
    ),
    listSpecialists(ctx.db, [place.libraryId], ctx.now),
  ]);
  const slots = [...ctx.catalogue.slots.values()].map((slot) => ({
    id: slot.id,
    general: slot.general,
    ...slotView(slot.title, textFor(texts, slot.id, place.branchId), place.libraryName, ctx.now),
  }));
  const names = specialists.flatMap((s) => (s.name && s.personId !== actor.personId ? [s.name] : []));
  return {
    libraryName: place.libraryName,
    branchName: place.branchName,
    branchId: place.branchId ?? '',
    branches: branches.map((branch) => ({
      value: branch.id,
      label: libraries.length > 1 ? `${libraries.find((l) => l.id === branch.libraryId)?.name}, ${branch.name}` : branch.name,
    })),
    filled: slots.filter((slot) => slot.text !== null),
    empty: slots.filter((slot) => slot.text === null),
    ask: names.length > 0 ? enumerate(names, 'of') : 'je specialist',
    cardHref: cardPath(place.libraryId),
    manages: libraries.some((library) => library.manages),
  };
}
