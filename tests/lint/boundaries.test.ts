import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

/** Code that must not pass, by the file it would stand in: a rule that says nothing is worse than none. */
const forbidden: [file: string, code: string][] = [
  ['src/domain/x.ts', "import { db } from '#src/db/client.ts';\nexport const x = db;"],
  ['src/domain/x.ts', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;"],
  ['src/domain/x.ts', 'export const x = Date.now();'],
  ['src/domain/x.ts', 'export const x = Math.random();'],
  ['src/services/quiz/x.ts', "import { eq } from 'drizzle-orm';\nexport const x = eq;"],
  ['src/services/quiz/x.ts', "import { attempt } from '#src/db/schema/index.ts';\nexport const x = attempt;"],
  ['src/services/quiz/x.ts', "import { session } from '#src/actions/session.ts';\nexport const x = session;"],
  ['src/services/quiz/x.ts', "import { Lucia } from 'lucia';\nexport const x = Lucia;"],
  ['src/services/passkey/x.ts', "import { discovery } from 'openid-client';\nexport const x = discovery;"],
  ['src/actions/x.ts', "import { findRule } from '#src/db/queries/rule.ts';\nexport const x = findRule;"],
  ['src/pages/x.astro', "---\nimport { findRule } from '#src/db/queries/rule.ts';\nconst x = findRule;\n---\n<p>{x}</p>"],
  ['src/pages/x.astro', "---\nimport { can } from '#src/domain/roles.ts';\nconst x = can;\n---\n<p>{x}</p>"],
  ['src/pages/cursus/x.astro', "---\nimport { can } from '../../domain/roles.ts';\nconst x = can;\n---\n<p>{x}</p>"],
  [
    'src/components/X.astro',
    "---\nimport { signIn } from '#src/services/session/sign-in.ts';\nconst x = signIn;\n---\n<p>{x}</p>",
  ],
  ['src/layouts/X.astro', "---\nimport { signIn } from '#src/services/session/sign-in.ts';\nconst x = signIn;\n---\n<p>{x}</p>"],
  ['src/auth/x.ts', "import { signIn } from '#src/services/session/sign-in.ts';\nexport const x = signIn;"],
  ['src/pdf/x.ts', "import { findRule } from '#src/db/queries/rule.ts';\nexport const x = findRule;"],
  ['src/catalogue/x.ts', "import { getCollection } from 'astro:content';\nexport const x = getCollection;"],
];

const allowed: [file: string, code: string][] = [
  ['src/services/quiz/x.ts', "import { findRule } from '#src/db/queries/rule.ts';\nexport const x = findRule;"],
  ['src/domain/x.ts', "import { z } from 'zod';\nimport { can } from '#src/domain/roles.ts';\nexport const x = [z, can];"],
  ['src/pages/x.astro', "---\nimport { signIn } from '#src/services/session/sign-in.ts';\nconst x = signIn;\n---\n<p>{x}</p>"],
];

describe('who may import whom', () => {
  const eslint = new ESLint();
  const boundary = async (file: string, code: string) => {
    const [result] = await eslint.lintText(code, { filePath: file });
    return (result?.messages ?? []).filter((m) => m.ruleId?.startsWith('no-restricted'));
  };

  test.each(forbidden)('%s must not hold: %s', async (file, code) => {
    expect(await boundary(file, code)).not.toEqual([]);
  });

  test.each(allowed)('%s may hold: %s', async (file, code) => {
    expect(await boundary(file, code)).toEqual([]);
  });
});
