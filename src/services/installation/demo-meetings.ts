/** What makes the guide of a meeting in the demonstration worth reading: a suggestion, and some doubt in a group. */
import type { DemoRows } from '#src/db/queries/demo.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

const suggestions = [
  {
    template: 'fo-rol',
    days: -6,
    body: 'Jullie hebben net een nieuw spreekuur in Zeedorp. Laat de collega die het draait vijf minuten vertellen, vóór de carrousel. Dan gaat het gesprek over jullie eigen balie.',
  },
  {
    template: 'fo-locatie',
    days: -40,
    body: 'Nodig de coördinator van het Taalhuis uit voor het kwartier over wie wat doet.',
  },
];

export function addMeetingRows(rows: DemoRows, ctx: Context, at: { libraryId: string; adviserId: string }) {
  for (const { template, days, body } of suggestions)
    rows.guideSuggestion.push({
      id: newId(),
      libraryId: at.libraryId,
      courseId: 'frontoffice',
      templateId: template,
      body,
      byId: at.adviserId,
      at: addDays(ctx.now, days),
    });
  doubt(rows);
}

/** The two questions that most people answered: at each, two of three people said that they were in doubt. */
function doubt(rows: DemoRows) {
  const asked = new Map<string, DemoRows['answer']>();
  for (const answer of rows.answer) asked.set(answer.questionId, [...(asked.get(answer.questionId) ?? []), answer]);
  const most = [...asked.values()].sort((a, b) => b.length - a.length).slice(0, 2);
  for (const answers of most) answers.forEach((answer, index) => (answer.sure = index % 3 === 0));
}
