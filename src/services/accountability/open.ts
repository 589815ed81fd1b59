import { countPeople } from '#src/db/queries/erasure.ts';
import { listDeclarations, type Declaration } from '#src/db/queries/kept.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { categoryTexts, dataCategories } from '#src/domain/own-data.ts';
import { can, permissionNames, roleNames, type Actor, type Permission, type Scope } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { keptOf, loadTerms } from '../retention/terms.ts';

/** Pages that account for what is done with personal data, made from the declarations of the code itself. */
async function begin(ctx: Context) {
  authorise(ctx, 'privacy:manage');
  const declarations = listDeclarations(keptOf(await loadTerms(ctx.db)));
  return { made: longDate(ctx.now), version: ctx.version, address: ctx.publicBaseUrl, contact: ctx.contact, declarations };
}

/** The words that are said to someone about themselves, said about anyone. */
const aboutAnyone = (title: string) =>
  title
    .replace(/^Je /, '')
    .replace(/ je(?= )/g, ' iemand')
    .replace(/ jou$/, ' iemand')
    .replace(/^./, (first) => first.toUpperCase());

const kindOf = (declared: Declaration) => ({ ...declared, title: aboutAnyone(declared.title) });

/** The register of processing (AVG, article 30), as a draft for the library that is responsible. */
export async function openRegister(ctx: Context) {
  const { declarations, ...facts } = await begin(ctx);
  return {
    ...facts,
    categories: dataCategories.map((category) => ({
      title: aboutAnyone(categoryTexts[category].title),
      purpose: categoryTexts[category].purpose,
      kinds: declarations.filter((declared) => declared.category === category).map(kindOf),
      readers: readersOf(declarations.filter((declared) => declared.category === category)),
    })),
  };
}

export async function openRetentionTable(ctx: Context) {
  const { declarations, ...facts } = await begin(ctx);
  return { ...facts, rows: declarations.map(kindOf) };
}

const here = { libraryId: 'bibliotheek', groupId: 'groep', momentId: 'moment', poiId: 'poi', personId: 'iemand' } satisfies Scope;
const nobody: Actor = {
  personId: 'lezer',
  accountId: 'lezer',
  sessionId: 'lezer',
  sessionKind: 'own',
  name: 'lezer',
  email: null,
  employments: [],
  leads: new Set(),
  moments: new Map(),
};
const job = (role: Actor['employments'][number]['role'], organisationId: string): Actor => ({
  ...nobody,
  employments: [{ role, organisationId, organisationName: organisationId }],
});

/** Who someone else can be to a person: each as the rights see them, at the same library, group and moment. */
export const readers: { title: string; actor: Actor }[] = [
  { title: 'Collega', actor: job('learner', here.libraryId) },
  { title: 'Begeleider van de groep', actor: { ...nobody, leads: new Set([here.groupId]) } },
  { title: capitalised(roleNames.educationSpecialist), actor: job('educationSpecialist', here.libraryId) },
  { title: 'Vervanger bij een moment', actor: { ...nobody, moments: new Map([[here.momentId, 'substitute']]) } },
  { title: 'Gast bij een moment', actor: { ...nobody, moments: new Map([[here.momentId, 'guest']]) } },
  { title: capitalised(roleNames.adviser), actor: job('adviser', here.poiId) },
  { title: capitalised(roleNames.administrator), actor: job('administrator', 'baliewijs') },
];

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const mayRead = (actor: Actor, permissions: readonly Permission[]) =>
  permissions.some((permission) => can(actor, permission, here));

const readersOf = (declarations: readonly Declaration[]) =>
  readers
    .filter(({ actor }) => declarations.some((declared) => mayRead(actor, declared.readBy)))
    .map(({ title }) => title.toLowerCase().replace('poi', 'POI'));

/** Which role can read what of someone, and every right each role has: from the one table of rights. */
export async function openMatrix(ctx: Context) {
  const { declarations, ...facts } = await begin(ctx);
  return {
    ...facts,
    readers: readers.map(({ title }) => title),
    rows: declarations.map((declared) => ({
      ...kindOf(declared),
      reads: readers.map(({ actor }) => mayRead(actor, declared.readBy)),
    })),
    rights: permissionNames.map((permission) => ({
      permission,
      has: readers.map(({ actor }) => can(actor, permission, here)),
    })),
  };
}

/** A first look at whether a DPIA is needed: nine questions of the European supervisors (WP 248), two with yes say so. */
export async function openPrescan(ctx: Context) {
  const { declarations, ...facts } = await begin(ctx);
  const people = await countPeople(ctx.db);
  const has = (name: string) => declarations.some((declared) => declared.name === name);
  const questions: { question: string; yes: boolean; why: string }[] = [
    {
      question: 'Worden mensen beoordeeld of ingedeeld?',
      yes: has('attempt'),
      why: 'Een toets wordt nagekeken. De uitslag is er voor de persoon zelf. Er zijn geen ranglijsten.',
    },
    {
      question: 'Beslist een computer iets met gevolgen voor iemand?',
      yes: has('certificate'),
      why: 'Baliewijs berekent of een certificaat klaar is. Een begeleider kan meekijken en het herstellen.',
    },
    {
      question: 'Worden mensen stelselmatig gevolgd?',
      yes: has('attendance_mark') || has('lesson_completion'),
      why: 'Voortgang en aanwezigheid van medewerkers worden bijgehouden.',
    },
    {
      question: 'Zijn er gevoelige gegevens?',
      yes: false,
      why: 'Geen bijzondere gegevens. Waarom iemand afwezig was, wordt niet bewaard. Van klanten wordt niets bewaard.',
    },
    {
      question: 'Gaat het om veel mensen?',
      yes: people >= 5000,
      why: `Er staan nu ${people} mensen in deze installatie.`,
    },
    { question: 'Worden bestanden gekoppeld?', yes: false, why: 'Er komen geen gegevens uit andere systemen bij.' },
    {
      question: 'Gaat het om mensen die afhankelijk zijn?',
      yes: true,
      why: 'Medewerkers zijn afhankelijk van hun werkgever. Voor leidinggevenden is er geen scherm.',
    },
    {
      question: 'Wordt nieuwe techniek gebruikt?',
      yes: false,
      why: 'Er is geen kunstmatige intelligentie en geen volgtechniek.',
    },
    {
      question: 'Kan iemand hierdoor een recht of dienst niet gebruiken?',
      yes: false,
      why: 'Zonder certificaat houdt iemand dezelfde rechten.',
    },
  ];
  const yes = questions.filter((question) => question.yes).length;
  return { ...facts, questions, yes, kinds: declarations.map(kindOf) };
}

export interface Statement {
  made: string;
  version: string;
  address: string;
  contact: string | null;
}

/** Facts for the draft of the accessibility statement. */
export async function openStatement(ctx: Context): Promise<Statement> {
  const { made, version, address, contact } = await begin(ctx);
  return { made, version, address, contact };
}

export async function openAccountability(ctx: Context) {
  const { made, declarations } = await begin(ctx);
  return { made, kinds: declarations.length };
}
