import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CatalogueError, readCatalogue } from '#src/catalogue/read.ts';

const catalogue = readCatalogue(process.cwd());
const modules = [...catalogue.modules.values()];

describe('the catalogue', () => {
  test('has the course with six modules in two parts, and the two privacy courses', () => {
    const course = catalogue.courses.get('frontoffice');
    expect(course?.modules.map((id) => catalogue.modules.get(id)?.number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(course?.parts.flatMap((p) => p.modules)).toEqual(course?.modules);
    expect(course?.parts.map((p) => p.modules.length)).toEqual([4, 2]);
    expect(course?.meetings).toHaveLength(3);
    expect(catalogue.courses.get('privacy-basis')?.modules).toEqual(['privacy-basis']);
    expect(catalogue.courses.get('privacy-ido')?.modules).toEqual(['privacy-basis', 'privacy-ido']);
  });

  test('every lesson file is listed, and every module folder holds only what belongs there', () => {
    for (const module of modules) {
      const folder = join('modules', module.id);
      const files = existsSync(join(folder, 'lessons')) ? readdirSync(join(folder, 'lessons')) : [];
      expect(files.sort()).toEqual(module.lessons.map((l) => `${l.slug}.mdx`).sort());
      for (const entry of readdirSync(folder))
        expect(['module.yml', 'quiz.yml', 'practice.yml', 'changes.yml', 'conversations', 'lessons']).toContain(entry);
    }
  });

  test('ids of lessons, objectives, questions and meetings are unique over everything', () => {
    const ids = (name: string, list: string[]) =>
      expect(
        list.filter((id, i) => list.indexOf(id) !== i),
        name,
      ).toEqual([]);
    ids(
      'lessons',
      modules.flatMap((m) => m.lessons.map((l) => l.id)),
    );
    ids(
      'objectives',
      modules.flatMap((m) => m.objectives.map((o) => o.id)),
    );
    ids(
      'questions',
      [...catalogue.quizzes.values()].flatMap((q) => q.questions.map((x) => x.id)),
    );
    ids(
      'meetings',
      [...catalogue.courses.values()].flatMap((c) => c.meetings.map((m) => m.id)),
    );
    // The address of a quiz stands beside those of the lessons.
    expect(modules.flatMap((m) => m.lessons.map((l) => l.slug))).not.toContain('toets');
  });

  test('a written module has five lessons, a quiz of eight questions or more, and asks and teaches every objective', () => {
    for (const module of modules.filter((m) => m.lessons.length > 0)) {
      const quiz = catalogue.quizzes.get(module.id);
      expect(module.lessons).toHaveLength(5);
      expect(quiz?.questions.length).toBeGreaterThanOrEqual(8);
      for (const { id } of module.objectives) {
        expect(
          quiz?.questions.some((q) => q.objective === id),
          `${id} is not asked`,
        ).toBe(true);
        expect(
          module.lessons.some((l) => l.objectives.includes(id)),
          `${id} is not taught`,
        ).toBe(true);
      }
    }
  });

  test('the parts of each lesson have ids of their own, that no other element of the page has', () => {
    for (const lesson of modules.flatMap((m) => m.lessons)) {
      const ids = lesson.sections.map((s) => s.id);
      expect(ids.length, lesson.slug).toBeGreaterThanOrEqual(3);
      expect(new Set(ids).size, lesson.slug).toBe(ids.length);
      for (const id of ids)
        expect(['inhoud', 'balie'].includes(id) || /^(bron|veld)-/.test(id), `${lesson.slug}#${id}`).toBe(false);
    }
  });

  test('every part of a text is found', () => {
    for (const module of modules)
      for (const lesson of module.lessons) {
        const text = readFileSync(join('modules', module.id, 'lessons', `${lesson.slug}.mdx`), 'utf8');
        expect(lesson.sections).toHaveLength(text.match(/<Stap\b/g)?.length ?? 0);
      }
  });
});

describe('a catalogue that does not fit is refused with the name of the file', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'baliewijs-catalogue-'));
    for (const folder of ['modules', 'content']) cpSync(folder, join(root, folder), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const change = (file: string, from: string | RegExp, to: string) => {
    const text = readFileSync(join(root, file), 'utf8');
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    writeFileSync(join(root, file), changed);
  };
  const read = (): unknown => {
    try {
      readCatalogue(root);
    } catch (error) {
      return error;
    }
    return null;
  };
  const refused = (message: RegExp) => {
    const error = read();
    expect(error).toBeInstanceOf(CatalogueError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  };
  /** The line on which this text stands, from 1. */
  const lineOf = (file: string, text: string) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;

  test('a lesson that is listed but not there', () => {
    rmSync(join(root, 'modules/nieuwe-klanten/lessons/warm-doorverwijzen.mdx'));
    refused(/nieuwe-klanten\/module\.yml:\d+: there is no lesson .*warm-doorverwijzen\.mdx: add it/);
  });

  test('a module with lessons but without a quiz', () => {
    rmSync(join(root, 'modules/nieuwe-klanten/quiz.yml'));
    refused(/needs a quiz/);
  });

  test('a question with another number of right answers than its kind wants', () => {
    change('modules/nieuwe-klanten/quiz.yml', /correct: true/, 'correct: false');
    refused(/quiz\.yml:\d+: .*exactly one option must be right/);
  });

  test('two questions with one id', () => {
    change('modules/nieuwe-klanten/quiz.yml', 'id: nk-q02', 'id: nk-q01');
    refused(/two questions are called nk-q01/);
  });

  test('a question with an objective or a source that is not there', () => {
    change('modules/nieuwe-klanten/quiz.yml', 'objective: nk-herkennen', 'objective: nk-anders');
    refused(/unknown objective/);
    change('modules/nieuwe-klanten/quiz.yml', 'objective: nk-anders', 'objective: nk-herkennen');
    change('modules/nieuwe-klanten/quiz.yml', 'sources: [uavg-2018]', 'sources: [nergens]');
    refused(/unknown source nergens/);
  });

  test('a field that nobody knows, or a folder with another name than its module', () => {
    change('modules/nieuwe-klanten/module.yml', 'number: 3', 'number: 3\nnumer: 4');
    refused(/numer/);
    change('modules/nieuwe-klanten/module.yml', 'numer: 4\n', '');
    change('modules/nieuwe-klanten/module.yml', 'id: nieuwe-klanten', 'id: oude-klanten');
    refused(/is not the folder's name/);
  });

  test('a course with a module that is not there', () => {
    change('content/courses/frontoffice.yml', '- boekstart', '- boekeinde');
    refused(/there is no module boekeinde/);
  });

  const quiz = 'modules/nieuwe-klanten/quiz.yml';
  const lesson = 'modules/nieuwe-klanten/lessons/het-gesprek-openen.mdx';
  const talk = 'modules/nieuwe-klanten/conversations/nk-gesprek-formulier.yml';

  test('broken YAML, with its line and what to do', () => {
    change(quiz, 'id: nk-q02', 'id: nk-q02: en nog iets');
    refused(new RegExp(`quiz\\.yml:${lineOf(quiz, 'nk-q02: en')}: this is no YAML: .* between double quotes`));
  });

  test('broken front matter of a lesson, with the line in the file', () => {
    change(lesson, /^title: .*$/m, 'title: "Zonder einde');
    refused(/het-gesprek-openen\.mdx:\d+: this is no YAML/);
    change(lesson, /^---$/m, '--');
    refused(/het-gesprek-openen\.mdx:1: has no front matter: begin with a line of three dashes/);
  });

  test('a field that does not fit, with the line of the field and what may stand there', () => {
    change(talk, /mood: \w+/, 'mood: knorrig');
    refused(new RegExp(`formulier\\.yml:${lineOf(talk, 'knorrig')}: nodes\\.0\\.mood must be boos, .* or blij$`));
    change(talk, 'mood: knorrig', 'mood: boos');
    change(talk, /^title: /m, 'titel: ');
    refused(
      new RegExp(`formulier\\.yml:1: title is missing: add it; line ${lineOf(talk, 'titel')}: nobody knows the field titel`),
    );
  });

  test('a kind of question that nobody knows', () => {
    change(quiz, /kind: single/, 'kind: enkel');
    refused(
      new RegExp(
        `quiz\\.yml:${lineOf(quiz, 'kind: enkel')}: questions\\.\\d+\\.kind: there is no such kind. It must be single, .* or strikeOut$`,
      ),
    );
  });

  test('a tag that lessons do not have, a tag that is never closed, and one that closes another', () => {
    change(lesson, '<Probeer>', '<Probeersel>');
    refused(
      new RegExp(`openen\\.mdx:${lineOf(lesson, '<Probeersel>')}: <Probeersel> is nothing that lessons have: mend its name`),
    );
    change(lesson, '<Probeersel>', '<Probeer>');
    change(lesson, '</Probeer>', '');
    refused(
      new RegExp(`openen\\.mdx:\\d+: </Stap> closes, while <Probeer> of line ${lineOf(lesson, '<Probeer>')} is still open`),
    );
    const steps = readFileSync(join(root, lesson), 'utf8');
    writeFileSync(join(root, lesson), `${steps.replace('<Probeer>', '')}\n<Stap id="los" titel="Los">\n`);
    refused(new RegExp(`openen\\.mdx:${lineOf(lesson, 'id="los"')}: <Stap> is never closed: add </Stap>`));
  });

  test('what MDX would read as code', () => {
    writeFileSync(join(root, lesson), `${readFileSync(join(root, lesson), 'utf8')}\nVul {naam} in.\n`);
    refused(new RegExp(`openen\\.mdx:${lineOf(lesson, '{naam}')}: “{” is code in a lesson: write it in words`));
  });

  test('a conversation with a dead end, or with a way that is over too soon', () => {
    change(talk, /next: [\w-]+/, 'next: nergens');
    refused(new RegExp(`formulier\\.yml:${lineOf(talk, 'next: nergens')}: .*leads to nergens, and that is no node or ending`));
    change(talk, 'next: nergens', 'next: e-goed');
    change(talk, /id: e-[\w-]+/, 'id: e-goed');
    refused(/formulier\.yml:\d+: /);
  });

  test('a lesson that places what is not there', () => {
    const at = 'modules/nieuwe-klanten/lessons/herkennen-zonder-etiket.mdx';
    change(at, 'id="nk-gesprek-formulier"', 'id="nk-gesprek-weg"');
    refused(
      new RegExp(
        `etiket\\.mdx:${lineOf(at, 'nk-gesprek-weg')}: <Baliegesprek id="nk-gesprek-weg"> places what is not there: it needs conv`,
      ),
    );
    change(at, 'nk-gesprek-weg', 'nk-gesprek-formulier');
    change(at, /<BijOns vak="[^"]+"/, '<BijOns vak="nergens"');
    refused(new RegExp(`etiket\\.mdx:${lineOf(at, 'vak="nergens"')}: .*there is no such slot`));
  });

  test('fails the build in one line, before anything is built', () => {
    change(talk, /next: [\w-]+/, 'next: nergens');
    for (const name of ['src', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'])
      symlinkSync(join(process.cwd(), name), join(root, name));
    const node = join(process.cwd(), 'node_modules/.bin/node');
    const built = spawnSync(node, [join(process.cwd(), 'src/cli/build.ts')], { cwd: root, encoding: 'utf8' });
    expect(built.status).toBe(1);
    expect(built.stdout).toBe('');
    expect(built.stderr.trim()).toMatch(/^Can't build: modules\/nieuwe-klanten\/conversations\/[\w-]+\.yml:\d+: .*nergens.*$/);
  });
});
