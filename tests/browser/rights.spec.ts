import { readdirSync, readFileSync } from 'node:fs';
import { request, type APIRequestContext } from '@playwright/test';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';
import { actionRows } from '#tests/rights/actions.ts';
import { actors, routes, type ActorKind, type Cell, type Expected } from '#tests/rights/routes.ts';
import { beside } from './beside.ts';
import { demoPeople, expect, expectNoFullScan, test, type Served } from './house.ts';

const emails: Record<Exclude<ActorKind, 'anonymous'>, string> = {
  learner: demoPeople.halfway,
  educationSpecialist: demoPeople.specialist,
  adviser: demoPeople.adviser,
  administrator: demoPeople.administrator,
};

/** Address patterns of all pages, as Astro reads them from the file names. */
function pagePatterns(): string[] {
  return readdirSync('src/pages', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(astro|ts)$/.test(file))
    .map((file) => `/${file.replace(/\.(astro|ts)$/, '').replace(/(^|\/)index$/, '')}`.replace(/(.)\/$/, '$1'))
    .sort();
}

/** Names of all actions: the nouns of src/actions/index.ts with the verbs of their files. */
function actionNames(): string[] {
  return readdirSync('src/actions')
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(`src/actions/${file}`, 'utf8');
      const noun = /export const (\w+) = \{/.exec(text)?.[1];
      return noun ? [...text.matchAll(/^ {2}(\w+): (?:formAction\(|\w+Action,)/gm)].map(([, verb]) => `${noun}.${verb}`) : [];
    })
    .sort();
}

test('every page and every action has a row in the table of rights', () => {
  expect(Object.keys(routes).sort()).toEqual(pagePatterns());
  expect(Object.keys(actionRows).sort()).toEqual(actionNames());
});

type Ids = Record<string, string>;

/** Ids of the reader's own world (Duinrand), another (Heuvelland) and one of another province (Eikendal), read beside the running server. */
async function idsOf(served: Served, library: string, groupName: string, who: string, learner: string): Promise<Ids> {
  const client = beside(served);
  const one = async (sql: string, ...args: string[]) => String((await client.execute({ sql, args })).rows[0]?.[0] ?? 'niets');
  const libraryId = await one('select id from organisation where name like ?', `%${library}`);
  const group = await one('select id from learning_group where library_id = ? and name like ?', libraryId, `${groupName}%`);
  const person = await one('select person_id from account where email = ?', who);
  const meeting = await one('select id from meeting where group_id = ? and nr = 1', group);
  const deelname = await one('select id from pilot_library where library_id = ?', libraryId);
  const ids: Ids = {
    deelname,
    pilot: await one('select pilot_id from pilot_library where id = ?', deelname),
    library: libraryId,
    group,
    person,
    meeting,
    nr: '1',
    moment: await one('select id from moment where meeting_id = ?', meeting),
    branch: await one('select id from branch where library_id = ?', libraryId),
    employment: await one('select id from employment where person_id = ?', person),
    code: await one('select code from certificate where group_id = ?', group),
    certificate: await one('select id from certificate where group_id = ? and person_id = ?', group, person),
    attempt: await one('select attempt.id from attempt join account using (person_id) where email = ?', learner),
    note: await one('select note.id from note join account using (person_id) where email = ?', learner),
    referral: await one('select id from referral where library_id = ?', libraryId),
    agreement: await one('select id from agreement where group_id = ? order by at', group),
    pair: await one(
      'select p.id from buddy_pair p join account a on a.person_id in (p.first_id, p.second_id, p.third_id) where a.email = ?',
      learner,
    ),
    buddyModule: await one(
      "select ref from group_rule_item i join group_rule r on r.id = i.rule_id where r.group_id = ? and kind = 'module'",
      group,
    ),
    another: await one('select person_id from account where email = ?', demoPeople.adviser),
    versie: '1',
    list: '1',
    profile: 'medewerker-ido',
    slot: 'activities',
    course: 'frontoffice',
    module: 'nieuwe-klanten',
    lesson: 'de-vraag-achter-de-vraag',
    assignment: 'nk-opdracht-drie-regels',
    conversation: 'nk-gesprek-formulier',
    token: 'bestaat-niet',
    soort: 'weekOverview',
    poll: 'bestaat-niet',
    ronde: '6',
    kind: 'note',
    pilotAgreement: await one(
      'select a.id from pilot_agreement a join pilot_library l on l.id = a.pilot_library_id where l.library_id = ?',
      libraryId,
    ),
    talk: await one(
      'select c.id from pilot_contact c join pilot_library l on l.id = c.pilot_library_id where l.library_id = ?',
      libraryId,
    ),
    wish: 'bestaat-niet',
    lijst: 'bestaat-niet',
    pakket: await one('select id from scorm_package where owner_id = ?', libraryId),
    uitgave: await one(
      'select v.id from scorm_version v join scorm_package p on p.id = v.package_id where p.owner_id = ?',
      libraryId,
    ),
    sleutel: 'bestaatniet',
    correction: await one(
      `select correction.id from correction join account using (person_id) where email = ? and about = 'local'`,
      learner,
    ),
  };
  client.close();
  return ids;
}

/** What a [name] stands for depends on where it stands. */
function fillIn(pattern: string, ids: Ids): string {
  const meaning: Record<string, string> = {
    groep: 'group',
    persoon: 'person',
    deelnemer: 'person',
    vestiging: 'branch',
    werkplek: 'employment',
    melding: 'correction',
    ander: 'another',
    afspraak: 'pilotAgreement',
    gesprek: 'talk',
  };
  return pattern.replace(/\[(\.\.\.)?(\w+)\]/g, (_, rest: string | undefined, name: string) => {
    if (rest) return 'bestaat/niet';
    if (name === 'id')
      return ids[pattern.includes('/bibliotheken/') ? 'library' : pattern.includes('/mensen/') ? 'person' : 'group'] ?? '';
    return ids[meaning[name] ?? name] ?? '';
  });
}

const kinds = ['own', 'other', 'far'] as const;
/** Of another province only what hangs on whose it is. */
const each = (cell: Cell): Partial<Record<(typeof kinds)[number], Expected>> =>
  typeof cell === 'object' ? { far: cell.other, ...cell } : { own: cell, other: cell };

async function as(actor: ActorKind, served: Served): Promise<APIRequestContext> {
  const context = await request.newContext({
    baseURL: served.url,
    maxRedirects: 0,
    extraHTTPHeaders: { 'sec-fetch-site': 'same-origin' },
  });
  if (actor !== 'anonymous') {
    const form = { email: emails[actor], wachtwoord: demoPassword, verder: '/' };
    const response = await context.post('/inloggen?_action=session.signIn', { form });
    expect(response.status(), `${actor} signs in`).toBe(303);
  }
  return context;
}

const worlds = async (served: Served) => ({
  own: await idsOf(served, 'Duinrand', 'Duinrand, najaar', demoPeople.done, demoPeople.halfway),
  other: await idsOf(served, 'Heuvelland', 'Heuvelland, winter', 'joost@heuvelland.example', 'joost@heuvelland.example'),
  far: await idsOf(served, 'Eikendal', 'Eikendal', 'specialist@eikendal.example', 'specialist@eikendal.example'),
});

for (const actor of actors) {
  test(`${actor} gets each page, the sign-in page or a refusal, as the table says`, async ({ served }) => {
    const ids = await worlds(served);
    const context = await as(actor, served);
    const wrong: string[] = [];
    for (const [pattern, row] of Object.entries(routes))
      for (const which of kinds) {
        const expected = each(row[actor])[which];
        if (expected === undefined) continue;
        const path = fillIn(pattern, ids[which]);
        const response = await context.get(path);
        const location = response.headers()['location'] ?? '';
        const got = response.status() === 303 && location.startsWith('/inloggen') ? 'in' : response.status();
        if (got !== expected) wrong.push(`${pattern} (${which}): ${got} instead of ${expected}`);
      }
    expect(wrong).toEqual([]);
    await context.dispose();
    await expectNoFullScan(served);
  });

  test(`${actor} may use each action, or is refused, as the table says`, async ({ served }) => {
    const ids = await worlds(served);
    const context = await as(actor, served);
    const wrong: string[] = [];
    for (const [name, { form, expect: row }] of Object.entries(actionRows))
      for (const which of kinds) {
        const expected = each(row[actor])[which];
        // What is allowed is done for real in the other tests; here the refusals count.
        if (expected === 200 || expected === undefined) continue;
        const response = await context.post(`/_actions/${name}`, { form: form(ids[which]) });
        if (response.status() !== expected) wrong.push(`${name} (${which}): ${response.status()} instead of ${expected}`);
      }
    expect(wrong).toEqual([]);
    await context.dispose();
    await expectNoFullScan(served);
  });
}

test('a form from another site is refused, whoever is signed in', async ({ served }) => {
  const context = await as('learner', served);
  const response = await context.post('/_actions/session.signOut', { form: {}, headers: { 'sec-fetch-site': 'cross-site' } });
  expect(response.status()).toBe(403);
  expect((await context.get('/leerkaart')).status()).toBe(200);
  await context.dispose();
});
