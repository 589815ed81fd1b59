import { dayMoment, fullPeriod, hour } from '#src/domain/calendar-day.ts';
import { count } from '#src/domain/dutch.ts';
import { agendaTimes, comingMoment, minutesShort } from '#src/domain/meeting-guide.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath, momentPath } from '../group/work-text.ts';
import { notFound } from '../service-error.ts';
import { loadAgenda } from '../agenda/load.ts';
import { guideKey } from './guide-key.ts';
import { loadOwnData, type OwnData } from './own-data.ts';
import { reachMeeting } from './reach.ts';

export interface GuidePage {
  groupId: string;
  groupName: string;
  courseTitle: string;
  nr: number;
  title: string;
  path: string;
  /** Which text to render: `<course>/<template>`. */
  entryId: string;
  minutes: number;
  goal: string;
  prepare: string[];
  materials: string[];
  /** Questions of the course for the conversation. */
  questions: string[];
  agenda: {
    /** "9.05 uur", or null as long as there is no coming moment. */
    from: string | null;
    /** Minutes from the start. */
    after: number;
    minutes: number;
    title: string;
    form: string;
    question: string | null;
    options: string[];
    notes: string[];
  }[];
  /** "Aangepast door Samira op di 12 jan, 9 uur."; null where the agenda is the guide's own. */
  adapted: string | null;
  /** What this group and library bring to the meeting, and what the adviser suggests. */
  own: OwnData;
  /** "10.30 uur" */
  ends: string | null;
  /** The coming moment that the clock times are of. */
  moment: { when: string; place: string } | null;
  /** What to know when the moment is shorter than the guide. */
  short: string | null;
  /** Who was not there: what to read, answer and talk about. */
  makeUp: { intro: string; read: string[]; questions: string[]; talk: string } | null;
  /** What there is of the group for each moment that is on. */
  moments: { when: string; attendance: string; list: string }[];
}

/** The guide of a meeting, for whoever may plan it; where the course has none written, it is not there. */
export async function openGuide(ctx: Context, input: { groupId: string; nr: number }): Promise<GuidePage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting, moments } = await reachMeeting(ctx.db, input);
  const course = ctx.catalogue.courses.get(group.courseId);
  const entryId = guideKey(group.courseId, meeting.templateId);
  const guide = ctx.catalogue.guides.get(entryId);
  if (!course || !guide || meeting.cancelledAt) throw notFound();
  const coming = comingMoment(moments, ctx.now);
  const [{ agenda, adapted }, own] = await Promise.all([
    loadAgenda(ctx.db, ctx.catalogue, { courseId: group.courseId, meetingId: meeting.id, templateId: meeting.templateId }),
    loadOwnData(ctx, { group, templateId: meeting.templateId }),
  ]);
  const minutes = agenda.reduce((sum, item) => sum + item.minutes, 0);
  const times = agendaTimes(agenda, coming?.startsAt ?? null);
  const last = times.at(-1)?.until;
  const lacking = coming ? minutesShort(minutes, coming) : 0;
  return {
    groupId: group.id,
    groupName: group.name,
    courseTitle: course.title,
    nr: meeting.nr,
    title: meeting.title,
    path: meetingPath(group.id, meeting.nr),
    entryId,
    minutes,
    goal: guide.goal,
    prepare: guide.prepare,
    materials: guide.materials,
    questions: course.meetings.find((m) => m.id === meeting.templateId)?.questions ?? [],
    agenda: agenda.map(({ minutes, title, form, question, options, notes }, index) => {
      const time = times[index];
      return {
        from: time?.from ? hour(time.from) : null,
        after: time?.after ?? 0,
        minutes,
        title,
        form,
        question: question ?? null,
        options: options ?? [],
        notes,
      };
    }),
    adapted: adapted && `Aangepast${adapted.byName ? ` door ${adapted.byName}` : ''} op ${dayMoment(adapted.at)}.`,
    own,
    ends: last ? hour(last) : null,
    moment: coming && { when: fullPeriod(coming.startsAt, coming.endsAt), place: coming.place },
    short:
      lacking > 0
        ? `Het moment is ${count(lacking, 'minuut', 'minuten')} korter dan dit draaiboek. Kies vooraf wat je inkort.`
        : null,
    makeUp: guide.makeUp
      ? {
          intro: guide.makeUp.intro,
          read: guide.makeUp.read,
          questions: guide.makeUp.questions.map((q) => q.text),
          talk: guide.makeUp.talk,
        }
      : null,
    moments: moments
      .filter((m) => m.cancelledAt === null)
      .map((m) => {
        const path = momentPath(group.id, meeting.nr, m.id);
        return { when: fullPeriod(m.startsAt, m.endsAt), attendance: path, list: `${path}/lijst` };
      }),
  };
}
