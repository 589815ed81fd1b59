import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { openHandedIn } from '#src/services/assignment/list-handed-in.ts';
import { openAssignment } from '#src/services/assignment/open.ts';
import { replyToAssignment } from '#src/services/assignment/reply.ts';
import { openGroup } from '#src/services/group/open.ts';
import { newId } from '#src/services/new-id.ts';
import { at, openAssignmentWorld, type AssignmentWorld } from './world.ts';

let world: AssignmentWorld;
beforeEach(async () => void (world = await openAssignmentWorld()));
afterEach(() => world.house.close());

const list = async (who = world.samira, groupId = world.group.id, given = {}) =>
  openHandedIn(await world.house.ctx(who), { groupId, given });
const groupPage = async () => openGroup(await world.house.ctx(world.samira), { groupId: world.group.id });
const reply = async (more: Partial<Parameters<typeof replyToAssignment>[1]> = {}, who = world.samira) =>
  replyToAssignment(await world.house.ctx(who), {
    groupId: world.group.id,
    replyId: newId(),
    workId: (await world.works()).at(-1)?.id ?? '',
    body: 'Mooi, neem dit mee naar de bijeenkomst.',
    confirmed: false,
    ...more,
  });

describe('the specialist of a group', () => {
  test('reads what was handed in, and nothing that someone keeps', async () => {
    await world.save(world.noor, { share: 'specialist' });
    await world.save(world.bo, { texts: world.fields.map(() => 'Geheim van Bo') });
    const view = await list();
    expect(view.rows).toMatchObject([{ name: 'Noor de Wit', title: world.assignment.title, module: { number: 2 } }]);
    expect(view.rows[0]?.fields).toHaveLength(world.fields.length);
    expect(JSON.stringify(view)).not.toContain('Geheim');
    expect(JSON.stringify(await groupPage())).not.toContain('Geheim');
  });

  test('sees the newest only, and nothing once it was taken back: not the older version either', async () => {
    await world.save(world.noor, { share: 'specialist', texts: world.fields.map(() => 'Eerst') });
    await world.save(world.noor, { share: 'specialist', texts: world.fields.map(() => 'Daarna') });
    expect((await list()).rows.map((r) => r.fields[0]?.text)).toEqual(['Daarna']);
    await world.save(world.noor, { texts: world.fields.map(() => 'Weer van mij') });
    const view = await list();
    expect(view).toMatchObject({ rows: [], total: 0, asks: true });
    expect(await groupPage()).toMatchObject({ assignments: { waiting: 0 } });
  });

  test('sees no work for modules the group does not ask, nor of who is not in it', async () => {
    const left = await world.house.learner(world.library, 'Weg');
    await world.house.join(world.group.id, left);
    for (const who of [world.noor, left]) await world.save(who, { share: 'specialist' });
    const { house } = world;
    await house.db.update(table.membership).set({ leftAt: house.now }).where(eq(table.membership.personId, left.personId));
    expect((await list()).rows.map((r) => r.name)).toEqual(['Noor de Wit']);
    const other = await house.group({ libraryId: world.library, members: [world.noor], modules: ['nieuwe-klanten'] });
    expect(await list(world.samira, other.id)).toMatchObject({ rows: [], total: 0 });
  });

  test('finds first what waits longest, page by page', async () => {
    for (let n = 1; n <= 27; n++) {
      const who = await world.house.learner(world.library, `Persoon ${n}`);
      await world.house.join(world.group.id, who);
      await world.save(who, { share: 'specialist' });
      if (n === 1) await reply();
    }
    const first = await list();
    expect(first).toMatchObject({ total: 27, hasMore: true });
    expect(first.rows[0]?.name).toBe('Persoon 2');
    expect((await list(world.samira, world.group.id, { pagina: '2' })).rows.map((r) => r.name)).toEqual([
      'Persoon 27',
      'Persoon 1',
    ]);
    expect(await groupPage()).toMatchObject({ assignments: { href: `/groepen/${world.group.id}/opdrachten`, waiting: 26 } });
  });
});

describe('who may not', () => {
  test('a learner is refused, the other library’s specialist does not find it, a leader from elsewhere may', async () => {
    await world.save(world.noor, { share: 'specialist' });
    await expect(list(world.noor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(list(world.ruben)).rejects.toMatchObject({ code: 'notFound' });
    await expect(reply({}, world.noor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reply({}, world.ruben)).rejects.toMatchObject({ code: 'notFound' });
    for (const role of ['adviser', 'administrator'] as const)
      await expect(list(await world.house.person({ role }))).rejects.toMatchObject({ code: 'forbidden' });
    const { house, group, ruben } = world;
    await house.db
      .insert(table.leader)
      .values({ id: newId(), groupId: group.id, personId: ruben.personId, kind: 'guest', from: house.now });
    await expect(list(ruben)).rejects.toMatchObject({ code: 'notFound' });
    await house.db
      .insert(table.leader)
      .values({ id: newId(), groupId: group.id, personId: ruben.personId, kind: 'leader', from: house.now });
    expect((await list(ruben)).rows).toHaveLength(1);
  });

  test('one’s own group is no way to the work of another', async () => {
    const { house, ruben } = world;
    await world.save(world.noor, { share: 'specialist' });
    const [work] = await world.works();
    const strange = await house.library();
    const own = await house.group({ libraryId: strange, leaders: [ruben], members: [world.bo], modules: [at.module] });
    await expect(reply({ groupId: own.id, workId: work?.id ?? '' }, ruben)).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.replies()).toHaveLength(0);
  });
});

describe('a reaction', () => {
  test('is read by the learner, and announced by one mail that does not say what it says', async () => {
    await world.save(world.noor, { share: 'specialist' });
    const replyId = newId();
    await Promise.all([1, 2, 3].map(() => reply({ replyId })));
    expect(await world.replies()).toMatchObject([{ personId: world.noor.personId, byId: world.samira.personId }]);
    const mails = await world.mails('assignmentReply');
    expect(mails).toMatchObject([{ payload: { to: world.noor.email, values: { by: 'Samira Haddad' } } }]);
    expect(JSON.stringify(mails)).not.toContain('Mooi, neem');
    expect(mails[0]?.payload.values.link).toContain(`/cursus/${at.course}/${at.module}/opdracht/${at.assignment}`);
    const view = await openAssignment(await world.house.ctx(world.noor), at);
    expect(view.replies).toEqual([
      { by: 'Samira Haddad', on: '10 februari 2027', body: 'Mooi, neem dit mee naar de bijeenkomst.' },
    ]);
    expect(view.state).toContain('Er is één reactie.');
    expect((await openAssignment(await world.house.ctx(world.bo), at)).replies).toEqual([]);
    expect(await groupPage()).toMatchObject({ assignments: { waiting: 0 } });
    await reply();
    expect(await world.mails('assignmentReply')).toHaveLength(2);
  });

  test('stays for the learner when the work is changed or taken back', async () => {
    await world.save(world.noor, { share: 'specialist' });
    await reply();
    await world.save(world.noor, { texts: world.fields.map(() => 'Beter') });
    expect((await openAssignment(await world.house.ctx(world.noor), at)).replies).toHaveLength(1);
  });

  test('comes too late for work that was changed or taken back meanwhile', async () => {
    await world.save(world.noor, { share: 'specialist' });
    const workId = (await world.works())[0]?.id ?? '';
    await world.save(world.noor);
    await expect(reply({ workId })).rejects.toMatchObject({ code: 'conflict' });
    await world.save(world.noor, { share: 'specialist' });
    await expect(reply({ workId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.replies()).toHaveLength(0);
  });

  test('that is empty, too long or about a customer is refused in words', async () => {
    await world.save(world.noor, { share: 'specialist' });
    await expect(reply({ body: ' \r\n' })).rejects.toMatchObject({ errors: [{ field: 'tekst' }] });
    await expect(reply({ body: 'x'.repeat(1001) })).rejects.toMatchObject({ errors: [{ field: 'tekst' }] });
    await expect(reply({ body: 'bel 0612345678' })).rejects.toMatchObject({ errors: [{ field: 'geenKlant' }] });
    await reply({ body: 'bel 0612345678', confirmed: true });
    expect(await world.replies()).toHaveLength(1);
  });

  test('in a practice group mails nobody', async () => {
    const { house, noor, samira } = world;
    await world.save(noor, { share: 'specialist' });
    const practice = await house.group({
      libraryId: world.library,
      kind: 'practice',
      members: [noor],
      leaders: [samira],
      modules: [at.module],
    });
    await reply({ groupId: practice.id });
    expect(await world.replies()).toHaveLength(1);
    expect(await world.mails('assignmentReply')).toHaveLength(0);
  });
});
