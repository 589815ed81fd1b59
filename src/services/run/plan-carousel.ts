import { changeRun } from '#src/db/queries/run.ts';
import { fewestStations, groupSizes, mostStations } from '#src/domain/carousel.ts';
import { count, enumerate } from '#src/domain/dutch.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { momentPath } from '../group/work-text.ts';
import { reachMoment } from '../meeting/reach.ts';
import { invalid } from '../service-error.ts';
import { carouselOf, loadPresent, loadRun, reachRun, type CarouselView, type MomentAt } from './load.ts';
import { remotePath } from './paths.ts';
import { prepareRun } from './prepare.ts';

export interface CarouselPage extends MomentAt {
  title: string;
  when: string;
  back: string;
  remoteHref: string;
  carousel: CarouselView | null;
  /** "groepen van drie en vier mensen" */
  sizes: string | null;
  total: number;
}

/** The planner of a carousel, and its sheet to print. */
export async function openCarousel(ctx: Context, at: MomentAt): Promise<CarouselPage> {
  const place = await reachRun(ctx, at);
  const loaded = await loadRun(ctx, {
    courseId: place.group.courseId,
    meetingId: place.meeting.id,
    templateId: place.meeting.templateId,
    moment: place.moment,
  });
  const carousel = carouselOf(loaded, ctx.now);
  const { expected } = await loadPresent(ctx.db, place);
  return {
    ...at,
    title: place.meeting.title,
    when: fullPeriod(place.moment.startsAt, place.moment.endsAt),
    back: momentPath(at.groupId, at.nr, at.momentId),
    remoteHref: remotePath(at),
    carousel,
    sizes: carousel && sizesText(expected.length, carousel.topics.length),
    total: carousel ? carousel.minutes * carousel.topics.length : 0,
  };
}

function sizesText(people: number, groups: number): string | null {
  if (people < groups) return null;
  const sizes = [...new Set(groupSizes(people, groups))].sort((a, b) => a - b);
  return `Met ${count(people, 'persoon', 'mensen')}: groepen van ${enumerate(sizes.map(String))}.`;
}

/** Keeps the topics and minutes of the carousel; there are as many groups and rounds as topics. */
export async function planCarousel(
  ctx: Context,
  input: MomentAt & { topics: readonly string[]; minutes: number },
): Promise<void> {
  await reachGroup(ctx, input.groupId, 'attendance:record');
  const topics = input.topics.map((t) => t.trim()).filter((t) => t !== '');
  if (topics.length < fewestStations || topics.length > mostStations)
    throw invalid('onderwerpen', `Schrijf ${fewestStations} tot ${mostStations} onderwerpen, elk op een regel.`);
  if (topics.some((t) => t.length > 120)) throw invalid('onderwerpen', 'Houd elk onderwerp bij 120 tekens.');
  if (new Set(topics).size < topics.length) throw invalid('onderwerpen', 'Er staat een onderwerp twee keer.');
  const revision = await ctx.db.transaction(async (tx) => {
    const { meeting, moment } = await reachMoment(tx, input);
    await prepareRun(tx, ctx, { meeting, moment });
    const carousel = { groups: topics.length, topics, minutes: input.minutes };
    return changeRun(tx, moment.id, { carousel }, ctx.now);
  });
  if (revision !== null) ctx.live.tell(input.momentId, { revision, to: 'all' });
}
