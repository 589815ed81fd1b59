/** Which days a pilot can have. Days are YYYY-MM-DD. */
import { addMonths, isDay, longDay } from './calendar-day.ts';
import { dayAfter, rounds } from './pilot.ts';

export interface PlannedDays {
  startsOn: string;
  endsOn: string;
  followUpOn: string | null;
}

export interface DayFault {
  field: 'begin' | 'einde' | 'later';
  message: string;
}

const longestMonths = 12;
/** A start may lie so far back or ahead; further is a slip in the year. */
const farthestMonths = 12;
const lastRound = rounds[rounds.length - 1] ?? 12;

/** The first thing that can't be, or null. @param present how it stands now, of a pilot that is changed */
export function faultOf(days: PlannedDays, today: string, present: PlannedDays | null = null): DayFault | null {
  const { startsOn, endsOn, followUpOn } = days;
  const fault = (field: DayFault['field'], message: string): DayFault => ({ field, message });
  if (!isDay(startsOn)) return fault('begin', 'Deze dag bestaat niet. Kijk de datum na.');
  if (!isDay(endsOn)) return fault('einde', 'Deze dag bestaat niet. Kijk de datum na.');
  if (followUpOn !== null && !isDay(followUpOn)) return fault('later', 'Deze dag bestaat niet. Kijk de datum na.');
  if (startsOn !== present?.startsOn) {
    if (present && present.startsOn <= today) return fault('begin', 'De pilot is al begonnen. De begindag kan niet meer anders.');
    if (startsOn < addMonths(today, -farthestMonths) || startsOn > addMonths(today, farthestMonths))
      return fault('begin', 'Deze dag is meer dan een jaar hier vandaan. Kijk het jaar na.');
  }
  const soonest = dayAfter(startsOn, lastRound * 7 + 1);
  if (endsOn < soonest)
    return fault('einde', `De laatste vragenlijst gaat na ${lastRound} weken open. Kies ${longDay(soonest)} of een dag daarna.`);
  if (endsOn > addMonths(startsOn, longestMonths))
    return fault('einde', 'Een pilot duurt hoogstens een jaar. Kies een eerdere dag.');
  if (followUpOn === null) return null;
  if (followUpOn < endsOn) return fault('later', 'De latere meting komt na de pilot. Kies de laatste dag of een dag daarna.');
  return followUpOn > addMonths(endsOn, longestMonths)
    ? fault('later', 'De latere meting is hoogstens een jaar na de pilot. Kies een eerdere dag.')
    : null;
}
