import { createHash } from 'node:crypto';
import type { Assignment } from '#src/domain/assignment.ts';
import type { Conversation } from '#src/domain/conversation.ts';
import type { ModuleMeta } from '#src/domain/course.ts';
import { capital, byName } from '#src/domain/dutch.ts';
import { exportFileName, type ExportedModule, type ExportedPackage } from '#src/domain/export/module.ts';
import type { LocalSlotView, PracticeView } from '#src/domain/lesson-parts.ts';
import { toPublic, type PublicQuestion } from '#src/domain/question/question.ts';
import { neededRight } from '#src/domain/quiz-review.ts';
import { askedCount } from '#src/domain/quiz.ts';
import type { Edition } from '#src/domain/scorm-elements.ts';
import type { Term } from '#src/domain/term.ts';
import { cardOf } from '../conversation/card.ts';
import { authorise, type Context } from '../context.ts';
import { practiceParts } from '../practice/parts.ts';
import { notFound, ServiceError } from '../service-error.ts';
import { findExportable, type Exportable } from './exportable.ts';
import { exportedLocal, type ExportedLocal } from './local-texts.ts';

export interface ExportChoice {
  /** `module:<id>` or `cursus:<id>` */
  wat: string;
  editie: string;
  /** '', `<library>` or `<library>.<branch>` */
  bijons: string;
  /** 'on': tell the other system what was answered to each question. */
  antwoorden: string;
}

export interface LessonPlan {
  id: string;
  slug: string;
  /** Which text to render: `<module>/<slug>`. */
  entryId: string;
  title: string;
  goal: string;
  minutes: number;
  keep: string;
  sources: { id: string; text: string; href?: string }[];
  terms: { id: string; term: string; explanation: string }[];
  slots: Record<string, LocalSlotView | undefined>;
  practice: Record<string, PracticeView>;
  assignments: Record<string, Assignment>;
}

export interface ModulePlan {
  id: string;
  number: number;
  title: string;
  summary: string;
  minutes: number;
  objectives: string[];
  lessons: LessonPlan[];
  conversations: (ReturnType<typeof cardOf> & { intro: string; lesson: { title: string; href: string } })[];
  assignments: Assignment[];
  terms: { id: string; term: string; forms: string[]; explanation: string; sources: { text: string; href?: string }[] }[];
  quiz: { questions: number; needed: number };
  /** Every question that may be asked, without its answer. */
  questions: PublicQuestion[];
}

export interface ExportPlan {
  pack: ExportedPackage;
  modules: ModulePlan[];
  /** The library whose texts go along; null for none. */
  where: string | null;
  tellsAnswers: boolean;
  fileName: string;
}

const editions: Record<string, Edition> = { '1.2': '1.2', '2004': '2004' };

/** Each is work for a second or so. */
const rate = { max: 40, window: 3_600_000 };

/** All there is to know for a package: what its pages show, and what its script needs. Nothing of any person. */
export async function planExport(ctx: Context, choice: ExportChoice): Promise<ExportPlan> {
  const actor = authorise(ctx, 'export:make');
  const thing = findExportable(ctx.catalogue, choice.wat);
  const edition = editions[choice.editie];
  if (!thing || !edition) throw notFound();
  const local = await exportedLocal(ctx, choice.bijons);
  if (!ctx.withinRate(`export ${actor.personId}`, rate))
    throw new ServiceError('tooMany', 'Je haalde het afgelopen uur veel pakketten op. Probeer het later nog een keer.');
  const tellsAnswers = choice.antwoorden === 'on';
  const pack = packageOf(ctx, thing, { edition, tellsAnswers });
  const metas = thing.kind === 'module' ? [thing.module] : thing.modules;
  return {
    pack,
    modules: metas.map((module) => moduleOf(ctx, module, local)),
    where: local.where,
    tellsAnswers,
    fileName: exportFileName(pack, local.where),
  };
}

function packageOf(ctx: Context, thing: Exportable, how: { edition: Edition; tellsAnswers: boolean }): ExportedPackage {
  const text = (module: ModuleMeta) => ({
    id: module.id,
    title: module.title,
    description: module.summary,
    version: module.version,
    minutes: module.minutes,
  });
  const modules = (thing.kind === 'module' ? [thing.module] : thing.modules).map((module) => ({
    ...text(module),
    data: { edition: how.edition, tellsAnswers: how.tellsAnswers, module: scriptModule(ctx, module) },
  }));
  if (thing.kind === 'module') return { kind: 'module', edition: how.edition, ...text(thing.module), modules };
  const { id, fullTitle, summary } = thing.course;
  const minutes = thing.modules.reduce((sum, m) => sum + m.minutes, 0);
  return { kind: 'course', edition: how.edition, id, title: fullTitle, description: summary, version: null, minutes, modules };
}

function scriptModule(ctx: Context, module: ModuleMeta): ExportedModule {
  const quiz = ctx.catalogue.quizzes.get(module.id);
  if (!quiz) throw notFound();
  const conversations = ctx.catalogue.conversations.get(module.id) ?? [];
  return {
    id: module.id,
    title: module.title,
    version: module.version,
    passMark: module.passMark,
    objectives: module.objectives,
    lessons: module.lessons.map(({ id, slug, title, objectives }) => ({ id, slug, title, objectives })),
    assignments: module.assignments.map(({ id, title, required }) => ({ id, title, required })),
    quiz,
    practice: ctx.catalogue.practice.get(module.id) ?? null,
    conversations,
    mark: createHash('sha256')
      .update(JSON.stringify([quiz, conversations]))
      .digest('base64url')
      .slice(0, 8),
  };
}

function moduleOf(ctx: Context, module: ModuleMeta, local: ExportedLocal): ModulePlan {
  const quiz = ctx.catalogue.quizzes.get(module.id);
  if (!quiz) throw notFound();
  const questions = askedCount(quiz);
  return {
    id: module.id,
    number: module.number,
    title: module.title,
    summary: module.summary,
    minutes: module.minutes,
    objectives: module.objectives.map((o) => o.text),
    lessons: module.lessons.map((lesson) => ({
      id: lesson.id,
      slug: lesson.slug,
      entryId: `${module.id}/${lesson.slug}`,
      title: lesson.title,
      goal: lesson.goal,
      minutes: lesson.minutes,
      keep: lesson.keep,
      sources: lesson.sources.map((s) => ({ id: s.id, text: s.text, ...(s.url ? { href: s.url } : {}) })),
      terms: lesson.parts.terms.flatMap((id) => ctx.catalogue.terms.get(id) ?? []),
      slots: Object.fromEntries(lesson.parts.slots.map((id) => [id, local.slot(id)])),
      practice: practiceParts(ctx, module.id, lesson.parts.practice, null),
      assignments: Object.fromEntries(module.assignments.filter((a) => a.lesson === lesson.id).map((a) => [a.id, a])),
    })),
    conversations: (ctx.catalogue.conversations.get(module.id) ?? []).map((conversation) => conversationOf(conversation, module)),
    assignments: module.assignments,
    terms: termsOf(ctx, module),
    quiz: { questions, needed: neededRight(questions, module.passMark) },
    questions: quiz.questions.map(toPublic),
  };
}

function conversationOf(conversation: Conversation, module: ModuleMeta) {
  const lesson = module.lessons.find((l) => l.id === conversation.lesson);
  return {
    ...cardOf(conversation, { courseId: '', moduleId: module.id }),
    href: `#/gesprek/${conversation.id}`,
    intro: conversation.intro,
    lesson: lesson ? { title: lesson.title, href: `#/les/${lesson.slug}` } : { title: module.title, href: '#/' },
  };
}

/** The words of the list that its lessons use, by name. */
function termsOf(ctx: Context, module: ModuleMeta): ModulePlan['terms'] {
  const ids = new Set(module.lessons.flatMap((lesson) => lesson.parts.terms));
  return [...ids]
    .flatMap((id) => ctx.catalogue.terms.get(id) ?? [])
    .sort((a: Term, b: Term) => byName({ name: a.term }, { name: b.term }))
    .map((term) => ({
      id: term.id,
      term: capital(term.term),
      forms: term.forms,
      explanation: term.explanation,
      sources: term.sources.map((s) =>
        typeof s === 'string' ? { text: s } : { text: s.text, ...(s.url ? { href: s.url } : {}) },
      ),
    }));
}
