/** What readers of the demonstration reported: some of it answered, some of it waiting. All invented. */
import type { DemoRows } from '#src/db/queries/demo.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

interface Reported {
  by: string;
  about: 'local' | 'national';
  module: string;
  /** Number of the lesson in its module, from 1. */
  lesson: number;
  days: number;
  body: string;
  answer?: { by: string; days: number; text: string };
}

const samira = 'specialist@duinrand.example';
const adviser = 'adviseur@poi.example';

const reports: Reported[] = [
  {
    by: 'medewerker@duinrand.example',
    about: 'local',
    module: 'landelijke-context',
    lesson: 2,
    days: -2,
    body: 'Bij ons staat dat de opdracht van de gemeente tot dit jaar loopt. Volgens mij is die verlengd. Klopt dat?',
  },
  {
    by: 'medewerker@duinrand.example',
    about: 'national',
    module: 'onze-activiteiten',
    lesson: 1,
    days: -4,
    body: 'Bij de eerste keuze zou ik eerst vragen wat de mevrouw al kan. Mag dat antwoord er ook bij?',
  },
  {
    by: 'bijna@duinrand.example',
    about: 'local',
    module: 'onze-activiteiten',
    lesson: 5,
    days: -20,
    body: 'Het spreekuur in Zeedorp begint een half uur later dan er staat.',
    answer: { by: samira, days: -18, text: 'Je hebt gelijk, het is half drie geworden. Ik heb het aangepast. Dank je wel!' },
  },
  {
    by: 'bijna@duinrand.example',
    about: 'national',
    module: 'landelijke-context',
    lesson: 1,
    days: -30,
    body: 'Er staat een cijfer over het aantal mensen dat moeite heeft met lezen. Is daar al een nieuwer onderzoek van?',
    answer: {
      by: adviser,
      days: -27,
      text: 'Nog niet: dit is het nieuwste onderzoek. Komt er een nieuw, dan krijgt de les een nieuwe versie en lees je wat er anders is.',
    },
  },
  {
    by: 'joost@heuvelland.example',
    about: 'local',
    module: 'landelijke-context',
    lesson: 1,
    days: -1,
    body: 'Onze tekst noemt een partner waar we niet meer mee werken.',
  },
];

export function seedCorrections(rows: DemoRows, ctx: Context) {
  const personOf = (email: string) => rows.account.find((a) => a.email === email)?.personId ?? null;
  for (const { by, about, module: moduleId, lesson, days, body, answer } of reports) {
    const module = ctx.catalogue.modules.get(moduleId);
    const personId = personOf(by);
    const at = addDays(ctx.now, days);
    rows.correction.push({
      id: newId(),
      about,
      courseId: 'frontoffice',
      moduleId,
      lessonId: module?.lessons[lesson - 1]?.id ?? '',
      version: module?.version ?? 1,
      libraryId: rows.employment.find((e) => e.personId === personId)?.organisationId ?? null,
      personId,
      body,
      at,
      ...(answer ? { answer: answer.text, answeredById: personOf(answer.by), answeredAt: addDays(ctx.now, answer.days) } : {}),
    });
  }
}
