import { countOrganisations, lacksSpecialist } from '#src/db/queries/organisation.ts';
import { countWaiting } from '#src/db/queries/person.ts';
import { totalText } from '#src/domain/list-query.ts';
import { authorise, type Context } from '../context.ts';
import { waitingDays, waitingSince } from '../person/list.ts';

export interface Todo {
  text: string;
  href: string;
}

/** The administrator's first page: what asks for attention, and the lists. */
export async function openOverview(ctx: Context) {
  authorise(ctx, 'organisation:manage');
  const [waiting, unled] = await Promise.all([
    countWaiting(ctx.db, waitingSince(ctx.now)),
    countOrganisations(ctx.db, lacksSpecialist(ctx.now)),
  ]);
  const found: [number, string, string][] = [
    [
      unled,
      `${totalText(unled, 'bibliotheek heeft', 'bibliotheken hebben')} nog geen specialist`,
      '/beheer/bibliotheken?mist=specialist',
    ],
    [
      waiting,
      `${totalText(waiting, 'persoon is', 'mensen zijn')} meer dan ${waitingDays} dagen geleden uitgenodigd, maar nog niet binnen geweest`,
      '/beheer/mensen?staat=wacht',
    ],
  ];
  const todo: Todo[] = found.filter(([number]) => number > 0).map(([, text, href]) => ({ text, href }));
  const lists = [
    { href: '/beheer/bibliotheken', title: 'Bibliotheken', detail: 'met hun vestigingen, en de POI’s' },
    { href: '/beheer/mensen', title: 'Mensen', detail: 'uitnodigen, rollen, namen, accounts uitzetten' },
  ];
  return { todo, lists };
}
