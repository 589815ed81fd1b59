import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { makeExport } from '#src/services/export/make.ts';
import { openExport } from '#src/services/export/open.ts';
import { planExport } from '#src/services/export/plan.ts';
import { openCourse } from '#src/services/course/open.ts';
import { openModule } from '#src/services/module/open.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openLocalWorld, type LocalWorld } from '../local/world.ts';

let world: LocalWorld;
beforeEach(async () => void (world = await openLocalWorld()));
afterEach(() => world.house.close());

const choice = { wat: 'module:onze-activiteiten', editie: '2004', bijons: '', antwoorden: 'on' };
const plan = async (who: TestPerson | null, more: Partial<typeof choice> = {}) =>
  planExport(await world.house.ctx(who), { ...choice, ...more });

test('specialists, advisers and administrators take modules along; others don’t', async () => {
  const { house } = world;
  const [adviser, administrator] = [await house.person({ role: 'adviser' }), await house.person({ role: 'administrator' })];
  for (const who of [world.samira, adviser, administrator]) {
    expect((await plan(who)).fileName).toBe(
      `baliewijs-onze-activiteiten-v${house.catalogue.modules.get('onze-activiteiten')?.version}-scorm-2004.zip`,
    );
    const page = await openExport(await house.ctx(who), { wat: 'module:boekstart' });
    expect(page.chosen).toBe('module:boekstart');
    expect(page.things).toContainEqual({
      value: 'cursus:frontoffice',
      label: 'Hele cursus: Frontoffice en basisvaardigheden (6 modules)',
    });
    // A course of one module is that module.
    expect(page.things.map((thing) => thing.value)).not.toContain('cursus:privacy-basis');
    expect((await openCourse(await house.ctx(who), { course: 'privacy-basis' })).exportHref).toBe(
      '/uitvoer?wat=module:privacy-basis',
    );
    expect((await openModule(await house.ctx(who), { course: 'frontoffice', module: 'boekstart' })).exportHref).toBe(
      '/uitvoer?wat=module:boekstart',
    );
  }
  await expect(plan(world.noor)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(plan(null)).rejects.toMatchObject({ code: 'notSignedIn' });
  expect((await openCourse(await house.ctx(world.noor), { course: 'frontoffice' })).exportHref).toBeNull();
});

test('what isn’t there, or isn’t ours, doesn’t go out', async () => {
  for (const wat of ['', 'module:', 'module:niets', 'cursus:niets', 'module:pkg_1', 'cursus:privacy-basis', 'boekstart'])
    await expect(plan(world.samira, { wat }), wat).rejects.toMatchObject({ code: 'notFound' });
  await expect(plan(world.samira, { editie: '1.3' })).rejects.toMatchObject({ code: 'notFound' });
  world.house.unwrite('landelijke-context');
  await expect(plan(world.samira, { wat: 'module:landelijke-context' })).rejects.toMatchObject({ code: 'notFound' });
  const course = await plan(world.samira, { wat: 'cursus:frontoffice' });
  expect(course.modules.map((m) => m.id)).not.toContain('landelijke-context');
});

test('texts of the own library go along when asked, without who wrote them', async () => {
  await world.save('Taalcafé op donderdag');
  await world.save('In Zeedorp op vrijdag', { branchId: world.branches.zeedorp });
  const slots = async (bijons: string, who = world.samira) => {
    const { modules, ...rest } = await plan(who, { bijons });
    return { ...rest, slots: modules.flatMap((m) => m.lessons.map((l) => l.slots['activities'])).filter((s) => s !== undefined) };
  };
  expect((await slots('')).slots).toEqual([]);
  const own = await slots(world.library);
  expect(own.slots[0]).toMatchObject({ text: 'Taalcafé op donderdag', checked: 'Nagekeken op 10 februari 2027.', stale: false });
  expect(own.fileName).toContain('-bibliotheek-duinrand.zip');
  world.later(400);
  const branch = await slots(`${world.library}.${world.branches.zeedorp}`);
  expect(branch).toMatchObject({ where: 'Bibliotheek Duinrand, Zeedorp' });
  expect(branch.slots[0]).toMatchObject({ text: 'In Zeedorp op vrijdag', stale: false });
  expect(JSON.stringify([own.slots, own.pack.modules.length, branch.slots])).not.toContain('Samira Haddad');
  expect((await openExport(await world.house.ctx(world.samira), { wat: '' })).local.map((l) => l.label)).toEqual([
    'Bibliotheek Duinrand',
    'Bibliotheek Duinrand, Centrum',
    'Bibliotheek Duinrand, Zeedorp',
  ]);
});

test('texts of another library don’t, whoever asks', async () => {
  const other = await world.house.library();
  const stranger = await world.house.specialist(other);
  const administrator = await world.house.person({ role: 'administrator' });
  await expect(plan(stranger, { bijons: world.library })).rejects.toMatchObject({ code: 'notFound' });
  await expect(plan(world.samira, { bijons: `${world.library}.${await world.branch('Elders', other)}` })).rejects.toMatchObject({
    code: 'notFound',
  });
  await expect(plan(administrator, { bijons: world.library })).rejects.toMatchObject({ code: 'forbidden' });
  expect((await openExport(await world.house.ctx(administrator), { wat: '' })).local).toEqual([]);
});

test('pages show no answers, and nothing of any person', async () => {
  const { modules } = await plan(world.samira, { wat: 'cursus:frontoffice' });
  expect(JSON.stringify(modules.map((m) => m.questions))).not.toMatch(/"(?:correct|feedback|answer|mistake|strike|accepted)":/);
  expect(JSON.stringify(modules)).not.toMatch(/Samira Haddad|Noor de Wit/);
});

test('taking along is kept in the trail, and has its limits', async () => {
  const { house } = world;
  const render = async () => new Map([['onze-activiteiten', '<p>']]);
  const ctx = await house.ctx(world.samira, {
    maker: { inTurn: (work) => work(), make: async () => (await import('node:stream')).Readable.from(['zip']) },
  });
  await makeExport(ctx, { ...choice, bijons: world.library }, render);
  const [event] = (await house.db.select().from(table.auditEvent)).filter((e) => e.kind === 'exported');
  expect(event).toMatchObject({
    entity: 'module',
    entityId: 'onze-activiteiten',
    actorId: world.samira.personId,
    detail: { what: 'scorm', edition: '2004', local: 'Bibliotheek Duinrand' },
  });
  const busy = { ...ctx, maker: { ...ctx.maker, inTurn: async () => 'busy' as const } };
  await expect(makeExport(busy, choice, render)).rejects.toMatchObject({ code: 'busy' });
  await expect(
    (async () => {
      for (let i = 0; i < 50; i++) await planExport(ctx, choice);
    })(),
  ).rejects.toMatchObject({ code: 'tooMany' });
});
