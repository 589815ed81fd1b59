import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { readCatalogue } from '#src/catalogue/read.ts';

let out: string[];
beforeAll(() => {
  // No database and no settings are asked for.
  const done = spawnSync('node_modules/.bin/node', ['src/cli/main.ts', 'content'], {
    env: { PATH: process.env.PATH, DATABASE_URL: 'file:/nowhere/x.db' },
    encoding: 'utf8',
  });
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
  out = done.stdout.trimEnd().split('\n');
});

/** The rows of a table by name, its heads as keys. */
function tableAfter(title: string): Record<string, Record<string, number>> {
  const begin = out.findIndex((line) => line.startsWith(title)) + 1;
  const end = out.indexOf('', begin);
  const [head = '', ...lines] = out.slice(begin, end < 0 ? undefined : end).filter((line) => !line.startsWith('-'));
  const [, ...names] = head.split(/\s+/);
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...cells] = line.split(/\s+/);
      return [name, Object.fromEntries(names.map((n, i) => [n, Number(cells[i]?.replaceAll(',', ''))]))];
    }),
  );
}

test('every module has a row, and the totals add up', () => {
  const catalogue = readCatalogue(process.cwd());
  for (const title of ['Course text', 'Questions by kind']) {
    const { total = {}, ...modules } = tableAfter(title);
    expect(Object.keys(modules).toSorted()).toEqual([...catalogue.modules.keys()].toSorted());
    for (const [head, sum] of Object.entries(total)) {
      const each = Object.values(modules).map((row) => row[head] ?? Number.NaN);
      if (head === 'sources') expect(sum).toBeLessThanOrEqual(each.reduce((a, b) => a + b, 0));
      else expect(sum, head).toBe(each.reduce((a, b) => a + b, 0));
    }
  }
});

test('the numbers are those of the texts', () => {
  const catalogue = readCatalogue(process.cwd());
  const { total, ...modules } = tableAfter('Course text');
  const kinds = tableAfter('Questions by kind');
  for (const module of catalogue.modules.values()) {
    const conversations = catalogue.conversations.get(module.id) ?? [];
    const row = modules[module.id] ?? {};
    expect(row).toMatchObject({
      lessons: module.lessons.length,
      minutes: module.minutes,
      questions: catalogue.quizzes.get(module.id)?.questions.length ?? 0,
      practice: catalogue.practice.get(module.id)?.questions.length ?? 0,
      conversations: conversations.length,
      nodes: conversations.flatMap((c) => c.nodes).length,
      endings: conversations.flatMap((c) => c.endings).length,
      assignments: module.assignments.length,
    });
    expect(Object.values(kinds[module.id] ?? {}).reduce((a, b) => a + b, 0)).toBe((row.questions ?? 0) + (row.practice ?? 0));
    // A lesson has 550 to 750 words.
    if (module.lessons.length > 0) expect((row.words ?? 0) / module.lessons.length).toBeGreaterThan(300);
  }
  expect(total?.terms).toBe(catalogue.terms.size);
});

test('it fits a wide terminal', () => {
  for (const line of out) expect(line.length, line).toBeLessThanOrEqual(132);
});
