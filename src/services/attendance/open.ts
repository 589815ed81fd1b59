import { listMarks, listValidCertificates } from '#src/db/queries/attendance.ts';
import { listCheckIns } from '#src/db/queries/check-in.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { attendanceAt, counts, momentAttendanceNames, recordingOpens, type MomentAttendance } from '#src/domain/attendance.ts';
import { lastAction } from '#src/domain/attendance-undo.ts';
import { dayMoment, fullPeriod, hour, wallClock } from '#src/domain/calendar-day.ts';
import { awardNames, isNew } from '#src/domain/certificate.ts';
import { capital, count, enumerate } from '#src/domain/dutch.ts';
import { expectedAt, placeOf } from '#src/domain/expectation.ts';
import { listCertificates } from '#src/db/queries/certificate.ts';
import { issuedSentence } from '../certificate/issued-text.ts';
import { loadStanding, type GroupStanding } from '../certificate/load-standing.ts';
import { signedIn, type Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers, type Member } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { listVisitors } from '#src/db/queries/visit.ts';
import { can } from '#src/domain/roles.ts';
import { shownName } from '#src/domain/person.ts';
import { meetingPath, momentPath } from '../group/work-text.ts';
import { reachMoment } from '../meeting/reach.ts';
import { newId } from '../new-id.ts';
import { notFound } from '../service-error.ts';
import { statesMeeting } from './tell-correction.ts';

export interface AttendanceLine {
  personId: string;
  name: string;
  state: 'present' | 'absent' | 'none';
  /** Who recorded it and when, or where else they are expected or were. */
  note: string;
}

export interface AttendancePage {
  groupId: string;
  groupName: string;
  nr: number;
  title: string;
  momentId: string;
  when: string;
  place: string;
  path: string;
  /** Where the reader came from: the meeting, or for who may not see that their own meetings. */
  back: { href: string; label: string };
  /** Why nothing can be filled in; null when it can. */
  closed: string | null;
  /** Whose taps a phone without a connection keeps. */
  owner: string;
  /** Hidden in the form: a tap that comes in twice is one tap. */
  clientKey: string;
  expected: AttendanceLine[];
  others: AttendanceLine[];
  left: AttendanceLine[];
  /** From other groups, in the place of a meeting of their own. */
  visitors: AttendanceLine[];
  counts: { present: number; absent: number; open: number };
  everyone: { people: number; warning: string | null };
  undo: { action: string; label: string } | null;
  /** People who hold a certificate that names this meeting, though they don't count as present. */
  afterCertificate: { name: string; href: string }[];
  /** Sentence about the certificates that the last tap earned. */
  issued: string | null;
}

/**
 * The attendance screen of one moment. A guest reads names and attendance there, and nothing of how far anyone is.
 * @param input.earned person ids that the last tap reported certificates for; only real ones are named
 */
export async function openAttendance(
  ctx: Context,
  input: { groupId: string; nr: number; momentId: string; earned?: readonly string[] },
): Promise<AttendancePage> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:see', input.momentId);
  const actor = signedIn(ctx);
  const scope = { groupId: group.id, libraryId: group.libraryId, momentId: input.momentId };
  const records = can(actor, 'attendance:record', scope);
  const { meeting, moments, moment } = await reachMoment(ctx.db, input);
  const momentIds = moments.map((m) => m.id);
  const [memberMap, expectedRows, marks, valid, checkIns, visits] = await Promise.all([
    loadMembers(ctx.db, [group.id]),
    listExpected(ctx.db, momentIds),
    listMarks(ctx.db, momentIds),
    listValidCertificates(ctx.db, [group.id]),
    listCheckIns(ctx.db, moment.id),
    listVisitors(ctx.db, [moment.id]),
  ]);
  const members = memberMap.get(group.id) ?? [];
  const active = members.filter((m) => !m.left);
  const standing = await loadStanding(
    ctx.db,
    ctx.catalogue,
    group.id,
    active.map((m) => m.personId),
  );
  if (!standing) throw notFound();
  const held = moments.map(heldMoment);
  const here = new Set(
    expectedAt(
      moment.id,
      held,
      expectedRows,
      active.map((m) => m.personId),
    ),
  );
  const ownMarks = marks.filter((m) => m.momentId === moment.id);
  const line = (member: Pick<Member, 'personId' | 'name'>): AttendanceLine => {
    const state = attendanceAt(ownMarks, moment.id, member.personId);
    const newest = ownMarks.findLast((m) => m.personId === member.personId);
    const elsewhere = held.find((m) => m.id !== moment.id && attendanceAt(marks, m.id, member.personId) === 'present');
    const asked = placeOf(member.personId, held, expectedRows);
    const other = asked !== null && asked !== moment.id ? held.find((m) => m.id === asked) : undefined;
    const checkedIn = state === 'notRecorded' ? checkIns.find((c) => c.personId === member.personId) : undefined;
    const notes = [
      checkedIn ? `checkte in, ${hour(checkedIn.at)}` : '',
      records && newest && state !== 'notRecorded' ? recordedBy(newest.byName, newest.at, ctx.now) : '',
      elsewhere ? `was er op ${dayMoment(elsewhere.startsAt)}` : other ? `staat bij ${dayMoment(other.startsAt)}` : '',
    ];
    return { personId: member.personId, name: member.name, state: shown(state), note: notes.filter(Boolean).join(' · ') };
  };
  const visitors = visits
    .filter((v) => !active.some((m) => m.personId === v.personId))
    .map((v) => ({ ...line({ personId: v.personId, name: shownName(v) }), note: `van de groep ‘${v.ownGroupName}’` }));
  // Who takes a rest is counted on nowhere, but may well come in.
  const counted = active.filter((m) => here.has(m.personId) && (!m.paused || ownMarks.some((x) => x.personId === m.personId)));
  const expected = counted.map(line);
  const others = active.filter((m) => !counted.includes(m)).map(line);
  const left = members.filter((m) => m.left && ownMarks.some((mark) => mark.personId === m.personId)).map(line);
  const all = [...expected, ...others, ...visitors, ...left];
  const names = new Map([...members, ...visitors].map((m) => [m.personId, m.name]));
  const action = records ? lastAction(ownMarks, actor.personId, ctx.now) : null;
  const open = [...expected, ...visitors].filter((l) => l.state === 'none').map((l) => l.personId);
  return {
    groupId: group.id,
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    momentId: moment.id,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
    path: momentPath(group.id, meeting.nr, moment.id),
    back: can(actor, 'meeting:plan', scope)
      ? { href: meetingPath(group.id, meeting.nr), label: `Bijeenkomst ${meeting.nr}: ${meeting.title}` }
      : { href: '/bijeenkomsten', label: 'Bijeenkomsten' },
    closed: records ? closedText(ctx, meeting, moment) : guestText,
    owner: ctx.actor?.personId ?? '',
    clientKey: newId(),
    expected,
    others,
    left,
    visitors,
    counts: {
      present: all.filter((l) => l.state === 'present').length,
      absent: all.filter((l) => l.state === 'absent').length,
      open: open.length,
    },
    everyone: { people: open.length, warning: records ? await warningOf(ctx, group, standing, meeting.id, open, names) : null },
    undo: action && {
      action: action.key,
      label:
        action.how !== 'leader'
          ? `‘${action.how === 'everyone' ? 'Iedereen aanwezig' : 'Bevestig wie incheckte'}’ (${action.people.length})`
          : `${names.get(action.people[0] ?? '') ?? 'deelnemer'}: ${momentAttendanceNames[asAttendance(action.state)]}`,
    },
    afterCertificate: (records ? members : [])
      .filter((m) => statesMeeting(valid, m.personId, meeting.nr) && standing.people.has(m.personId))
      .filter((m) => !counts(standing.people.get(m.personId)?.attendance.get(meeting.id)))
      .map((m) => ({ name: m.name, href: `/groepen/${group.id}/deelnemers/${m.personId}` })),
    issued: records ? issuedSentence(valid, input.earned ?? [], names) : null,
  };
}

const guestText = 'Je bent hier te gast. Je ziet wie er is. Invullen doet de begeleider.';

function closedText(
  ctx: Context,
  meeting: { cancelledAt: Date | null },
  moment: { cancelledAt: Date | null; startsAt: Date },
): string | null {
  if (moment.cancelledAt) return 'Dit moment gaat niet door. Er kan niets ingevuld worden.';
  if (meeting.cancelledAt) return 'Deze bijeenkomst telt niet meer mee. Er kan niets meer ingevuld worden.';
  const opens = recordingOpens(moment.startsAt);
  if (ctx.now >= opens) return null;
  const from = wallClock(opens).day === wallClock(ctx.now).day ? hour(opens) : dayMoment(opens);
  return `Dit moment moet nog beginnen. Je kunt invullen wie er is vanaf ${from}.`;
}

const shown = (state: MomentAttendance) => (state === 'notRecorded' ? 'none' : state);
const asAttendance = (state: 'present' | 'absent' | 'cleared'): MomentAttendance => (state === 'cleared' ? 'notRecorded' : state);

/** "door Samira, 9.35 uur"; with the day when it wasn't today. */
function recordedBy(name: string | null, at: Date, now: Date): string {
  const when = wallClock(at).day === wallClock(now).day ? hour(at) : dayMoment(at);
  return `${name ? `door ${name}, ` : ''}${when}`;
}

/** Who would have a certificate at once when everybody were present: whoever isn't there should be tapped first. */
async function warningOf(
  ctx: Context,
  group: { id: string; kind: string },
  standing: GroupStanding,
  meetingId: string,
  open: readonly string[],
  names: ReadonlyMap<string, string>,
): Promise<string | null> {
  if (group.kind === 'practice') return null;
  const almost = open.filter((personId) => {
    const decision = standing.people.get(personId)?.decision;
    const [only, more] = decision?.kind === 'notYet' ? decision.missing : [];
    return more === undefined && only?.kind === 'meeting' && only.meetingId === meetingId;
  });
  const given = await listCertificates(ctx.db, { groupId: group.id, personIds: almost });
  const fresh = almost.filter((id) =>
    isNew(
      standing.rule.award,
      given.filter((c) => c.personId === id),
    ),
  );
  if (fresh.length === 0) return null;
  const who = fresh.length <= 5 ? enumerate(fresh.map((id) => names.get(id) ?? '')) : count(fresh.length, 'persoon', 'mensen');
  const award = awardNames[standing.rule.award];
  return fresh.length === 1
    ? `${capital(who)} heeft verder alles gedaan en krijgt meteen een ${award}. Niet aanwezig? Tik dan eerst op ‘Afwezig’.`
    : `${capital(who)} hebben verder alles gedaan en krijgen meteen hun ${award}. Is één van hen er niet? Tik dan eerst bij die naam op ‘Afwezig’.`;
}
