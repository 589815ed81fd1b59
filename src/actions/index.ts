import { account } from './account.ts';
import { attendance } from './attendance.ts';
import { certificate } from './certificate.ts';
import { correction } from './correction.ts';
import { desk } from './desk.ts';
import { group } from './group.ts';
import { lesson } from './lesson.ts';
import { makeUp } from './make-up.ts';
import { meeting } from './meeting.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { practice } from './practice.ts';
import { quiz } from './quiz.ts';
import { session } from './session.ts';

/** Every form of the site; each is a public address, so each service checks who asks. */
export const server = {
  account,
  attendance,
  certificate,
  correction,
  desk,
  group,
  lesson,
  makeUp,
  meeting,
  organisation,
  person,
  practice,
  quiz,
  session,
};
