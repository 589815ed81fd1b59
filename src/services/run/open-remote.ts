import { findNote } from '#src/db/queries/run.ts';
import { hour, fullPeriod } from '#src/domain/calendar-day.ts';
import { byName } from '#src/domain/dutch.ts';
import { usualDots, type PollKind } from '#src/domain/live-poll.ts';
import { shownName } from '#src/domain/person.ts';
import { listLeaders } from '#src/db/queries/reach.ts';
import { agreementForm, canRecord, yieldPath, type AgreementForm } from '../agreement/form.ts';
import { madeAgreements, type MadeAgreement } from '../agreement/made.ts';
import { ownersOf } from '../agreement/owners.ts';
import { signedIn, type Context } from '../context.ts';
import { momentPath } from '../group/work-text.ts';
import { newId } from '../new-id.ts';
import { loadPolls, type PollView } from '../poll/view.ts';
import {
  countIn,
  loadPresent,
  loadRun,
  reachRun,
  type AgendaLine,
  type MomentAt,
  type RunStage,
  type TimerView,
} from './load.ts';
import { carouselPath, paperPath, screenPath } from './paths.ts';
import { countText } from './open-screen.ts';

export interface RemotePage extends MomentAt {
  title: string;
  when: string;
  stage: RunStage;
  /** Why the meeting can't be led; null when it can. */
  closed: string | null;
  part: {
    index: number;
    nr: number;
    of: number;
    title: string;
    form: string;
    question: string | null;
    notes: string[];
    /** What a poll or dots of this part would ask; null where the part has none. */
    poll: { kind: PollKind; question: string; options: string[]; dots: number } | null;
  } | null;
  previous: number | null;
  next: { part: number; title: string } | null;
  timer: TimerView | null;
  agenda: AgendaLine[];
  countText: string;
  /** Checked in and not marked yet, by name. */
  waiting: { personId: string; name: string; note: string }[];
  confirmed: number;
  polls: PollView[];
  openPoll: PollView | null;
  note: string;
  agreements: {
    /** Is this what the group does now? */
    now: boolean;
    made: MadeAgreement[];
    form: AgreementForm | null;
    /** Where they can be changed and taken away. */
    href: string;
  };
  clientKey: string;
  otherLeaders: number;
  revision: number;
  owner: string;
  links: { screen: string; paper: string; attendance: string; carousel: string };
}

/**
 * What a leader holds in the hand: the next step, the notes to each part, and who checked in. Only for leaders.
 * @param day of the agreement that was written down last
 */
export async function openRemote(ctx: Context, at: MomentAt, day: string | null = null): Promise<RemotePage> {
  const place = await reachRun(ctx, at);
  const { personId } = signedIn(ctx);
  const { group, meeting, moment } = place;
  const loaded = await loadRun(ctx, {
    courseId: group.courseId,
    meetingId: meeting.id,
    templateId: meeting.templateId,
    moment,
  });
  const [present, polls, note, leaders, made, people] = await Promise.all([
    loadPresent(ctx.db, place),
    loadPolls(ctx.db, moment.id, null),
    findNote(ctx.db, moment.id, personId),
    listLeaders(ctx.db, [group.id], ctx.now),
    madeAgreements(ctx, { groupId: group.id, meetingId: meeting.id }),
    ownersOf(ctx.db, group.id, ctx.now),
  ]);
  const { part, agenda } = loaded;
  const item = part?.item;
  const following = part ? agenda[part.index + 1] : undefined;
  const asks = item?.tool === 'poll' || item?.tool === 'dots' ? item.tool : null;
  return {
    ...at,
    title: meeting.title,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    stage: loaded.stage,
    closed: moment.cancelledAt || meeting.cancelledAt ? 'Dit moment gaat niet door.' : null,
    part:
      part && item
        ? {
            index: part.index,
            nr: part.index + 1,
            of: agenda.length,
            title: item.title,
            form: item.form,
            question: item.question ?? null,
            notes: item.notes,
            poll:
              asks && item.question && item.options
                ? { kind: asks, question: item.question, options: item.options, dots: asks === 'dots' ? usualDots : 1 }
                : null,
          }
        : null,
    previous: part && part.index > 0 ? part.index - 1 : null,
    next: part && following ? { part: part.index + 1, title: following.title } : null,
    timer: loaded.timer,
    agenda: loaded.lines,
    countText: countText(countIn(present), present.expected.length),
    waiting: present.checkedIn
      .filter((c) => !present.present.has(c.personId) && !present.absent.has(c.personId))
      .map((c) => ({
        personId: c.personId,
        name: shownName(c),
        note: `${c.late ? 'later verstuurd, ' : ''}${hour(c.at)}`,
      }))
      .sort(byName),
    confirmed: present.present.size,
    polls,
    openPoll: polls.find((p) => !p.closed) ?? null,
    note,
    agreements: {
      now: item?.tool === 'agreements',
      made,
      form: canRecord(group, meeting) ? agreementForm(ctx, people, day) : null,
      href: yieldPath(at),
    },
    clientKey: newId(),
    otherLeaders: leaders.filter((l) => l.personId !== personId).length,
    revision: loaded.revision,
    owner: personId,
    links: {
      screen: screenPath(at),
      paper: paperPath(at),
      attendance: momentPath(at.groupId, at.nr, at.momentId),
      carousel: carouselPath(at),
    },
  };
}
