/**
 * Dutch time in a calendar file. A native date only tells the hours of the machine it is on, and the zone of a server is
 * anyone's guess: this one tells the hours of the Netherlands wherever it runs.
 */
import { wallClock } from '#src/domain/calendar-day.ts';

export const zone = 'Europe/Amsterdam';

/** The rule of the European Union since 1996 (directive 2000/84/EC), as RFC 5545 section 3.6.5 writes it down. */
export const zoneRules = () =>
  [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    'BEGIN:DAYLIGHT',
    'TZNAME:CEST',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'DTSTART:19960331T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'TZNAME:CET',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'DTSTART:19961027T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');

const hour = 3_600_000;

/** In the night that the clock goes back this hour comes twice, and a time on the clock can only mean the first. */
export function comesTwice(at: Date): boolean {
  const { day, time } = wallClock(at);
  return [-hour, hour].some((step) => {
    const other = wallClock(new Date(at.getTime() + step));
    return other.day === day && other.time === time;
  });
}

/** A date that knows its zone, with what ical-generator looks at to believe it (those of @date-fns/tz have the same). */
export class DutchDate extends Date {
  readonly internal = new Date(this);
  tzComponents(): string[] {
    return [zone];
  }
  withTimeZone(): this {
    return this;
  }
  override getFullYear = () => this.part('day', 0);
  override getMonth = () => this.part('day', 1) - 1;
  override getDate = () => this.part('day', 2);
  override getHours = () => this.part('time', 0);
  override getMinutes = () => this.part('time', 1);
  override getSeconds = () => this.getUTCSeconds();

  private part(of: 'day' | 'time', nr: number): number {
    return Number(wallClock(this)[of].split(of === 'day' ? '-' : ':')[nr]);
  }
}
