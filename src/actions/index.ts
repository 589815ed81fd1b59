import { account } from './account.ts';
import { assignment } from './assignment.ts';
import { attendance } from './attendance.ts';
import { certificate } from './certificate.ts';
import { correction } from './correction.ts';
import { conversation } from './conversation.ts';
import { course } from './course.ts';
import { desk } from './desk.ts';
import { group } from './group.ts';
import { lesson } from './lesson.ts';
import { local } from './local.ts';
import { makeUp } from './make-up.ts';
import { meeting } from './meeting.ts';
import { module } from './module.ts';
import { note } from './note.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { practice } from './practice.ts';
import { quiz } from './quiz.ts';
import { referral } from './referral.ts';
import { session } from './session.ts';

/** Every form of the site; each is a public address, so each service checks who asks. */
export const server = {
  account,
  assignment,
  attendance,
  certificate,
  correction,
  conversation,
  course,
  desk,
  group,
  lesson,
  local,
  makeUp,
  meeting,
  module,
  note,
  organisation,
  person,
  practice,
  quiz,
  referral,
  session,
};
