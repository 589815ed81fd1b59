/**
 * A small world on a real libSQL file: libraries, people, groups. Facts are written as the services would;
 * what a test is about, it does itself through the service.
 */
import { randomUUID } from 'node:crypto';
import { readCatalogue } from '#src/catalogue/read.ts';
import { makeSessionStore } from '#src/auth/sessions.ts';
import { openDatabase } from '#src/db/client.ts';
import * as table from '#src/db/schema/index.ts';
import { findActorFacts } from '#src/db/queries/session.ts';
import type { Actor, Role } from '#src/domain/roles.ts';
import type { Context, Passwords } from '#src/services/context.ts';
import { newId, newToken } from '#src/services/new-id.ts';
import { freshDatabase } from './base-file.ts';

export type House = Awaited<ReturnType<typeof openTestHouse>>;

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

/** @param options.now the clock of the house, which stands still until a test moves it (`house.now = …`) */
export async function openTestHouse(options: { now?: Date } = {}) {
  const file = await freshDatabase();
  const database = await openDatabase({ url: file.url });
  const { db } = database;
  const sessions = makeSessionStore(db);
  let counter = 0;

  const house = {
    db,
    url: file.url,
    folder: file.folder,
    catalogue,
    now: options.now ?? new Date('2027-02-10T09:00:00Z'),
    /** How often a service said that mail waits. */
    mailCalls: 0,

    async close() {
      await database.close();
      file.remove();
    },

    /** A context as a request has it. Without a person nobody is signed in. */
    async ctx(who: TestPerson | null = null, more: Partial<Context> = {}): Promise<Context> {
      return {
        db,
        now: house.now,
        requestId: 'test',
        actor: who ? await house.actor(who) : null,
        catalogue,
        sessions,
        passwords: quickPasswords,
        clientAddress: '192.0.2.1',
        publicBaseUrl: 'http://127.0.0.1:4321',
        demo: false,
        contact: null,
        random: Math.random,
        mailWaits: () => void house.mailCalls++,
        ...more,
      };
    },

    async actor(who: TestPerson): Promise<Actor | null> {
      const facts = await findActorFacts(db, who.personId, house.now);
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
    },

    async platform(): Promise<string> {
      const [found] = await db.select().from(table.organisation);
      if (found?.kind === 'platform') return found.id;
      const id = newId();
      await db.insert(table.organisation).values({ id, kind: 'platform', name: 'Baliewijs' });
      return id;
    },

    async poi(name = 'POI Duinstreek'): Promise<string> {
      const id = newId();
      await db.insert(table.organisation).values({ id, kind: 'poi', name, province: 'Duinstreek' });
      return id;
    },

    async library(name = `Bibliotheek ${++counter}`, parentId: string | null = null): Promise<string> {
      const id = newId();
      await db.insert(table.organisation).values({ id, kind: 'library', name, parentId, province: 'Duinstreek' });
      return id;
    },

    /** Someone with an account (password "zeer-geheim-1") and, with a role, an employment. */
    async person(
      facts: { name?: string; email?: string; role?: Role; organisationId?: string; password?: string | null } = {},
    ): Promise<TestPerson> {
      const n = ++counter;
      const who: TestPerson = {
        personId: newId(),
        accountId: newId(),
        name: facts.name ?? `Persoon ${n}`,
        email: facts.email ?? `persoon${n}@test.example`,
      };
      const password = facts.password === undefined ? 'zeer-geheim-1' : facts.password;
      await db.insert(table.person).values({ id: who.personId, name: who.name, createdAt: house.now });
      await db.insert(table.account).values({
        id: who.accountId,
        personId: who.personId,
        email: who.email,
        passwordHash: password === null ? null : `plain$${password}`,
      });
      if (facts.role) await house.employ(who, facts.role, facts.organisationId ?? (await house.platform()));
      return who;
    },

    async employ(who: TestPerson, role: Role, organisationId: string, from = new Date('2026-01-01T00:00:00Z')): Promise<string> {
      const id = newId();
      await db.insert(table.employment).values({ id, personId: who.personId, organisationId, role, from });
      return id;
    },

    learner: (libraryId: string, name?: string) =>
      house.person({ role: 'learner', organisationId: libraryId, ...(name ? { name } : {}) }),
    specialist: (libraryId: string, name?: string) =>
      house.person({ role: 'educationSpecialist', organisationId: libraryId, ...(name ? { name } : {}) }),

    /**
     * A group with a rule: the two written modules and three meetings, unless told otherwise. Each meeting gets one
     * moment: the first two in the past, the third a week ahead.
     */
    async group(facts: {
      libraryId: string;
      members?: readonly TestPerson[];
      leaders?: readonly TestPerson[];
      modules?: readonly string[];
      meetings?: number;
      award?: 'certificate' | 'participation';
      kind?: 'normal' | 'practice' | 'standing';
      name?: string;
    }) {
      const groupId = newId();
      await db.insert(table.learningGroup).values({
        id: groupId,
        libraryId: facts.libraryId,
        courseId: 'frontoffice',
        name: facts.name ?? `Groep ${++counter}`,
        kind: facts.kind ?? 'normal',
        createdAt: house.now,
      });
      const templates = catalogue.courses.get('frontoffice')?.meetings ?? [];
      const meetings: TestMeeting[] = [];
      for (let nr = 1; nr <= (facts.meetings ?? 3); nr++) {
        const template = templates[nr - 1];
        const id = newId();
        const title = template?.title ?? `Bijeenkomst ${nr}`;
        await db.insert(table.meeting).values({ id, groupId, nr, title, templateId: template?.id ?? null });
        const startsAt = new Date(house.now.getTime() + (nr < 3 ? nr - 4 : 1) * 7 * 86_400_000);
        const momentId = await house.moment(id, startsAt);
        meetings.push({ id, nr, title, moments: [{ id: momentId, startsAt }] });
      }
      const ruleId = newId();
      await db
        .insert(table.groupRule)
        .values({ id: ruleId, groupId, award: facts.award ?? 'certificate', seq: 1, from: house.now });
      const items = [
        ...(facts.modules ?? testModules).map((ref) => ({ kind: 'module' as const, ref })),
        ...meetings.map((m) => ({ kind: 'meeting' as const, ref: m.id })),
      ];
      for (const [position, item] of items.entries())
        await db.insert(table.groupRuleItem).values({ id: newId(), ruleId, position, ...item });
      for (const who of facts.members ?? []) await house.join(groupId, who);
      for (const who of facts.leaders ?? [])
        await db.insert(table.leader).values({ id: newId(), groupId, personId: who.personId, kind: 'leader', from: house.now });
      return { id: groupId, ruleId, meetings, libraryId: facts.libraryId };
    },

    async join(groupId: string, who: TestPerson) {
      await db.insert(table.membership).values({ id: newId(), groupId, personId: who.personId, joinedAt: house.now });
    },

    async moment(meetingId: string, startsAt: Date, place = 'Vestiging Centrum'): Promise<string> {
      const id = newId();
      const endsAt = new Date(startsAt.getTime() + 90 * 60_000);
      await db
        .insert(table.moment)
        .values({ id, meetingId, startsAt, endsAt, place, icalUid: `${randomUUID()}@baliewijs.example` });
      return id;
    },

    async expect(momentId: string, ...people: TestPerson[]) {
      for (const who of people) await db.insert(table.momentExpected).values({ id: newId(), momentId, personId: who.personId });
    },

    /** As if the quiz of this module was passed. */
    async pass(who: TestPerson, moduleId: string, at = house.now) {
      await db
        .insert(table.moduleCompletion)
        .values({ id: newId(), personId: who.personId, moduleId, version: 1, via: 'quiz', at });
    },

    async mark(momentId: string, who: TestPerson, state: 'present' | 'absent' | 'cleared' = 'present', at = house.now) {
      await db
        .insert(table.attendanceMark)
        .values({ id: newId(), momentId, personId: who.personId, state, source: 'leader', at });
    },

    /** A certificate as it was issued earlier; answers its code. */
    async certificate(
      groupId: string,
      ruleId: string,
      who: TestPerson,
      kind: 'certificate' | 'participation' = 'certificate',
    ): Promise<string> {
      const code = newToken();
      const id = newId();
      await db.insert(table.certificate).values({
        id,
        kind,
        seq: 1,
        personId: who.personId,
        groupId,
        ruleId,
        code,
        issuedAt: house.now,
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
      await db.insert(table.certificateName).values({ certificateId: id, name: who.name, at: house.now });
      return code;
    },
  };
  return house;
}
