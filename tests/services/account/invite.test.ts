import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLink } from '#src/db/queries/one-time-link.ts';
import { auditEvent, oneTimeLink, outbox } from '#src/db/schema/index.ts';
import { invitationTerm, invite } from '#src/services/account/invite.ts';
import { hashToken } from '#src/services/new-id.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let admin: TestPerson;
let invitee: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  admin = await house.person({ name: 'Ada Beheer', role: 'administrator' });
  invitee = await house.person({ email: 'nieuw@duinrand.example', password: null });
});
afterEach(() => house.close());

async function inviteOnce() {
  const ctx = await house.ctx(admin);
  return house.db.transaction((tx) => invite(tx, ctx, { ...invitee, libraryName: 'Bibliotheek Duinrand' }));
}

const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

test('the link lies in the mail and only its hash in the database', async () => {
  const { link, until } = await inviteOnce();
  const token = tokenOf(link);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4321\/uitnodiging\/[0-9a-z]{32}$/);
  expect(until.getTime()).toBe(house.now.getTime() + invitationTerm);
  const [mail] = await house.db.select().from(outbox);
  expect(mail?.payload).toMatchObject({
    kind: 'invitation',
    to: 'nieuw@duinrand.example',
    values: { link, inviter: 'Ada Beheer', library: 'Bibliotheek Duinrand', until: '24 februari 2027' },
  });
  const rows = await house.db.select().from(oneTimeLink);
  expect(rows).toMatchObject([{ tokenHash: hashToken(token), usesLeft: 1, purpose: 'invitation' }]);
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(await house.db.select().from(auditEvent)).toMatchObject([
    { kind: 'invited', subjectId: invitee.personId, actorId: admin.personId },
  ]);
});

test('a new invitation closes the older ones of that account and nobody else’s', async () => {
  const other = await house.person({ password: null });
  const ctx = await house.ctx(admin);
  const theirs = await house.db.transaction((tx) => invite(tx, ctx, { ...other, libraryName: 'x' }));
  const first = await inviteOnce();
  const second = await inviteOnce();
  const uses = async (link: string) => (await findLink(house.db, 'invitation', hashToken(tokenOf(link))))?.usesLeft;
  expect(await uses(first.link)).toBe(0);
  expect(await uses(second.link)).toBe(1);
  expect(await uses(theirs.link)).toBe(1);
});
