/** What adviser and library wrote to each other in the demonstration's own pilot. */
import { addDays, fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import type { DemoRows } from '#src/db/queries/demo.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

interface Sides {
  pilotId: string;
  libraryId: string;
  adviser: string;
  specialist: string;
}

const advice: readonly { days: number; body: string }[] = [
  {
    days: -41,
    body: 'Jullie kick-off was levendig, en de planning hangt al. Mooi.\n\nMijn tip voor de tweede bijeenkomst: laat elke vestiging zelf haar deel van de lokale kaart invullen. Zet vooraf op papier wat er al staat. Dan houd je tijd over voor de vraag waar jullie op in willen zetten.',
  },
  {
    days: -6,
    body: 'Nodig voor de laatste bijeenkomst iemand van het Taalhuis uit, een kwartier is genoeg. Collega’s verwijzen makkelijker door naar iemand die ze een keer hebben gezien.',
  },
];

const agreements: readonly { body: string; by: 'adviser' | 'specialist'; due: number; done?: number }[] = [
  { body: 'Stuur een voorbeeld van een ingevulde lokale kaart.', by: 'adviser', due: -34, done: -36 },
  { body: 'Vraag de coördinator van het Taalhuis voor de derde bijeenkomst.', by: 'specialist', due: 5 },
  { body: 'Kijk samen naar de drie vakken van ‘Bij ons’ die nog leeg zijn.', by: 'specialist', due: -2 },
  { body: 'Zoek uit welke bibliotheek ook met Klik & Tik op vrijdag begon.', by: 'adviser', due: 8 },
];

const talks: readonly { days: number; about: string; place: string }[] = [
  { days: -42, about: 'terugkijken op de kick-off', place: 'We bellen: Marit belt Samira' },
  { days: 6, about: 'de derde bijeenkomst voorbereiden', place: 'Vestiging Centrum, studiekamer' },
];

/** At a library that began later: one agreement and one talk. */
export function addFirstTalk(rows: DemoRows, ctx: Context, sides: Sides): void {
  writeAgreements(rows, ctx, sides, [{ body: 'Kies de dagen van de tweede en derde bijeenkomst.', by: 'specialist', due: 12 }]);
  planTalks(rows, ctx, sides, [{ days: 13, about: 'halverwege kijken hoe het gaat', place: 'Videogesprek, de link volgt' }]);
}

export function addPilotAdvice(rows: DemoRows, ctx: Context, sides: Sides): void {
  const pilotLibraryId = partOf(rows, sides);
  for (const { days, body } of advice)
    rows.pilotAdvice.push({ id: newId(), pilotLibraryId, body, byId: sides.adviser, at: addDays(ctx.now, days) });
  writeAgreements(rows, ctx, sides, agreements);
  planTalks(rows, ctx, sides, talks);
}

const partOf = (rows: DemoRows, sides: Sides): string =>
  rows.pilotLibrary.find((p) => p.pilotId === sides.pilotId && p.libraryId === sides.libraryId)?.id ?? '';
const dayIn = (ctx: Context, days: number) => wallClock(addDays(ctx.now, days)).day;

function writeAgreements(rows: DemoRows, ctx: Context, sides: Sides, written: typeof agreements): void {
  const { adviser, specialist } = sides;
  written.forEach(({ body, by, due, done }, nr) => {
    const ownerId = by === 'adviser' ? adviser : specialist;
    rows.pilotAgreement.push({
      id: newId(),
      pilotLibraryId: partOf(rows, sides),
      body,
      ownerId,
      due: dayIn(ctx, due),
      byId: adviser,
      at: new Date(addDays(ctx.now, -41).getTime() + nr * 60_000),
      doneAt: done === undefined ? null : addDays(ctx.now, done),
      doneById: done === undefined ? null : ownerId,
    });
  });
}

function planTalks(rows: DemoRows, ctx: Context, sides: Sides, planned: typeof talks): void {
  for (const { days, about, place } of planned) {
    const id = newId();
    const startsAt = fromWallClock(dayIn(ctx, days), '10:00') ?? addDays(ctx.now, days);
    rows.pilotContact.push({
      id,
      pilotLibraryId: partOf(rows, sides),
      about,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 45 * 60_000),
      place,
      icalUid: `${id}@baliewijs.example`,
      byId: sides.adviser,
      at: addDays(ctx.now, Math.min(days - 10, -4)),
    });
  }
}
