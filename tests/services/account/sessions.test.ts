import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findActorFacts } from '#src/db/queries/session.ts';
import { branch, employment, person } from '#src/db/schema/index.ts';
import { endSession } from '#src/services/account/end-session.ts';
import { endSessions } from '#src/services/account/end-sessions.ts';
import { signOutElsewhere } from '#src/services/account/sign-out-elsewhere.ts';
import { viewAccount } from '#src/services/account/view-account.ts';
import { newId } from '#src/services/new-id.ts';
import { startSession, type SignedIn } from '#src/services/session/start.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let library: string;
let who: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library('Bibliotheek Duinrand');
  who = await house.learner(library, 'Ans');
});
afterEach(() => house.close());

async function open(owner = who, kind: 'own' | 'shared' = 'own') {
  const made = await startSession(await house.ctx(), owner, kind);
  if (!made) throw new Error('may not come in');
  return made;
}

const as = async (made: SignedIn) => ({ ...(await house.ctx()), actor: made.actor });
const stateOf = async (made: SignedIn) => (await house.sessions.check(made.token, house.now)).kind;

test('the account page shows name, workplaces, sessions with this device first, and one’s certificates', async () => {
  const branchId = newId();
  await house.db.insert(branch).values({ id: branchId, libraryId: library, name: 'Centrum' });
  await house.db.update(employment).set({ branchId }).where(eq(employment.personId, who.personId));
  const group = await house.group({ libraryId: library, members: [who] });
  const code = await house.certificate(group.id, group.ruleId, who);
  const here = await open();
  house.now = new Date('2027-02-10T10:30:00Z');
  await open(who, 'shared');
  const view = await viewAccount(await as(here));
  expect(view).toMatchObject({
    name: 'Ans',
    email: who.email,
    workplaces: [{ organisation: 'Bibliotheek Duinrand', branch: 'Centrum', role: 'medewerker' }],
    sessions: [
      { kind: 'own', here: true, since: '10 februari 2027', lastSeen: 'wo 10 feb, 10 uur' },
      { kind: 'shared', here: false, lastSeen: 'wo 10 feb, 11.30 uur' },
    ],
    certificates: [{ href: `/certificaten/${code}`, title: 'Certificaat', issued: '10 februari 2027', revoked: false }],
  });
});

test('the list leaves out sessions that have ended, and somebody else’s', async () => {
  await open(await house.learner(library));
  await open(who, 'shared');
  house.now = new Date(house.now.getTime() + 11 * 60_000);
  const here = await open();
  expect((await viewAccount(await as(here))).sessions).toHaveLength(1);
});

test('one session can be ended, and ending it again is fine', async () => {
  const [here, there] = [await open(), await open()];
  for (let i = 0; i < 2; i++) expect(await endSession(await as(here), there.actor.sessionId)).toEqual({ here: false });
  expect(await stateOf(there)).toBe('none');
  expect(await endSession(await as(here), here.actor.sessionId)).toEqual({ here: true });
  expect(await stateOf(here)).toBe('none');
});

test('somebody else’s session goes on, whoever knows its id', async () => {
  const theirs = await open(await house.learner(library));
  await endSession(await as(await open()), theirs.actor.sessionId);
  expect(await stateOf(theirs)).toBe('alive');
});

test('signing out elsewhere leaves this browser alone', async () => {
  const [here, there] = [await open(), await open(who, 'shared')];
  const theirs = await open(await house.learner(library));
  await signOutElsewhere(await as(here));
  expect(await Promise.all([here, there, theirs].map(stateOf))).toEqual(['alive', 'none', 'alive']);
});

test('ending the sessions of a person works at the next request, also when the clock goes back; their typing is still theirs', async () => {
  const made = await open();
  const theirs = await open(await house.learner(library));
  await house.db.transaction((tx) => endSessions(tx, who.personId));
  expect(await house.sessions.check(made.token, house.now)).toEqual({ kind: 'lapsed', session: { personId: who.personId } });
  house.now = new Date(house.now.getTime() - 2 * 3_600_000);
  expect(await stateOf(made)).toBe('lapsed');
  expect(await stateOf(theirs)).toBe('alive');
});

test('who was deactivated, erased or merged into another is refused, whatever session there is', async () => {
  const other = await house.learner(library);
  for (const change of [{ deactivatedAt: house.now }, { erasedAt: house.now }, { mergedIntoId: other.personId }]) {
    const one = await house.learner(library);
    expect(await findActorFacts(house.db, one.personId, house.now)).not.toBeNull();
    await house.db.update(person).set(change).where(eq(person.id, one.personId));
    expect(await findActorFacts(house.db, one.personId, house.now)).toBeNull();
    expect(await startSession(await house.ctx(), one, 'own')).toBeNull();
  }
});

test('a role counts from the first day of an employment until its last', async () => {
  const [from, until] = [new Date('2027-03-01T00:00:00Z'), new Date('2027-04-01T00:00:00Z')];
  const job = await house.employ(who, 'educationSpecialist', library, from);
  await house.db.update(employment).set({ until }).where(eq(employment.id, job));
  const roles = async (at: Date) => (await findActorFacts(house.db, who.personId, at))?.employments.map((e) => e.role) ?? [];
  expect(await roles(new Date(from.getTime() - 1))).toEqual(['learner']);
  expect(await roles(from)).toEqual(['learner', 'educationSpecialist']);
  expect(await roles(until)).toEqual(['learner']);
});
