import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { issueWhenEarned } from '#src/services/certificate/issue-when-earned.ts';
import { newId } from '#src/services/new-id.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.house.close());

test('twenty last facts at once make one certificate, one name, one mail and one audit event', async () => {
  const { house, noor, group, who } = world;
  const ctx = await house.ctx();
  const meeting = group.meetings[2];
  const moments = await Promise.all([1, 2, 3].map((n) => house.moment(meeting?.id ?? '', new Date(house.now.getTime() + n))));
  const issued = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      house.db.transaction(async (tx) => {
        if (n % 3 === 0)
          await tx.insert(table.attendanceMark).values({
            id: newId(),
            momentId: moments[n % moments.length] ?? '',
            personId: noor.personId,
            state: 'present',
            source: 'leader',
            at: house.now,
          });
        else if (n % 3 === 1)
          await tx
            .insert(table.makeUp)
            .values({ id: newId(), meetingId: meeting?.id ?? '', personId: noor.personId, how: 'task', at: house.now });
        else
          await tx.insert(table.moduleCompletion).values({
            id: newId(),
            personId: noor.personId,
            moduleId: 'nieuwe-klanten',
            version: n + 2,
            via: 'quiz',
            at: house.now,
          });
        const scopes = [who, { groupId: who.groupId }, { personId: who.personId }] as const;
        return issueWhenEarned(tx, ctx, scopes[n % 3] ?? who);
      }),
    ),
  );
  expect(issued.flat()).toHaveLength(1);
  expect(await world.certificates()).toHaveLength(1);
  expect(await world.names()).toHaveLength(1);
  expect(await world.mails()).toHaveLength(1);
  expect(await world.events('certificateIssued')).toHaveLength(1);
});

test('what it states stays as it was, whatever happens to group, rule and name afterwards', async () => {
  const { house, noor, group } = world;
  await world.earn();
  const [before] = await world.certificates();
  expect(before?.facts).toMatchObject({
    libraryName: 'Bibliotheek Duinrand',
    groupName: 'Duinrand, najaar',
    modules: [
      { id: 'landelijke-context', version: 1, passedOn: '10 februari 2027' },
      { id: 'nieuwe-klanten', version: 1 },
    ],
    meetings: [{ nr: 1, how: 'attended' }, { nr: 2 }, { nr: 3 }],
  });
  expect(before?.facts).not.toHaveProperty('name');
  await house.db.update(table.learningGroup).set({ name: 'Anders' });
  await house.db.update(table.organisation).set({ name: 'Fusie' });
  await house.db.update(table.meeting).set({ title: 'Anders' });
  await house.db.update(table.person).set({ name: 'Noor Anders' }).where(eq(table.person.id, noor.personId));
  await house.db
    .insert(table.groupRule)
    .values({ id: newId(), groupId: group.id, award: 'certificate', seq: 2, from: house.now });
  await house.pass(noor, 'landelijke-context', new Date('2027-03-01T09:00:00Z')).catch(() => {});
  await world.evaluate(new Date('2027-03-02T09:00:00Z'));
  expect(await world.certificates()).toEqual([before]);
});

test('a group that later asks no meeting gives nobody a lesser proof beside the certificate', async () => {
  const { house, group } = world;
  await world.earn();
  const ruleId = newId();
  await house.db.insert(table.groupRule).values({ id: ruleId, groupId: group.id, award: 'certificate', seq: 2, from: house.now });
  await house.db
    .insert(table.groupRuleItem)
    .values({ id: newId(), ruleId, kind: 'module', ref: 'landelijke-context', position: 0 });
  expect(await world.evaluate()).toEqual([]);
  expect(await world.certificates()).toHaveLength(1);
});

test('codes can not be guessed: 160 random bits each', async () => {
  const { code } = await world.earn();
  // 32 characters of an alphabet of 32: 5 bits each.
  expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{32}$/);
});
