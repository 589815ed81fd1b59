import { afterEach, beforeEach, expect, test } from 'vitest';
import { enqueueMail } from '#src/services/mail/enqueue.ts';
import { listDemoMail } from '#src/services/mail/list-demo.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;
beforeEach(async () => void (house = await openTestHouse()));
afterEach(() => house.close());

test('the demonstration shows its mail with working links; production has no such page, for nobody', async () => {
  await enqueueMail(house.db, await house.ctx(), {
    kind: 'passwordReset',
    to: 'noor@duinrand.example',
    personId: null,
    values: { link: 'http://127.0.0.1:4321/wachtwoord/abc', minutes: '60' },
    idempotencyKey: 'een',
  });
  const [mail] = await listDemoMail(await house.ctx(null, { demo: true }));
  expect(mail).toMatchObject({
    to: 'noor@duinrand.example',
    state: 'waiting',
    button: { link: 'http://127.0.0.1:4321/wachtwoord/abc' },
  });
  const administrator = await house.person({ role: 'administrator' });
  await expect(listDemoMail(await house.ctx(administrator))).rejects.toMatchObject({ code: 'notFound' });
  await expect(listDemoMail(await house.ctx())).rejects.toMatchObject({ code: 'notFound' });
});
