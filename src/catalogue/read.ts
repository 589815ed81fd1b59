/** Reads modules/ and content/ once at boot. What doesn't fit its schema is refused with the file's name. */
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import {
  courseSchema,
  lessonSchema,
  moduleSchema,
  sectionsOf,
  type Course,
  type LessonMeta,
  type ModuleMeta,
} from '#src/domain/course.ts';
import { quizSchema, type Quiz } from '#src/domain/quiz.ts';
import { emailSchema, type EmailText } from '#src/domain/email.ts';

export class CatalogueError extends Error {}

export interface Catalogue {
  courses: ReadonlyMap<string, Course>;
  modules: ReadonlyMap<string, ModuleMeta>;
  /** Questions with answers: never hand this to a page. */
  quizzes: ReadonlyMap<string, Quiz>;
  emails: ReadonlyMap<string, EmailText>;
}

/** @param root the repository's top folder */
export function readCatalogue(root: string): Catalogue {
  const modules = new Map<string, ModuleMeta>();
  const quizzes = new Map<string, Quiz>();
  for (const slug of folders(join(root, 'modules'))) {
    const folder = join(root, 'modules', slug);
    const module = readModule(folder);
    if (module.id !== slug) throw new CatalogueError(`${folder}: the id ${module.id} is not the folder's name`);
    modules.set(module.id, module);
    const quizFile = join(folder, 'quiz.yml');
    if (existsSync(quizFile)) quizzes.set(module.id, readQuiz(quizFile, module));
    else if (module.lessons.length > 0) throw new CatalogueError(`${folder}: a module with lessons needs a quiz.yml`);
  }
  const courses = new Map<string, Course>();
  for (const file of files(join(root, 'content/courses'), '.yml')) {
    const course = check(courseSchema, readYaml(file), file);
    for (const id of course.modules) if (!modules.has(id)) throw new CatalogueError(`${file}: there is no module ${id}`);
    courses.set(course.id, course);
  }
  const emails = new Map<string, EmailText>();
  for (const file of files(join(root, 'content/emails'), '.yml')) {
    const email = check(emailSchema, readYaml(file), file);
    emails.set(email.kind, email);
  }
  return { courses, modules, quizzes, emails };
}

function readModule(folder: string): ModuleMeta {
  const file = join(folder, 'module.yml');
  const { lessons: listed, ...module } = check(moduleSchema, readYaml(file), file);
  const objectives = new Set(module.objectives.map((o) => o.id));
  const lessons = listed.map(({ id, slug }): LessonMeta => {
    const lessonFile = join(folder, 'lessons', `${slug}.mdx`);
    if (!existsSync(lessonFile)) throw new CatalogueError(`${file}: there is no lesson ${lessonFile}`);
    const meta = check(lessonSchema, frontMatter(lessonFile), lessonFile);
    for (const objective of meta.objectives)
      if (!objectives.has(objective)) throw new CatalogueError(`${lessonFile}: there is no objective ${objective}`);
    return { ...meta, id, slug, sections: sectionsOf(readFileSync(lessonFile, 'utf8')) };
  });
  const minutes = lessons.length > 0 ? lessons.reduce((sum, l) => sum + l.minutes, 0) : (module.plannedMinutes ?? 0);
  return { ...module, lessons, minutes };
}

function readQuiz(file: string, module: ModuleMeta): Quiz {
  const quiz = check(quizSchema, readYaml(file), file);
  const objectives = new Set(module.objectives.map((o) => o.id));
  const sources = new Set(quiz.sources.map((s) => s.id));
  const ids = new Set<string>();
  for (const question of quiz.questions) {
    if (ids.has(question.id)) throw new CatalogueError(`${file}: two questions are called ${question.id}`);
    ids.add(question.id);
    if (!objectives.has(question.objective)) throw new CatalogueError(`${file}: ${question.id} has an unknown objective`);
    for (const source of question.sources)
      if (!sources.has(source)) throw new CatalogueError(`${file}: ${question.id} names an unknown source ${source}`);
  }
  return quiz;
}

/** The YAML between the first two lines of three dashes. */
export function frontMatter(file: string): unknown {
  const match = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(file, 'utf8'));
  if (!match) throw new CatalogueError(`${file}: has no front matter`);
  return parseYaml(match[1] ?? '', file);
}

const readYaml = (file: string) => parseYaml(readFileSync(file, 'utf8'), file);

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new CatalogueError(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : 'no YAML'}`);
  }
}

function check<T extends z.ZodType>(schema: T, value: unknown, file: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CatalogueError(`${file}: ${parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`);
}

const folders = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const files = (path: string, ending: string) =>
  readdirSync(path)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(path, name));
