import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import type { Context } from '#src/services/context.ts';
import { endLink, makeGroupLink, openGroupLinks } from '#src/services/group-link/keep.ts';
import { askByLink, joinByLink, openGroupLink } from '#src/services/group-link/join.ts';
import { addMemberList } from '#src/services/membership/list.ts';
import { makeCards, openCards } from '#src/services/sign-in-card/make.ts';
import { signInOrCard } from '#src/services/sign-in-card/sign-in.ts';
import { acceptCard, openSignInCard } from '#src/services/sign-in-card/use.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;
let libraryId: string;
let anna: TestPerson;
let groupId: string;

beforeEach(async () => {
  house = await openTestHouse();
  libraryId = await house.library('Bibliotheek Duinrand');
  const samira = await house.specialist(libraryId, 'Samira');
  anna = await house.learner(libraryId, 'Anna');
  groupId = (await house.group({ libraryId, leaders: [samira], meetings: 0 })).id;
  ctx = await house.ctx(samira);
});
afterEach(() => house.close());

const later = (hours: number) => (house.now = new Date(house.now.getTime() + hours * 3_600_000));
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
const link = async (uses = 2, days = 7) => tokenOf((await makeGroupLink(ctx, { groupId, uses, days })).link);
const members = () => house.db.select().from(table.membership);
const mails = async () => (await house.db.select().from(table.outbox)).map((m) => m.payload.kind);

test('who is signed in joins with the link, once, and a used-up link says so', async () => {
  const token = await link(1);
  expect(await openGroupLink(await house.ctx(), token)).toMatchObject({ kind: 'open', reader: null });
  await joinByLink(await house.ctx(anna), token);
  await joinByLink(await house.ctx(anna), token);
  expect(await members()).toHaveLength(1);
  expect(await openGroupLink(await house.ctx(), token)).toEqual({ kind: 'ended' });
  expect(await openGroupLink(await house.ctx(anna), token)).toMatchObject({ kind: 'open', reader: { member: true } });
  const bram = await house.ctx(await house.learner(libraryId));
  await expect(joinByLink(bram, token)).rejects.toMatchObject({ code: 'conflict' });
});

test('of ten who click at once on a link for three, three come in', async () => {
  const token = await link(3);
  const people = await Promise.all(Array.from({ length: 10 }, () => house.learner(libraryId)));
  const contexts = await Promise.all(people.map((p) => house.ctx(p)));
  const done = await Promise.allSettled(contexts.map((c) => joinByLink(c, token)));
  expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(3);
  expect(await members()).toHaveLength(3);
});

test('who isn’t signed in: a new address is invited, a known one gets a mail, and the page tells neither', async () => {
  const token = await link(2);
  const nobody = await house.ctx();
  await askByLink(nobody, { token, email: 'nieuw@duinrand.example' });
  await askByLink(nobody, { token, email: 'nieuw@duinrand.example' });
  await askByLink(nobody, { token, email: anna.email });
  await askByLink(nobody, { token, email: anna.email });
  expect((await mails()).sort()).toEqual(['groupLink', 'invitation']);
  expect(await members()).toHaveLength(1);
  expect((await openGroupLinks(ctx, groupId)).links).toMatchObject([{ usesLeft: 1 }]);
});

test('a link that is too old, stopped or unknown lets nobody in', async () => {
  const old = await link(5, 1);
  const stopped = await link(5, 7);
  const [row] = (await openGroupLinks(ctx, groupId)).links.filter((l) => l.until.startsWith('17'));
  await endLink(ctx, { groupId, linkId: row?.id ?? '' });
  later(25);
  for (const token of [old, stopped, 'onzin']) {
    await expect(askByLink(await house.ctx(), { token, email: 'a@b.example' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(joinByLink(await house.ctx(anna), token)).rejects.toMatchObject({ code: 'conflict' });
  }
  expect(await members()).toHaveLength(0);
});

test('who asks from one address over and over is told to wait', async () => {
  const token = await link(50);
  const nobody = await house.ctx();
  for (let i = 0; i < 40; i++) await askByLink(nobody, { token, email: anna.email });
  await expect(askByLink(nobody, { token, email: anna.email })).rejects.toMatchObject({ code: 'tooMany' });
});

async function gerda() {
  await addMemberList(ctx, { groupId, text: 'Gerda Pluim' });
  const [person] = (await openCards(ctx, groupId)).people;
  return person?.personId ?? '';
}
const card = async (personId: string) => {
  const [made] = await makeCards(ctx, { groupId, personIds: [personId] });
  if (!made) throw new Error('no card');
  return made;
};
const accept = async (token: string, password = 'drie losse woorden') =>
  acceptCard(await house.ctx(), { token, name: 'Gerda Pluim', password, kind: 'shared' });

test('someone without e-mail signs in with the code of a card, chooses a password, and the card is used up', async () => {
  const made = await card(await gerda());
  const token = tokenOf(made.link);
  expect(made.login).toBe('gerda.pluim');
  for (let i = 0; i < 2; i++)
    expect(await openSignInCard(await house.ctx(), token)).toMatchObject({ kind: 'open', login: 'gerda.pluim' });
  expect(await accept(token)).toMatchObject({ kind: 'shared', home: '/leerkaart' });
  expect(await openSignInCard(await house.ctx(), token)).toEqual({ kind: 'ended' });
  await expect(accept(token)).rejects.toMatchObject({ code: 'conflict' });
  const { made: session } = await signInOrCard(await house.ctx(), {
    email: 'gerda.pluim',
    password: 'drie losse woorden',
    kind: 'own',
  });
  expect(session?.actor.name).toBe('Gerda Pluim');
});

test('the code works for a day, the first password for two weeks, each once, and only with the right name', async () => {
  const made = await card(await gerda());
  later(25);
  expect(await openSignInCard(await house.ctx(), tokenOf(made.link))).toEqual({ kind: 'ended' });
  await expect(accept(tokenOf(made.link))).rejects.toMatchObject({ code: 'conflict' });
  const type = async (email: string, password = made.password) =>
    signInOrCard(await house.ctx(), { email, password, kind: 'own' });
  await expect(type(anna.email)).rejects.toMatchObject({ code: 'invalid' });
  await expect(type('gerda.pluim', 'aaaa-bbbb-cccc')).rejects.toMatchObject({ code: 'invalid' });
  const { card: token } = await type('gerda.pluim', made.password.toUpperCase().replaceAll('-', ' '));
  await expect(type('gerda.pluim')).rejects.toMatchObject({ code: 'invalid' });
  await accept(token ?? '');
  expect(
    (await house.db.select().from(table.account).where(eq(table.account.username, 'gerda.pluim')))[0]?.passwordHash,
  ).toBeTruthy();
});

test('a first password that is two weeks old no longer works, and guessing is limited', async () => {
  const made = await card(await gerda());
  later(15 * 24);
  const type = async (password: string) => signInOrCard(await house.ctx(), { email: 'gerda.pluim', password, kind: 'own' });
  await expect(type(made.password)).rejects.toMatchObject({ code: 'invalid' });
  for (let i = 0; i < 7; i++) await type(`aaaa-bbbb-ccc${i}`).catch(() => {});
  await expect(type('aaaa-bbbb-cccd')).rejects.toMatchObject({ code: 'tooMany' });
});

test('a new card ends the old one; who has a mailbox and a password gets no card', async () => {
  const personId = await gerda();
  const old = await card(personId);
  await card(personId);
  expect(await openSignInCard(await house.ctx(), tokenOf(old.link))).toEqual({ kind: 'ended' });
  await house.join(groupId, anna);
  await expect(makeCards(ctx, { groupId, personIds: [anna.personId] })).rejects.toMatchObject({ errors: [{ field: 'persoon' }] });
  const stored = JSON.stringify(await house.db.select().from(table.oneTimeLink));
  expect(stored).not.toContain(tokenOf(old.link));
  expect(stored).not.toContain(old.password);
});
