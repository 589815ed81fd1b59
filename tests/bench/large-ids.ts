/** Which objects each role looks at in the large demonstration: the biggest there are. */
import { createClient } from '@libsql/client';
import type { ActorKind } from '#tests/rights/routes.ts';

export type Role = Exclude<ActorKind, 'anonymous'>;
export interface Visitor {
  role: Role;
  email: string;
  ids: Record<string, string>;
}

/** Words that stand in much of what can be searched, per list. */
export const variants: Record<string, readonly string[]> = {
  '/beheer/mensen': ['?zoek=an', '?zoek=jansen', '?pagina=2', '?pagina=200', '?pagina=390', '?rol=educationSpecialist'],
  '/beheer/groepen': ['?zoek=frontoffice', '?pagina=2', '?pagina=20', '?staat=gesloten', '?mist=begeleider'],
  '/beheer/bibliotheken': ['?zoek=meer', '?pagina=2'],
  '/beheer/logboek': [
    '?periode=alles',
    '?periode=alles&pagina=500',
    '?periode=alles&soort=denied',
    '?periode=alles&zoek=an',
    '?periode=jaar&zoek=jansen',
    '?periode=alles&soort=certificateRevoked&pagina=3',
  ],
  '/beheer/berichten/[soort]': ['?pagina=2'],
  '/account/logboek': ['?periode=alles'],
  '/groepen': ['?pagina=2', '?zoek=frontoffice'],
  '/meldingen': ['?staat=beantwoord', '?pagina=2'],
  '/zoeken': ['?zoek=de', '?zoek=taal', '?q=taal'],
  '/mijn-balie': ['?zoek=klant', '?pagina=2'],
  '/begrippen': ['?zoek=taal'],
  '/bij-ons/lezen': ['?zoek=taal'],
  '/bij-ons/[library]/sociale-kaart': ['?zoek=hulp'],
  '/groepen/[groep]/mensen/kiezen': ['?zoek=an', '?pagina=2'],
  '/groepen/[groep]/begeleiders': ['?zoek=an'],
};

export async function visitorsOf(url: string): Promise<Visitor[]> {
  const client = createClient({ url });
  const one = async (sql: string, ...args: string[]) =>
    String((await client.execute({ sql, args })).rows[0]?.[0] ?? 'bestaat-niet');
  const library = await one(
    `select organisation_id from employment join organisation o on o.id = organisation_id and kind = 'library'
     group by 1 order by count(*) desc limit 1`,
  );
  const group = await one(
    `select g.id from learning_group g join membership m on m.group_id = g.id
     where g.library_id = ? and g.kind = 'normal' group by g.id order by count(*) desc limit 1`,
    library,
  );
  // Of the members of the longest group: one with much done, and whom a certificate was given to where there is one.
  const learner = await one(
    `select m.person_id from membership m join account a on a.person_id = m.person_id and a.password_hash is not null
     join lesson_completion l on l.person_id = m.person_id
     where m.group_id = ? group by 1 order by count(*) desc limit 1`,
    group,
  );
  const oldGroup = await one(
    `select c.group_id from certificate c join learning_group g on g.id = c.group_id
     where g.library_id = ? and g.kind = 'normal' group by 1 order by count(*) desc limit 1`,
    library,
  );
  const meeting = await one('select id from meeting where group_id = ? and nr = 1', group);
  const pilotOf = 'select p.id from pilot p join organisation o on o.id = p.poi_id';
  const adviserPoi = await one(
    `select organisation_id from employment join account using (person_id) where email = 'adviseur@poi.example'`,
  );
  const pilot = await one(`${pilotOf} where p.poi_id = ? order by p.starts_on`, adviserPoi);
  const running = await one(
    `select pilot_id from pilot_library where library_id = ? and accepted_at is not null order by accepted_at desc`,
    library,
  );
  const ids: Record<string, string> = {
    library,
    group,
    groep: group,
    nr: '1',
    meeting,
    moment: await one('select id from moment where meeting_id = ? and cancelled_at is null', meeting),
    person: learner,
    persoon: learner,
    deelnemer: learner,
    branch: await one('select id from branch where library_id = ?', library),
    vestiging: await one('select id from branch where library_id = ?', library),
    employment: await one('select id from employment where person_id = ?', learner),
    werkplek: await one('select id from employment where person_id = ?', learner),
    ander: await one('select person_id from account where email = ?', 'adviseur@poi.example'),
    code: await one('select code from certificate where group_id = ?', oldGroup),
    certificate: await one('select id from certificate where group_id = ?', oldGroup),
    note: await one('select id from note where person_id = ?', learner),
    referral: await one('select id from referral where library_id = ?', library),
    agreement: await one('select id from agreement where group_id = ?', group),
    melding: await one(`select id from correction where library_id = ? and about = 'local'`, library),
    slot: 'activities',
    course: 'frontoffice',
    module: 'nieuwe-klanten',
    lesson: 'de-vraag-achter-de-vraag',
    assignment: 'nk-opdracht-drie-regels',
    conversation: 'nk-gesprek-formulier',
    soort: 'weekOverview',
    kind: 'lessen',
    pilot: running === 'bestaat-niet' ? pilot : running,
    deelname: await one('select id from pilot_library where pilot_id = ? and library_id = ?', running, library),
    ronde: '0',
    versie: '1',
    list: '1',
    profile: 'medewerker-ido',
  };
  const old = await one(
    'select person_id from certificate join account using (person_id) where group_id = ? and password_hash is not null',
    oldGroup,
  );
  const emailOf = (person: string) => one('select email from account where person_id = ?', person);
  const visitors: Visitor[] = [
    { role: 'learner', email: await emailOf(learner), ids },
    { role: 'educationSpecialist', email: 'specialist@duinrand.example', ids },
    // The one who has most certificates to give: an older group of the same library.
    {
      role: 'educationSpecialist',
      email: 'specialist@duinrand.example',
      ids: { ...ids, groep: oldGroup, group: oldGroup, person: old, persoon: old },
    },
    { role: 'adviser', email: 'adviseur@poi.example', ids },
    { role: 'administrator', email: 'beheerder@baliewijs.example', ids },
  ];
  client.close();
  return visitors;
}

/** The address of a pattern, or null where it asks for something nobody here has. */
export function addressOf(pattern: string, ids: Record<string, string>): string | null {
  let known = true;
  const address = pattern.replace(/\[(\.\.\.)?(\w+)\]/g, (_, rest: string | undefined, name: string) => {
    const at =
      name !== 'id' ? name : pattern.includes('/bibliotheken/') ? 'library' : pattern.includes('/mensen/') ? 'person' : 'group';
    const value = rest ? undefined : ids[at];
    if (value === undefined || value === 'bestaat-niet') known = false;
    return value ?? '';
  });
  return known ? address : null;
}
