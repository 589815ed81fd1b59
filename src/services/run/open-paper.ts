import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { loadHard, type HardLine } from '../meeting/own-data.ts';
import { carouselOf, loadRun, reachRun, type AgendaLine, type CarouselView, type MomentAt } from './load.ts';
import { remotePath } from './paths.ts';

export interface PaperPage {
  title: string;
  groupName: string;
  when: string;
  place: string;
  back: string;
  agenda: AgendaLine[];
  /** What would stand on the screen, a sheet each. */
  sheets: {
    title: string;
    form: string;
    question: string | null;
    options: string[];
    /** How to vote without a screen. */
    vote: string | null;
  }[];
  carousel: CarouselView | null;
  hard: HardLine[] | null;
}

const voteText = {
  poll: 'Lees de antwoorden voor. Ieder schrijft een nummer op een briefje en vouwt het dicht. Jij turft.',
  dots: 'Hang dit vel op. Ieder plakt drie stippen. Draai je om terwijl ze plakken.',
};

/** Everything of the screen on paper, for when the beamer fails. */
export async function openPaper(ctx: Context, at: MomentAt): Promise<PaperPage> {
  const { group, meeting, moment } = await reachRun(ctx, at);
  const loaded = await loadRun(ctx, {
    courseId: group.courseId,
    meetingId: meeting.id,
    templateId: meeting.templateId,
    moment,
  });
  return {
    title: meeting.title,
    groupName: group.name,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
    back: remotePath(at),
    agenda: loaded.lines.map((line) => ({ ...line, state: 'later' })),
    sheets: loaded.agenda
      .filter((item) => item.question || (item.options && item.tool !== 'carousel'))
      .map((item) => ({
        title: item.title,
        form: item.form,
        question: item.question ?? null,
        options: item.tool === 'carousel' ? [] : (item.options ?? []),
        vote: item.tool === 'poll' || item.tool === 'dots' ? voteText[item.tool] : null,
      })),
    carousel: loaded.agenda.some((item) => item.tool === 'carousel') || loaded.run?.carousel ? carouselOf(loaded, ctx.now) : null,
    hard: loaded.agenda.some((item) => item.tool === 'groupData') ? await loadHard(ctx, group.id) : null,
  };
}
