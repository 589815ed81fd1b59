/**
 * A small world on a real libSQL file: libraries, people, groups. Facts are written as the services would;
 * what a test is about, it does itself through the service.
 */
import { randomUUID } from 'node:crypto';
import { readCatalogue, type Catalogue } from '#src/catalogue/read.ts';
import { passkeys } from '#src/auth/passkeys.ts';
import { makeSessionStore } from '#src/auth/sessions.ts';
import { makeSigner } from '#src/credential/signer.ts';
import type { Signer } from '#src/credential/types.ts';
import { openDatabase } from '#src/db/client.ts';
import * as table from '#src/db/schema/index.ts';
import { findActorFacts } from '#src/db/queries/session.ts';
import { standardEnd } from '#src/domain/pilot.ts';
import { RateCounter } from '#src/domain/rate.ts';
import type { Actor, Role } from '#src/domain/roles.ts';
import { makeLive } from '#src/live.ts';
import type { Context, Passwords } from '#src/services/context.ts';
import { openMaker, sourcesOf } from '#src/scorm/export/make.ts';
import { openStore } from '#src/scorm/store.ts';
import { readShelf, withShelf } from '#src/services/package/shelf.ts';
import { newId, newToken } from '#src/services/new-id.ts';
import { freshDatabase } from './base-file.ts';

export interface TestPerson {
  personId: string;
  accountId: string;
  email: string;
  name: string;
}

export interface TestMeeting {
  id: string;
  nr: number;
  title: string;
  moments: { id: string; startsAt: Date }[];
}

/** Passwords without the cost of argon2: tests of src/auth use the real thing. */
const quickPasswords: Passwords = {
  hash: async (password) => `plain$${password}`,
  verify: async (hash, password) => hash === `plain$${password}`,
  pretend: async () => {},
  common: new Set(['wachtwoord', 'password1']),
};

export const testModules = ['landelijke-context', 'nieuwe-klanten'] as const;

const catalogue = readCatalogue(process.cwd());

type File = Awaited<ReturnType<typeof freshDatabase>>;
type Opened = Awaited<ReturnType<typeof openDatabase>>;

/**
 * @param options.now the clock of the house, which stands still until a test moves it (`house.now = …`)
 * @param options.longTransactionMs for a test that measures itself what a long transaction takes
 */
export async function openTestHouse(options: { now?: Date; longTransactionMs?: number } = {}): Promise<House> {
  const file = await freshDatabase();
  const { longTransactionMs } = options;
  const database = await openDatabase({ url: file.url, ...(longTransactionMs ? { longTransactionMs } : {}) });
  return new House(file, database, options.now ?? new Date('2027-02-10T09:00:00Z'));
}

export class House {
  readonly db: Opened['db'];
  readonly url: string;
  readonly folder: string;
  readonly packages: ReturnType<typeof openStore>;
  catalogue: Catalogue = catalogue;
  readonly sessions: ReturnType<typeof makeSessionStore>;
  readonly live = makeLive();
  readonly signer: Signer;
  now: Date;
  private readonly file: File;
  private readonly database: Opened;
  private counter = 0;

  constructor(file: File, database: Opened, now: Date) {
    this.file = file;
    this.database = database;
    this.db = database.db;
    this.url = file.url;
    this.folder = file.folder;
    this.packages = openStore(file.folder);
    this.now = now;
    this.sessions = makeSessionStore(database.db);
    this.signer = makeSigner({ dataDir: file.folder });
  }

  /** From here on the house has a module that is planned and has no lessons yet. */
  unwrite(moduleId: string) {
    const module = this.catalogue.modules.get(moduleId);
    if (!module) throw new Error(`there is no module ${moduleId}`);
    const { plannedMinutes: _planned, ...rest } = module;
    const modules = new Map(this.catalogue.modules).set(moduleId, { ...rest, lessons: [], assignments: [], minutes: 25 });
    const quizzes = new Map(this.catalogue.quizzes);
    quizzes.delete(moduleId);
    this.catalogue = { ...this.catalogue, modules, quizzes };
  }

  /** How often a service said that mail waits. */
  mailCalls = 0;
  private readonly calls = new RateCounter();

  async close() {
    await this.signer.close();
    await this.database.close();
    this.file.remove();
  }

  /** A context as a request has it. Without a person nobody is signed in. */
  async ctx(who: TestPerson | null = null, more: Partial<Context> = {}): Promise<Context> {
    return {
      db: this.db,
      now: this.now,
      requestId: 'test',
      actor: who ? await this.actor(who) : null,
      catalogue: this.catalogue,
      sessions: this.sessions,
      passwords: quickPasswords,
      keys: passkeys,
      signer: this.signer,
      outside: null,
      lrs: null,
      clientAddress: '192.0.2.1',
      publicBaseUrl: 'http://127.0.0.1:4321',
      demo: false,
      contact: null,
      version: '0.0.0',
      random: Math.random,
      withinRate: (key, rate) => this.calls.take(key, rate, this.now),
      mailWaits: () => void this.mailCalls++,
      live: this.live,
      packages: this.packages,
      maker: openMaker(sourcesOf(process.cwd())),
      contentBaseUrl: 'http://localhost:4321',
      packagesChanged: async () => void (this.catalogue = withShelf(catalogue, await readShelf(this.db))),
      ...more,
    };
  }

  async actor(who: TestPerson): Promise<Actor | null> {
    const facts = await findActorFacts(this.db, who.personId, this.now);
    return (
      facts && {
        ...facts,
        personId: who.personId,
        accountId: who.accountId,
        sessionId: 'none',
        sessionKind: 'own',
        email: who.email,
      }
    );
  }

  async platform(): Promise<string> {
    const [found] = await this.db.select().from(table.organisation);
    if (found?.kind === 'platform') return found.id;
    const id = newId();
    await this.db.insert(table.organisation).values({ id, kind: 'platform', name: 'Baliewijs' });
    return id;
  }

  async poi(name = 'POI Duinstreek'): Promise<string> {
    const id = newId();
    await this.db.insert(table.organisation).values({ id, kind: 'poi', name, province: 'Duinstreek' });
    return id;
  }

  /** A pilot of a POI; `startsOn` a day of the Dutch clock. */
  async pilot(
    poiId: string,
    { startsOn = '2027-01-11', courseId = 'frontoffice', name = `Pilot ${++this.counter}` } = {},
  ): Promise<string> {
    const id = newId();
    await this.db
      .insert(table.pilot)
      .values({ id, poiId, courseId, name, startsOn, endsOn: standardEnd(startsOn), at: this.now });
    return id;
  }

  /** The library is asked for the pilot, and says yes unless told otherwise. */
  async pilotLibrary(pilotId: string, libraryId: string, { accepted = true } = {}): Promise<string> {
    const id = newId();
    await this.db
      .insert(table.pilotLibrary)
      .values({ id, pilotId, libraryId, invitedAt: this.now, acceptedAt: accepted ? this.now : null });
    return id;
  }

  async library(name = `Bibliotheek ${++this.counter}`, parentId: string | null = null): Promise<string> {
    const id = newId();
    await this.db.insert(table.organisation).values({ id, kind: 'library', name, parentId, province: 'Duinstreek' });
    return id;
  }

  /** Someone with an account (password "zeer-geheim-1") and, with a role, an employment. */
  async person(
    facts: { name?: string; email?: string; role?: Role; organisationId?: string; password?: string | null } = {},
  ): Promise<TestPerson> {
    const n = ++this.counter;
    const who: TestPerson = {
      personId: newId(),
      accountId: newId(),
      name: facts.name ?? `Persoon ${n}`,
      email: facts.email ?? `persoon${n}@test.example`,
    };
    const password = facts.password === undefined ? 'zeer-geheim-1' : facts.password;
    await this.db.insert(table.person).values({ id: who.personId, name: who.name, createdAt: this.now });
    await this.db.insert(table.account).values({
      id: who.accountId,
      personId: who.personId,
      email: who.email,
      passwordHash: password === null ? null : `plain$${password}`,
    });
    if (facts.role) await this.employ(who, facts.role, facts.organisationId ?? (await this.platform()));
    return who;
  }

  async employ(who: TestPerson, role: Role, organisationId: string, from = new Date('2026-01-01T00:00:00Z')): Promise<string> {
    const id = newId();
    await this.db.insert(table.employment).values({ id, personId: who.personId, organisationId, role, from });
    return id;
  }

  learner(libraryId: string, name?: string) {
    return this.person({ role: 'learner', organisationId: libraryId, ...(name ? { name } : {}) });
  }

  specialist(libraryId: string, name?: string) {
    return this.person({ role: 'educationSpecialist', organisationId: libraryId, ...(name ? { name } : {}) });
  }

  /**
   * A group with a rule: the two written modules and three meetings, unless told otherwise. Each meeting gets one
   * moment: the first two in the past, the third a week ahead.
   */
  async group(facts: {
    libraryId: string;
    courseId?: string;
    members?: readonly TestPerson[];
    leaders?: readonly TestPerson[];
    modules?: readonly string[];
    meetings?: number;
    award?: 'certificate' | 'participation';
    kind?: 'normal' | 'practice' | 'standing';
    name?: string;
  }) {
    const groupId = newId();
    await this.db.insert(table.learningGroup).values({
      id: groupId,
      libraryId: facts.libraryId,
      courseId: facts.courseId ?? 'frontoffice',
      name: facts.name ?? `Groep ${++this.counter}`,
      kind: facts.kind ?? 'normal',
      createdAt: this.now,
    });
    const templates = this.catalogue.courses.get(facts.courseId ?? 'frontoffice')?.meetings ?? [];
    const meetings: TestMeeting[] = [];
    for (let nr = 1; nr <= (facts.meetings ?? 3); nr++) {
      const template = templates[nr - 1];
      const id = newId();
      const title = template?.title ?? `Bijeenkomst ${nr}`;
      await this.db.insert(table.meeting).values({ id, groupId, nr, title, templateId: template?.id ?? null });
      const startsAt = new Date(this.now.getTime() + (nr < 3 ? nr - 4 : 1) * 7 * 86_400_000);
      const momentId = await this.moment(id, startsAt);
      meetings.push({ id, nr, title, moments: [{ id: momentId, startsAt }] });
    }
    const ruleId = newId();
    await this.db
      .insert(table.groupRule)
      .values({ id: ruleId, groupId, award: facts.award ?? 'certificate', seq: 1, from: this.now });
    const items = [
      ...(facts.modules ?? testModules).map((ref) => ({ kind: 'module' as const, ref })),
      ...meetings.map((m) => ({ kind: 'meeting' as const, ref: m.id })),
    ];
    for (const [position, item] of items.entries())
      await this.db.insert(table.groupRuleItem).values({ id: newId(), ruleId, position, ...item });
    for (const who of facts.members ?? []) await this.join(groupId, who);
    for (const who of facts.leaders ?? [])
      await this.db.insert(table.leader).values({ id: newId(), groupId, personId: who.personId, kind: 'leader', from: this.now });
    return { id: groupId, ruleId, meetings, libraryId: facts.libraryId };
  }

  async join(groupId: string, who: TestPerson) {
    await this.db.insert(table.membership).values({ id: newId(), groupId, personId: who.personId, joinedAt: this.now });
  }

  async moment(meetingId: string, startsAt: Date, place = 'Vestiging Centrum'): Promise<string> {
    const id = newId();
    const endsAt = new Date(startsAt.getTime() + 90 * 60_000);
    await this.db
      .insert(table.moment)
      .values({ id, meetingId, startsAt, endsAt, place, icalUid: `${randomUUID()}@baliewijs.example` });
    return id;
  }

  async expect(momentId: string, ...people: TestPerson[]) {
    for (const who of people)
      await this.db.insert(table.momentExpected).values({ id: newId(), momentId, personId: who.personId });
  }

  /** As if the quiz of this module was passed. */
  async pass(who: TestPerson, moduleId: string, at = this.now) {
    await this.db
      .insert(table.moduleCompletion)
      .values({ id: newId(), personId: who.personId, moduleId, version: 1, via: 'quiz', at });
  }

  async mark(momentId: string, who: TestPerson, state: 'present' | 'absent' | 'cleared' = 'present', at = this.now) {
    await this.db
      .insert(table.attendanceMark)
      .values({ id: newId(), momentId, personId: who.personId, state, source: 'leader', at });
  }

  /** A certificate as it was issued earlier; answers its code. */
  async certificate(
    groupId: string,
    ruleId: string,
    who: TestPerson,
    kind: 'certificate' | 'participation' = 'certificate',
  ): Promise<string> {
    const code = newToken();
    const id = newId();
    await this.db.insert(table.certificate).values({
      id,
      kind,
      seq: 1,
      personId: who.personId,
      groupId,
      ruleId,
      code,
      issuedAt: this.now,
      facts: {
        courseId: 'frontoffice',
        courseTitle: 'Leertraject Frontoffice en basisvaardigheden',
        groupName: 'Groep',
        libraryId: 'x',
        libraryName: 'Bibliotheek',
        modules: [],
        meetings: [],
        issuedOn: '10 februari 2027',
      },
    });
    await this.db.insert(table.certificateName).values({ certificateId: id, name: who.name, at: this.now });
    return code;
  }
}
