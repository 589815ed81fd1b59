import { countOpenErasures } from '#src/db/queries/erasure.ts';
import { countOutbox } from '#src/db/queries/outbox.ts';
import { countLacking } from '#src/db/queries/learning-group.ts';
import { countOrganisations, lacksSpecialist, listRunningOrganisations } from '#src/db/queries/organisation.ts';
import { countWaiting } from '#src/db/queries/person.ts';
import { totalText } from '#src/domain/list-query.ts';
import { authorise, type Context } from '../context.ts';
import { coursesWithMeetings } from '../group/list-all.ts';
import { waitingDays, waitingSince } from '../person/list.ts';

export interface Todo {
  text: string;
  href: string;
}

/** The administrator's first page: what asks for attention, and the lists. */
export async function openOverview(ctx: Context) {
  authorise(ctx, 'organisation:manage');
  const courses = coursesWithMeetings(ctx);
  const [{ mail, statements }, libraries, waiting, unled, unruled, leaderless, unmet, wishes] = await Promise.all([
    countOutbox(ctx.db, ctx.now),
    listRunningOrganisations(ctx.db, ['library']),
    countWaiting(ctx.db, waitingSince(ctx.now)),
    countOrganisations(ctx.db, lacksSpecialist(ctx.now)),
    countLacking(ctx.db, 'onderdelen', ctx.now, courses),
    countLacking(ctx.db, 'begeleider', ctx.now, courses),
    countLacking(ctx.db, 'bijeenkomsten', ctx.now, courses),
    countOpenErasures(ctx.db),
  ]);
  const groups = (n: number) => totalText(n, 'groep heeft', 'groepen hebben');
  const found: [number, string, string][] = [
    [libraries.length === 0 ? 1 : 0, 'Er is nog geen bibliotheek. Voeg de eerste toe', '/beheer/bibliotheken/nieuw'],
    [
      unled,
      `${totalText(unled, 'bibliotheek heeft', 'bibliotheken hebben')} nog geen specialist`,
      '/beheer/bibliotheken?mist=specialist',
    ],
    [unruled, `${groups(unruled)} nog geen modules`, '/beheer/groepen?mist=onderdelen'],
    [leaderless, `${groups(leaderless)} geen begeleider`, '/beheer/groepen?mist=begeleider'],
    [unmet, `${groups(unmet)} geen bijeenkomsten`, '/beheer/groepen?mist=bijeenkomsten'],
    [
      waiting,
      `${totalText(waiting, 'persoon is', 'mensen zijn')} meer dan ${waitingDays} dagen geleden uitgenodigd, maar nog niet binnen geweest`,
      '/beheer/mensen?staat=wacht',
    ],
    [wishes, `${totalText(wishes, 'persoon wordt', 'mensen worden')} binnenkort gewist`, '/beheer/wissen'],
    [mail.failed, `${totalText(mail.failed, 'mail is', 'mails zijn')} niet aangekomen`, '/beheer/berichten'],
    [statements.failed, 'Het leersysteem nam niet alle leergegevens aan', '/beheer/berichten'],
  ];
  const todo: Todo[] = found.filter(([number]) => number > 0).map(([, text, href]) => ({ text, href }));
  const lists = [
    { href: '/beheer/bibliotheken', title: 'Bibliotheken', detail: 'met hun vestigingen, en de POI’s' },
    { href: '/beheer/groepen', title: 'Groepen', detail: 'met hun modules, bijeenkomsten, begeleiders en deelnemers' },
    {
      href: '/beheer/cursussen',
      title: 'Cursussen',
      detail: 'voor alle bibliotheken of alleen in een pilot, en wat er aangepast wordt',
    },
    { href: '/beheer/mensen', title: 'Mensen', detail: 'uitnodigen, rollen, namen, accounts uitzetten' },
    { href: '/pilots/landelijk', title: 'Pilots', detail: 'van alle POI’s, in totalen' },
    { href: '/beheer/berichten', title: 'Berichten', detail: 'welke mail mensen krijgen, en wat niet aankwam' },
    { href: '/beheer/logboek', title: 'Logboek', detail: 'wie wat deed, en wanneer' },
    { href: '/beheer/verantwoording', title: 'Privacy', detail: 'bewaren, wissen, register van verwerkingen' },
  ];
  return { todo, lists };
}
