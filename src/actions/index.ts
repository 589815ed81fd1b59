import { account } from './account.ts';
import { agreement } from './agreement.ts';
import { ask } from './ask.ts';
import { agenda } from './agenda.ts';
import { arrange } from './arrange.ts';
import { assignment } from './assignment.ts';
import { attendance } from './attendance.ts';
import { buddy } from './buddy.ts';
import { certificate } from './certificate.ts';
import { correction } from './correction.ts';
import { checkIn } from './check-in.ts';
import { conversation } from './conversation.ts';
import { datePoll } from './date-poll.ts';
import { course } from './course.ts';
import { desk } from './desk.ts';
import { evaluation } from './evaluation.ts';
import { group } from './group.ts';
import { intention } from './intention.ts';
import { joining } from './joining.ts';
import { lesson } from './lesson.ts';
import { local } from './local.ts';
import { mail } from './mail.ts';
import { makeUp } from './make-up.ts';
import { meeting } from './meeting.ts';
import { membership } from './membership.ts';
import { module } from './module.ts';
import { moduleTask } from './module-task.ts';
import { note } from './note.ts';
import { organisation } from './organisation.ts';
import { packages } from './packages.ts';
import { outside } from './outside.ts';
import { passkey } from './passkey.ts';
import { people } from './people.ts';
import { person } from './person.ts';
import { pilot } from './pilot.ts';
import { poll } from './poll.ts';
import { pilotAdvice } from './pilot-advice.ts';
import { pilotAgreement } from './pilot-agreement.ts';
import { pilotContact } from './pilot-contact.ts';
import { planning } from './planning.ts';
import { practice } from './practice.ts';
import { privacy } from './privacy.ts';
import { questionnaire } from './questionnaire.ts';
import { quiz } from './quiz.ts';
import { referral } from './referral.ts';
import { release } from './release.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { session } from './session.ts';
import { suggestion } from './suggestion.ts';
import { visit } from './visit.ts';

/** Every form of the site; each is a public address, so each service checks who asks. */
export const server = {
  account,
  agreement,
  ask,
  agenda,
  arrange,
  assignment,
  attendance,
  buddy,
  certificate,
  correction,
  checkIn,
  conversation,
  datePoll,
  course,
  desk,
  evaluation,
  group,
  intention,
  joining,
  lesson,
  local,
  mail,
  makeUp,
  meeting,
  membership,
  module,
  moduleTask,
  note,
  organisation,
  packages,
  outside,
  passkey,
  people,
  person,
  pilot,
  poll,
  pilotAdvice,
  pilotAgreement,
  pilotContact,
  planning,
  practice,
  privacy,
  questionnaire,
  quiz,
  referral,
  release,
  report,
  run,
  session,
  suggestion,
  visit,
};
