/** One folder of modules/: module.yml, lessons, quiz, practice questions, conversations and changes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { conversationSchema, type Conversation } from '#src/domain/conversation.ts';
import { moduleSchema, type LessonMeta, type ModuleMeta } from '#src/domain/course.ts';
import { moduleChangesSchema, type ModuleChange } from '#src/domain/module-change.ts';
import type { Question } from '#src/domain/question/question.ts';
import { practiceSchema, quizSchema, type Quiz, type Source } from '#src/domain/quiz.ts';
import { files, lineOf } from './files.ts';
import { readLesson } from './lesson-file.ts';
import { fault, readYaml } from './yaml.ts';

export interface ModuleContent {
  meta: ModuleMeta;
  quiz: Quiz | null;
  practice: Quiz | null;
  conversations: Conversation[];
  changes: ModuleChange[];
}

export function readModuleFolder(folder: string): ModuleContent {
  const meta = readMeta(folder);
  const optional = <T>(name: string, read: (file: string) => T): T | null => {
    const file = join(folder, name);
    return existsSync(file) ? read(file) : null;
  };
  const quiz = optional('quiz.yml', (file) => checked(readYaml(file, quizSchema), meta, file));
  if (!quiz && meta.lessons.length > 0) throw fault(folder, 'a module with lessons needs a quiz.yml');
  const practice = optional('practice.yml', (file) => checked(readYaml(file, practiceSchema), meta, file));
  const conversations = existsSync(join(folder, 'conversations'))
    ? files(join(folder, 'conversations'), '.yml').map((file) => readConversation(file, meta))
    : [];
  const changes = optional('changes.yml', (file) => readChanges(file, meta)) ?? [];
  checkParts(folder, meta, conversations, practice);
  return { meta, quiz, practice, conversations, changes };
}

function readMeta(folder: string): ModuleMeta {
  const file = join(folder, 'module.yml');
  const { lessons: listed, ...module } = readYaml(file, moduleSchema);
  const objectives = new Set(module.objectives.map((o) => o.id));
  const lessons = listed.map((entry): LessonMeta => {
    const lessonFile = join(folder, 'lessons', `${entry.slug}.mdx`);
    if (!existsSync(lessonFile))
      throw fault(
        file,
        `there is no lesson ${lessonFile}: add it, or take it out of the list`,
        lineOf(file, `slug: ${entry.slug}`),
      );
    const lesson = readLesson(lessonFile, entry);
    for (const objective of lesson.objectives)
      if (!objectives.has(objective))
        throw fault(lessonFile, `there is no objective ${objective} in module.yml`, lineOf(lessonFile, objective));
    return lesson;
  });
  const minutes = lessons.length > 0 ? lessons.reduce((sum, l) => sum + l.minutes, 0) : (module.plannedMinutes ?? 0);
  return { ...module, lessons, minutes };
}

function checked(quiz: Quiz, module: ModuleMeta, file: string): Quiz {
  const ids = new Set<string>();
  const pools = new Map<string, string>();
  for (const question of quiz.questions) {
    if (ids.has(question.id))
      throw fault(file, `two questions are called ${question.id}: give one another id`, lineOf(file, `id: ${question.id}`));
    ids.add(question.id);
    checkQuestion(question, quiz.sources, module, file);
    if (!question.pool) continue;
    const objective = pools.get(question.pool) ?? question.objective;
    if (objective !== question.objective)
      throw fault(
        file,
        `${question.id}: the questions of the pool ${question.pool} have different objectives`,
        lineOf(file, `id: ${question.id}`),
      );
    pools.set(question.pool, objective);
  }
  return quiz;
}

function checkQuestion(question: Question, sources: readonly Source[], module: ModuleMeta, file: string): void {
  if (!module.objectives.some((o) => o.id === question.objective))
    throw fault(
      file,
      `${question.id} has an unknown objective: ${question.objective}. Take one of module.yml`,
      lineOf(file, `id: ${question.id}`),
    );
  for (const source of question.sources)
    if (!sources.some((s) => s.id === source))
      throw fault(
        file,
        `${question.id} names an unknown source ${source}: add it to sources`,
        lineOf(file, `id: ${question.id}`),
      );
}

function readConversation(file: string, module: ModuleMeta): Conversation {
  const conversation = readYaml(file, conversationSchema);
  if (!file.endsWith(`/${conversation.id}.yml`))
    throw fault(file, `the id ${conversation.id} is not the file's name`, lineOf(file, 'id:'));
  if (!module.lessons.some((l) => l.id === conversation.lesson))
    throw fault(file, `there is no lesson ${conversation.lesson} in module.yml`, lineOf(file, 'lesson:'));
  for (const objective of conversation.objectives)
    if (!module.objectives.some((o) => o.id === objective))
      throw fault(file, `there is no objective ${objective} in module.yml`, lineOf(file, 'objectives:'));
  return conversation;
}

function readChanges(file: string, module: ModuleMeta): ModuleChange[] {
  const changes = readYaml(file, moduleChangesSchema);
  for (const change of changes) {
    if (change.version > module.version)
      throw fault(file, `tells of version ${change.version}, while module.yml says ${module.version}`);
    checkQuestion(change.question, change.sources, module, file);
  }
  return changes;
}

/** What a lesson places must be there, and stand in that lesson. */
function checkParts(folder: string, module: ModuleMeta, conversations: readonly Conversation[], practice: Quiz | null): void {
  for (const lesson of module.lessons) {
    const file = join(folder, 'lessons', `${lesson.slug}.mdx`);
    for (const id of lesson.parts.conversations)
      if (!conversations.some((c) => c.id === id && c.lesson === lesson.id))
        throw placed(file, 'Baliegesprek', id, `conversations/${id}.yml with lesson: ${lesson.id}`);
    for (const id of lesson.parts.assignments)
      if (!module.assignments.some((a) => a.id === id && a.lesson === lesson.id))
        throw placed(file, 'Opdracht', id, `an assignment of module.yml with lesson: ${lesson.id}`);
    for (const id of lesson.parts.practice)
      if (!practice?.questions.some((q) => q.id === id)) throw placed(file, 'Oefenvraag', id, 'a question of practice.yml');
  }
  const all = module.lessons.flatMap((l) => [...l.parts.conversations, ...l.parts.assignments, ...l.parts.practice]);
  for (const { id } of [...conversations, ...module.assignments, ...(practice?.questions ?? [])])
    if (!all.includes(id)) throw fault(folder, `${id} stands in no lesson: place it with its tag`);
}

/** A tag that places what isn't there. */
const placed = (file: string, tag: string, id: string, wanted: string) =>
  fault(file, `<${tag} id="${id}"> places what is not there: it needs ${wanted}`, lineOf(file, `id="${id}"`));
