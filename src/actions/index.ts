import { account } from './account.ts';
import { agreement } from './agreement.ts';
import { ask } from './ask.ts';
import { agenda } from './agenda.ts';
import { assignment } from './assignment.ts';
import { attendance } from './attendance.ts';
import { buddy } from './buddy.ts';
import { certificate } from './certificate.ts';
import { correction } from './correction.ts';
import { checkIn } from './check-in.ts';
import { conversation } from './conversation.ts';
import { course } from './course.ts';
import { desk } from './desk.ts';
import { group } from './group.ts';
import { intention } from './intention.ts';
import { lesson } from './lesson.ts';
import { local } from './local.ts';
import { mail } from './mail.ts';
import { makeUp } from './make-up.ts';
import { meeting } from './meeting.ts';
import { module } from './module.ts';
import { note } from './note.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { poll } from './poll.ts';
import { practice } from './practice.ts';
import { quiz } from './quiz.ts';
import { referral } from './referral.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { session } from './session.ts';
import { suggestion } from './suggestion.ts';

/** Every form of the site; each is a public address, so each service checks who asks. */
export const server = {
  account,
  agreement,
  ask,
  agenda,
  assignment,
  attendance,
  buddy,
  certificate,
  correction,
  checkIn,
  conversation,
  course,
  desk,
  group,
  intention,
  lesson,
  local,
  mail,
  makeUp,
  meeting,
  module,
  note,
  organisation,
  person,
  poll,
  practice,
  quiz,
  referral,
  report,
  run,
  session,
  suggestion,
};
