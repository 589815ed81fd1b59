import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { longTransactionMs } from '#src/db/client.ts';
import * as table from '#src/db/schema/index.ts';
import type { Context } from '#src/services/context.ts';
import { newId } from '#src/services/new-id.ts';
import { letPeopleIn } from '#src/services/people-list/let-in.ts';
import { openPeopleList, openUpload } from '#src/services/people-list/open.ts';
import { readPeopleFile } from '#src/services/people-list/read.ts';
import { uploadPeople } from '#src/services/people-list/upload.ts';
import { deactivatePerson } from '#src/services/person/deactivate.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { stopwatch } from '#tests/kit/spent.ts';

let house: House;
let ctx: Context;
let adminCtx: Context;
let libraryId: string;
let samira: TestPerson;
let anna: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  await furnish();
});

async function furnish() {
  libraryId = await house.library('Bibliotheek Duinrand');
  samira = await house.specialist(libraryId, 'Samira Bos');
  anna = await house.learner(libraryId, 'Anna Bakker');
  for (const name of ['Centrum', 'Zuid']) await house.db.insert(table.branch).values({ id: newId(), libraryId, name });
  ctx = await house.ctx(samira);
  adminCtx = await house.ctx(await house.person({ name: 'Robin', role: 'administrator' }));
}
afterEach(() => house.close());

const file = (text: string | Buffer, name = 'mensen.csv') => new File([new Uint8Array(Buffer.from(text as string))], name);
const upload = (text: string | Buffer, by = ctx, more: { groupId?: string } = {}) =>
  uploadPeople(by, { libraryId, file: file(text), ...more });
const look = (id: string, given: Record<string, string> = {}, by = ctx) => openPeopleList(by, id, given);
const people = () => house.db.select().from(table.person);
const mails = async () => (await house.db.select().from(table.outbox)).map((m) => m.payload.kind).sort();
const inFile = async (text: string | Buffer) => (await readPeopleFile(new Uint8Array(Buffer.from(text as string)))).lines;
const events = async (kind: string) => (await house.db.select().from(table.auditEvent)).filter((e) => e.kind === kind);

test('quoted line ends, doubles and empty lines: every line keeps the number it has in the file', async () => {
  const lines = await inFile(
    'naam;e-mail\r\n\r\n"Noor\r\nde Wit";noor@x.example\r\n;;\r\n"Bram ""de"" Vries";NOOR@x.example\r\n"Zoë";zoe@x.example',
  );
  expect(lines.map(({ line, name, fault }) => [line, name, fault])).toEqual([
    [3, 'Noor de Wit', null],
    [6, 'Bram "de" Vries', 'Dit e-mailadres staat ook op regel 3. Die telt.'],
    [7, 'Zoë', null],
  ]);
  expect((await inFile('sep=,\nnaam,e-mail\nNoor,noor@x.example'))[0]).toMatchObject({ line: 3, email: 'noor@x.example' });
  // Accents in one sign or in two: the same address.
  expect((await inFile('e-mail\nzo\u00eb@x.example\nZoe\u0308@x.example'))[1]?.fault).toContain('regel 2');
});

test.each([
  ['naam;telefoon\nNoor;1', 'geen kolom met e-mailadressen'],
  ['naam;e-mail\n', 'staat niemand'],
  ['naam;e-mail\n"Noor;noor@x.example\n', 'Vanaf regel 2'],
  [`naam;e-mail\n"${'n'.repeat(60_000)}";x`, 'Vanaf regel'],
  [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'werkblad'],
  [`e-mail\n${'a@x.example\n'.repeat(10_001)}`, 'meer dan 10.000'],
])('a file that can’t be read is refused, and nothing is kept', async (text, why) => {
  await expect(upload(text)).rejects.toMatchObject({ code: 'invalid', errors: [{ message: expect.stringContaining(why) }] });
  expect(await house.db.select().from(table.peopleImport)).toEqual([]);
});

test('no file and too big a file are refused in words', async () => {
  await expect(uploadPeople(ctx, { libraryId, file: undefined })).rejects.toMatchObject({ errors: [{ field: 'bestand' }] });
  const big = { name: 'x.csv', size: 6e6, arrayBuffer: () => Promise.reject(new Error('must not be read')) };
  await expect(uploadPeople(ctx, { libraryId, file: big })).rejects.toMatchObject({
    errors: [{ message: expect.stringContaining('5 MB') }],
  });
});

test('looks first, then lets in what was shown, once, in one go', async () => {
  const text = `naam;telefoon;e-mail;rol;vestiging
Noor de Wit;1;noor@duinrand.example;vrijwilliger;zuid
Anna de Bakker;2;${anna.email.toUpperCase()};;Centrum
Samira Bos;3;${samira.email};specialist;
Bas;4;bas@duinrand.example;specialist;
=1+1;5;x@duinrand.example;;`;
  const { id } = await upload(text);
  expect(await people()).toHaveLength(3);
  const page = await look(id);
  expect(page.counts).toEqual({ new: 1, changed: 1, same: 1, refused: 2 });
  expect(page.ignored).toEqual(['telefoon']);
  expect(page.rows.map((row) => [row.line, row.state, row.text, row.changes])).toEqual([
    [2, 'nieuw', 'medewerker · Zuid', []],
    [
      3,
      'anders',
      '',
      [
        { what: 'naam', from: 'Anna Bakker', to: 'Anna de Bakker' },
        { what: 'vestiging', from: '', to: 'Centrum' },
      ],
    ],
    [4, 'gelijk', '', []],
    [5, 'geweigerd', 'Alleen de beheerder geeft iemand de rol specialist.', []],
    [6, 'geweigerd', 'De naam begint met een teken dat niet in een naam hoort (= + - @).', []],
  ]);
  expect((await look(id, { staat: 'geweigerd' })).found).toBe(2);
  expect((await look(id, { zoek: 'bakker' })).rows).toHaveLength(1);

  await letPeopleIn(ctx, { id, invites: false });
  await letPeopleIn(ctx, { id, invites: true });
  expect((await people()).map((p) => p.name).sort()).toEqual(['Anna de Bakker', 'Noor de Wit', 'Robin', 'Samira Bos']);
  const jobs = await house.db.select().from(table.employment);
  const branches = new Map((await house.db.select().from(table.branch)).map((b) => [b.id, b.name]));
  expect(jobs.filter((j) => j.personId === anna.personId).map((j) => branches.get(j.branchId ?? ''))).toEqual(['Centrum']);
  expect(jobs).toHaveLength(4);
  expect(await mails()).toEqual([]);
  expect(await look(id)).toMatchObject({ appliedOn: '10 februari 2027', rows: [], counts: { new: 1, changed: 1 } });
  expect((await openUpload(ctx, { libraryId: '', groupId: '' })).earlier).toEqual([
    '10 februari 2027: 1 nieuw, 1 anders (Samira Bos)',
  ]);
  expect(await events('peopleImported')).toMatchObject([{ organisationId: libraryId, detail: { new: 1, refused: 2 } }]);
  expect(await events('personRenamed')).toHaveLength(1);

  const again = await upload(text);
  expect((await look(again.id)).counts).toEqual({ new: 0, changed: 0, same: 3, refused: 2 });
  await expect(letPeopleIn(ctx, { id: again.id, invites: false })).rejects.toMatchObject({ code: 'invalid' });
});

test('a new name comes on the certificates too', async () => {
  const group = await house.group({ libraryId, members: [anna] });
  await house.certificate(group.id, group.ruleId, anna);
  const { id } = await upload(`naam,e-mail\nAnna B. Bakker,${anna.email}`);
  await letPeopleIn(ctx, { id, invites: false });
  expect((await house.db.select().from(table.certificateName)).map((n) => n.name)).toEqual(['Anna Bakker', 'Anna B. Bakker']);
});

test('what changed in the meantime is shown again before anything is let in', async () => {
  const { id } = await upload(`naam;e-mail\nNoor;noor@x.example\nAnna;${anna.email}\nBram;bram@x.example`);
  await house.person({ name: 'Noor', email: 'noor@x.example', role: 'learner', organisationId: libraryId });
  await deactivatePerson(adminCtx, anna.personId);
  await expect(letPeopleIn(ctx, { id, invites: true })).rejects.toMatchObject({
    code: 'conflict',
    errors: [{ message: expect.stringContaining('2 regels zijn nu anders') }],
  });
  expect((await people()).map((p) => p.name)).not.toContain('Bram');
  expect((await look(id)).counts).toEqual({ new: 1, changed: 0, same: 1, refused: 1 });
  await letPeopleIn(ctx, { id, invites: true });
  expect((await people()).map((p) => p.name)).toContain('Bram');
  expect((await mails()).filter((kind) => kind === 'invitation')).toHaveLength(1);
});

test('two at the same time let it in once', async () => {
  const { id } = await upload('naam;e-mail\nNoor;noor@x.example');
  await Promise.all([letPeopleIn(ctx, { id, invites: true }), letPeopleIn(ctx, { id, invites: true })]);
  expect((await people()).filter((p) => p.name === 'Noor')).toHaveLength(1);
  expect(await mails()).toEqual(['invitation']);
});

test('nothing is half let in when it fails on the way', async () => {
  const { id } = await upload('naam;e-mail\nNoor;noor@x.example\nBram;bram@x.example');
  const before = await people();
  const emails = new Map(ctx.catalogue.emails);
  emails.delete('invitation');
  const broken = { ...ctx, catalogue: { ...ctx.catalogue, emails } };
  await expect(letPeopleIn(broken, { id, invites: true })).rejects.toThrow('no mail');
  expect(await people()).toEqual(before);
  expect((await look(id)).appliedOn).toBeNull();
});

test('someone from elsewhere gets a job here too, keeps name and other job, and is signed out', async () => {
  const elsewhere = await house.library('Bibliotheek Heuvelland');
  const joost = await house.learner(elsewhere, 'Joost');
  await house.sessions.create(joost.accountId, 'own', house.now);
  const { id } = await upload(`naam;e-mail\nJ. de Boer;${joost.email}`);
  expect((await look(id)).rows).toMatchObject([{ state: 'nieuw', name: 'J. de Boer', text: 'medewerker' }]);
  await letPeopleIn(ctx, { id, invites: true });
  expect((await people()).find((p) => p.id === joost.personId)?.name).toBe('Joost');
  const jobs = (await house.db.select().from(table.employment)).filter((j) => j.personId === joost.personId);
  expect(jobs.map((j) => [j.organisationId, j.until])).toEqual(
    expect.arrayContaining([
      [elsewhere, null],
      [libraryId, null],
    ]),
  );
  expect(await mails()).toEqual([]);
  expect((await house.db.select().from(table.session))[0]?.absoluteUntil).toEqual(new Date(0));
});

test('an account that was merged is of the person it went to', async () => {
  const old = await house.person({ name: 'A. Bakker', email: 'oud@x.example' });
  await house.db
    .update(table.person)
    .set({ mergedIntoId: anna.personId })
    .where((await import('drizzle-orm')).eq(table.person.id, old.personId));
  const { id } = await upload('naam;e-mail\nAnna Bakker;oud@x.example');
  expect((await look(id)).counts.same).toBe(1);
});

test('into a group: invitations and notices only when asked, and who left is back', async () => {
  const piet = await house.learner(libraryId, 'Piet');
  const group = await house.group({ libraryId, members: [anna], name: 'Najaar' });
  const standing = await house.group({ libraryId, name: 'Oefenen', kind: 'practice' });
  await house.expect(group.meetings[2]?.moments[0]?.id ?? '', anna);
  const text = `naam;e-mail;groep\nNoor;noor@x.example;\nPiet;${piet.email};\nAnna Bakker;${anna.email};\nOef;oef@x.example;oefenen`;
  const { id } = await upload(text, ctx, { groupId: group.id });
  expect((await look(id)).rows.map((r) => [r.state, r.text || r.changes[0]?.to || ''])).toEqual([
    ['nieuw', 'medewerker · groep Najaar'],
    ['anders', 'Najaar'],
    ['gelijk', ''],
    ['nieuw', 'medewerker · groep Oefenen'],
  ]);
  await letPeopleIn(ctx, { id, invites: true });
  expect(await mails()).toEqual(['addedToGroup', 'invitation', 'meetingChanged', 'meetingChanged']);
  const members = await house.db.select().from(table.membership);
  expect(members.filter((m) => m.groupId === group.id)).toHaveLength(3);
  expect(members.filter((m) => m.groupId === standing.id)).toHaveLength(1);
  expect(await house.db.select().from(table.momentExpected)).toHaveLength(4);

  await house.db.update(table.membership).set({ leftAt: house.now });
  const again = await upload(text, ctx, { groupId: group.id });
  expect((await look(again.id)).counts).toMatchObject({ changed: 4 });
  await letPeopleIn(ctx, { id: again.id, invites: false });
  expect((await house.db.select().from(table.membership)).every((m) => m.leftAt === null)).toBe(true);
  expect(await mails()).toHaveLength(4);
});

test('who has no e-mail comes in by user name', async () => {
  const { id } = await upload('naam;e-mail;gebruikersnaam\nGerda Pluim;;Gerda.Pluim');
  await letPeopleIn(ctx, { id, invites: true });
  expect((await house.db.select().from(table.account)).find((a) => a.username === 'gerda.pluim')).toMatchObject({ email: null });
  expect(await mails()).toEqual([]);
});

test('isolation: another library, another person’s list, and roles that may not', async () => {
  const other = await house.library('Bibliotheek Heuvelland');
  const joost = await house.ctx(await house.specialist(other, 'Joost'));
  const poi = await house.poi();
  const adviser = await house.ctx(await house.person({ role: 'adviser', organisationId: poi }));
  const learner = await house.ctx(anna);
  const colleague = await house.ctx(await house.specialist(libraryId, 'Collega'));
  const text = 'e-mail\nnoor@x.example';
  const { id } = await upload(text);
  const group = await house.group({ libraryId: other });

  await expect(upload(text, joost)).rejects.toMatchObject({ code: 'notFound' });
  await expect(upload(text, ctx, { groupId: group.id })).rejects.toMatchObject({ code: 'notFound' });
  await expect(openUpload(ctx, { libraryId: other, groupId: '' })).rejects.toMatchObject({ code: 'notFound' });
  await expect(openUpload(ctx, { libraryId: '', groupId: group.id })).rejects.toMatchObject({ code: 'notFound' });
  for (const who of [joost, colleague, adminCtx]) {
    await expect(look(id, {}, who)).rejects.toMatchObject({ code: 'notFound' });
    await expect(letPeopleIn(who, { id, invites: false })).rejects.toMatchObject({ code: 'notFound' });
  }
  for (const who of [adviser, learner]) {
    await expect(upload(text, who)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(openUpload(who, { libraryId, groupId: '' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(look(id, {}, who)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(letPeopleIn(who, { id, invites: false })).rejects.toMatchObject({ code: 'forbidden' });
  }
  await expect(uploadPeople(adminCtx, { libraryId: poi, file: file(text) })).rejects.toMatchObject({ code: 'notFound' });
});

test('an administrator makes specialists, at any library; who loses that role in between does not', async () => {
  const { id, manages } = await upload('e-mail;rol\nnoor@x.example;specialist', adminCtx);
  expect(manages).toBe(true);
  const demoted = { ...adminCtx, actor: adminCtx.actor && { ...adminCtx.actor, employments: ctx.actor?.employments ?? [] } };
  await expect(letPeopleIn(demoted, { id, invites: false })).rejects.toMatchObject({ code: 'conflict' });
  const again = await upload('e-mail;rol\nnoor@x.example;specialist', adminCtx);
  await letPeopleIn(adminCtx, { id: again.id, invites: true });
  expect((await house.db.select().from(table.employment)).map((e) => e.role).sort()).toEqual([
    'administrator',
    'educationSpecialist',
    'educationSpecialist',
    'learner',
  ]);
});

test('ten thousand people: looked at and let in within ten seconds, nobody held up for long', { timeout: 300_000 }, async () => {
  await house.close();
  house = await openTestHouse({ longTransactionMs: 240_000 });
  await furnish();
  const group = await house.group({ libraryId, name: 'Groot' });
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `Persoon ${'abcdefghij'[i % 10]};persoon.${i}@duinrand.example;medewerker;Zuid;${i % 4 ? '' : 'Groot'}`,
  );
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const spent = stopwatch();
  const { id } = await upload(`naam;e-mail;rol;vestiging;groep\n${rows.join('\n')}`);
  const looked = spent();
  await letPeopleIn(ctx, { id, invites: true });
  const all = spent();
  delay.disable();
  expect((await house.db.select().from(table.membership)).filter((m) => m.groupId === group.id)).toHaveLength(2_500);
  expect(await people()).toHaveLength(10_003);
  process.stderr.write(`looked ${Math.round(looked)} ms, all ${Math.round(all)} ms, longest ${Math.round(delay.max / 1e6)} ms`);
  expect(all).toBeLessThan(20_000);
  // All of letting in is in one transaction, and fits in one.
  expect(all - looked).toBeLessThan(longTransactionMs);
});
