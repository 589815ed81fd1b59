import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { AgendaItem } from '#src/domain/agenda.ts';
import { madeAgreements, type MadeAgreement } from '../agreement/made.ts';
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
    /** Lines to write on: of what the group agrees (with what stands there already), or of what each intends. */
    write: { kind: 'agreements'; made: MadeAgreement[]; blanks: number } | { kind: 'intention' } | null;
  }[];
  carousel: CarouselView | null;
  hard: HardLine[] | null;
}

const voteText = {
  poll: 'Lees de antwoorden voor. Ieder schrijft een nummer op een briefje en vouwt het dicht. Jij turft.',
  dots: 'Hang dit vel op. Ieder plakt drie stippen. Draai je om terwijl ze plakken.',
};

/** So many lines for agreements; with what stands there already, some stay empty. */
const agreementRows = 6;
const fewestBlanks = 3;

function writeOn(item: AgendaItem, made: MadeAgreement[]): PaperPage['sheets'][number]['write'] {
  if (item.tool === 'intention') return { kind: 'intention' };
  if (item.tool !== 'agreements') return null;
  return { kind: 'agreements', made, blanks: Math.max(fewestBlanks, agreementRows - made.length) };
}

/** Everything of the screen on paper, for when the beamer fails. */
export async function openPaper(ctx: Context, at: MomentAt): Promise<PaperPage> {
  const { group, meeting, moment } = await reachRun(ctx, at);
  const loaded = await loadRun(ctx, {
    courseId: group.courseId,
    meetingId: meeting.id,
    templateId: meeting.templateId,
    moment,
  });
  const agrees = loaded.agenda.some((item) => item.tool === 'agreements');
  const made = agrees ? await madeAgreements(ctx, { groupId: group.id, meetingId: meeting.id }) : [];
  return {
    title: meeting.title,
    groupName: group.name,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
    back: remotePath(at),
    agenda: loaded.lines.map((line) => ({ ...line, state: 'later' })),
    sheets: loaded.agenda
      .filter((item) => item.question || (item.options && item.tool !== 'carousel') || writeOn(item, made))
      .map((item) => ({
        title: item.title,
        form: item.form,
        question: item.question ?? null,
        options: item.tool === 'carousel' ? [] : (item.options ?? []),
        vote: item.tool === 'poll' || item.tool === 'dots' ? voteText[item.tool] : null,
        write: writeOn(item, made),
      })),
    carousel: loaded.agenda.some((item) => item.tool === 'carousel') || loaded.run?.carousel ? carouselOf(loaded, ctx.now) : null,
    hard: loaded.agenda.some((item) => item.tool === 'groupData') ? await loadHard(ctx, group.id) : null,
  };
}
