/** A database as a whole country would fill it: made by SQL alone, in seconds. */
import { createClient } from '@libsql/client';
import { hashPassword } from '#src/auth/passwords.ts';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';

export interface Size {
  people: number;
  libraries: number;
  /** Lessons done per person: rows in lesson_completion are people × this. */
  lessonsEach: number;
}

export const country: Size = { people: 20_000, libraries: 150, lessonsEach: 50 };

const numbers = (n: number) => `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${n - 1})`;

/**
 * Fills a migrated, empty database. Person 0 of each library is its specialist; all others are learners in groups of 20.
 * Sign in as `p<i>@groot.example`; the administrator is `beheerder@groot.example`.
 */
export async function fillBigHouse(url: string, size: Size, now = new Date()): Promise<void> {
  const client = createClient({ url });
  const hash = await hashPassword(demoPassword);
  const t = now.getTime();
  const day = 86_400_000;
  const perLibrary = Math.ceil(size.people / size.libraries);
  const groups = Math.ceil(size.people / 20);
  const people = numbers(size.people);
  const statements: string[] = [
    `INSERT INTO installation VALUES ('mode', 'demo')`,
    `INSERT INTO organisation (id, kind, name) VALUES ('platform', 'platform', 'Baliewijs')`,
    `${numbers(size.libraries)} INSERT INTO organisation (id, kind, name, province) SELECT 'lib' || i, 'library', 'Bibliotheek ' || i, 'Kustland' FROM n`,
    `${people} INSERT INTO person (id, name, created_at) SELECT 'p' || i, 'Persoon ' || printf('%05d', i), ${t - 200 * day} FROM n`,
    `${people} INSERT INTO account (id, person_id, email, password_hash) SELECT 'a' || i, 'p' || i, 'p' || i || '@groot.example', '${hash}' FROM n`,
    `${people} INSERT INTO employment (id, person_id, organisation_id, role, "from") SELECT 'e' || i, 'p' || i, 'lib' || (i / ${perLibrary}), CASE WHEN i % ${perLibrary} = 0 THEN 'educationSpecialist' ELSE 'learner' END, ${t - 200 * day} FROM n`,
    `INSERT INTO person (id, name, created_at) VALUES ('admin', 'Robin Everts', ${t})`,
    `INSERT INTO account (id, person_id, email, password_hash) VALUES ('admin', 'admin', 'beheerder@groot.example', '${hash}')`,
    `INSERT INTO employment (id, person_id, organisation_id, role, "from") VALUES ('admin', 'admin', 'platform', 'administrator', ${t - day})`,
    `${numbers(groups)} INSERT INTO learning_group (id, library_id, course_id, name, kind, created_at) SELECT 'g' || i, 'lib' || (i * 20 / ${perLibrary}), 'frontoffice', 'Groep ' || i, 'normal', ${t - 100 * day} FROM n`,
    `${numbers(groups)} INSERT INTO group_rule (id, group_id, award, seq, "from") SELECT 'r' || i, 'g' || i, 'certificate', 1, ${t - 100 * day} FROM n`,
    `${people} INSERT INTO membership (id, group_id, person_id, joined_at) SELECT 'm' || i, 'g' || (i / 20), 'p' || i, ${t - 100 * day} FROM n`,
    ...[1, 2, 3].flatMap((nr) => [
      `${numbers(groups)} INSERT INTO meeting (id, group_id, nr, title) SELECT 'b' || i || '-${nr}', 'g' || i, ${nr}, 'Bijeenkomst ${nr}' FROM n`,
      `${numbers(groups)} INSERT INTO group_rule_item (id, rule_id, kind, ref, position) SELECT 'rb' || i || '-${nr}', 'r' || i, 'meeting', 'b' || i || '-${nr}', ${nr + 5} FROM n`,
      `${numbers(groups)} INSERT INTO moment (id, meeting_id, starts_at, ends_at, place, ical_uid) SELECT 'o' || i || '-${nr}', 'b' || i || '-${nr}', ${t + (nr * 20 - 50) * day}, ${t + (nr * 20 - 50) * day + 5_400_000}, 'Centrum', 'u' || i || '-${nr}' FROM n`,
      ...(nr < 3
        ? [
            `${people} INSERT INTO attendance_mark (id, moment_id, person_id, state, source, at) SELECT 'k' || i || '-${nr}', 'o' || (i / 20) || '-${nr}', 'p' || i, 'present', 'leader', ${t - 10 * day} FROM n`,
          ]
        : []),
    ]),
    ...['landelijke-context', 'nieuwe-klanten'].flatMap((module, index) => [
      `${numbers(groups)} INSERT INTO group_rule_item (id, rule_id, kind, ref, position) SELECT 'rm' || i || '-${index}', 'r' || i, 'module', '${module}', ${index} FROM n`,
      `${people} INSERT INTO module_completion (id, person_id, module_id, version, via, at) SELECT 'c' || i || '-${index}', 'p' || i, '${module}', 1, 'quiz', ${t - (30 - index) * day} FROM n WHERE i % ${index + 2} = 0`,
    ]),
    ...Array.from(
      { length: size.lessonsEach },
      (_, j) =>
        `${people} INSERT INTO lesson_completion (id, person_id, module_id, lesson_id, version, at) SELECT 'l' || i || '-${j}', 'p' || i, 'module', 'lesson-${j}', 1, ${t - 20 * day} FROM n`,
    ),
    'ANALYZE',
    'PRAGMA wal_checkpoint(TRUNCATE)',
  ];
  for (const sql of statements) await client.execute(sql);
  client.close();
}
