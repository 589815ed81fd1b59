import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditEvent, organisation } from '#src/db/schema/index.ts';
import { acceptInvitation } from '#src/services/account/accept-invitation.ts';
import { linkTerm, makeAdministrator } from '#src/services/account/make-administrator.ts';
import type { Context } from '#src/services/context.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;

beforeEach(async () => {
  house = await openTestHouse();
  ctx = await house.ctx();
});
afterEach(() => house.close());

const ada = { email: 'ada@beheer.example', name: 'Ada Beheer' };
const accept = (link: string, at: Context) =>
  acceptInvitation(at, { token: link.split('/').at(-1) ?? '', name: 'Ada Beheer', password: 'zeer-geheim-lang', kind: 'own' });

test('the link makes the first administrator, once, and starts them at /beheer', async () => {
  const made = await makeAdministrator(ctx, ada);
  house.now = new Date(house.now.getTime() + 1000);
  await expect(accept(made?.link ?? '', await house.ctx())).resolves.toMatchObject({ home: '/beheer' });
  expect(await house.db.select().from(organisation)).toMatchObject([{ kind: 'platform' }]);
  const kinds = (await house.db.select().from(auditEvent)).map((e) => e.kind);
  expect(kinds).toContain('roleChanged');
  expect(kinds).toContain('invited');
});

test('after a day the link is over', async () => {
  const made = await makeAdministrator(ctx, ada);
  house.now = new Date(house.now.getTime() + linkTerm + 1);
  await expect(accept(made?.link ?? '', await house.ctx())).rejects.toMatchObject({ code: 'conflict' });
});

test('asked twice, only the newest link works and there is one person', async () => {
  const first = await makeAdministrator(ctx, ada);
  await makeAdministrator({ ...ctx, now: new Date(house.now.getTime() + 1000) }, ada);
  await expect(accept(first?.link ?? '', ctx)).rejects.toMatchObject({ code: 'conflict' });
  expect(await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'roleChanged'))).toHaveLength(1);
});

test('someone who has a password keeps it and gets the role; an administrator is refused', async () => {
  const noor = await house.learner(await house.library(), 'Noor');
  await expect(makeAdministrator(ctx, { email: noor.email, name: 'x' })).resolves.toBeNull();
  house.now = new Date(house.now.getTime() + 1000);
  expect((await house.actor(noor))?.employments.map((e) => e.role)).toContain('administrator');
  await expect(makeAdministrator(await house.ctx(), { email: noor.email, name: 'x' })).rejects.toThrow(/already/);
});

test('whoever is signed in can not use it', async () => {
  const admin = await house.person({ role: 'administrator' });
  await expect(makeAdministrator(await house.ctx(admin), ada)).rejects.toThrow();
});
