/** A moment as it stands in someone's calendar. */
export interface CalendarMoment {
  /** The same for as long as the moment lives: by it a calendar knows that a change is a change. */
  uid: string;
  /** Rises with every change; a calendar takes nothing older than what it has. */
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  place: string;
  title: string;
  text: string;
  link: string;
}

/** Asks someone to a moment, or takes it out of their calendar again. Goes with a mail and is kept with it: times as ISO text. */
export interface Invitation extends Omit<CalendarMoment, 'startsAt' | 'endsAt'> {
  method: 'request' | 'cancel';
  startsAt: string;
  endsAt: string;
  /** Whose calendar it is for; their address is the mail's. */
  attendee: string;
}
