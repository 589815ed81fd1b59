/** Reads modules/ and content/ once at boot. What doesn't fit its schema is refused with the file's name and line. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { profileSchema, type CompetenceProfile } from '#src/domain/competence-profile.ts';
import type { Conversation } from '#src/domain/conversation.ts';
import { courseSchema, meetingGuideSchema, type Course, type MeetingGuide, type ModuleMeta } from '#src/domain/course.ts';
import { emailSchema, type EmailText } from '#src/domain/email.ts';
import { slotsSchema, type LocalSlot } from '#src/domain/local-slot.ts';
import type { ModuleChange } from '#src/domain/module-change.ts';
import type { Quiz } from '#src/domain/quiz.ts';
import { mostPerModule, objectiveIdsOf, questionnaireSchema, type Questionnaire } from '#src/domain/questionnaire.ts';
import { termsSchema, type Term } from '#src/domain/term.ts';
import { files, folders, lineOf } from './files.ts';
import { splitFrontMatter } from './lesson-file.ts';
import { readModuleFolder } from './module-folder.ts';
import { CatalogueError, fault, parseYaml, readYaml } from './yaml.ts';

export { CatalogueError };

export interface Catalogue {
  courses: ReadonlyMap<string, Course>;
  modules: ReadonlyMap<string, ModuleMeta>;
  /** Questions with answers: never hand this to a page. */
  quizzes: ReadonlyMap<string, Quiz>;
  /** Practice questions inside lessons, by module; with answers too. */
  practice: ReadonlyMap<string, Quiz>;
  /** By module, in the order of their files. */
  conversations: ReadonlyMap<string, readonly Conversation[]>;
  changes: ReadonlyMap<string, readonly ModuleChange[]>;
  /** The word list, by id. */
  terms: ReadonlyMap<string, Term>;
  /** "Bij ons", by id, in the order in which a specialist meets them. */
  slots: ReadonlyMap<string, LocalSlot>;
  /** By course and template: `privacy-ido/pido-afspraken`. */
  guides: ReadonlyMap<string, MeetingGuide>;
  emails: ReadonlyMap<string, EmailText>;
  /** Of a pilot, by course and round: `frontoffice/6`. A course without them asks nothing. */
  questionnaires: ReadonlyMap<string, Questionnaire>;
  /** What jobs ask, and which module teaches what of it. */
  profiles: ReadonlyMap<string, CompetenceProfile>;
}

/** @param root the repository's top folder */
export function readCatalogue(root: string): Catalogue {
  const modules = new Map<string, ModuleMeta>();
  const quizzes = new Map<string, Quiz>();
  const practice = new Map<string, Quiz>();
  const conversations = new Map<string, readonly Conversation[]>();
  const changes = new Map<string, readonly ModuleChange[]>();
  const slots = byId(readYaml(join(root, 'content/bij-ons.yml'), slotsSchema), 'content/bij-ons.yml');
  for (const slug of folders(join(root, 'modules'))) {
    const folder = join(root, 'modules', slug);
    const { meta, ...content } = readModuleFolder(folder);
    if (meta.id !== slug) throw fault(join(folder, 'module.yml'), `the id ${meta.id} is not the folder's name`, 1);
    for (const lesson of meta.lessons)
      for (const slot of lesson.parts.slots)
        if (!slots.has(slot)) throw unknownSlot(join(folder, 'lessons', `${lesson.slug}.mdx`), slot);
    modules.set(meta.id, meta);
    if (content.quiz) quizzes.set(meta.id, content.quiz);
    if (content.practice) practice.set(meta.id, content.practice);
    conversations.set(meta.id, content.conversations);
    changes.set(meta.id, content.changes);
  }
  const courses = readCourses(root, modules);
  return {
    courses,
    modules,
    quizzes,
    practice,
    conversations,
    changes,
    terms: readTerms(root),
    slots,
    guides: readGuides(root, courses),
    questionnaires: readQuestionnaires(root, courses, modules),
    profiles: readProfiles(root, modules),
    emails: new Map(
      files(join(root, 'content/emails'), '.yml').map((file) => {
        const email = readYaml(file, emailSchema);
        return [email.kind, email];
      }),
    ),
  };
}

function readCourses(root: string, modules: ReadonlyMap<string, ModuleMeta>): Map<string, Course> {
  const courses = new Map<string, Course>();
  for (const file of files(join(root, 'content/courses'), '.yml')) {
    const course = readYaml(file, courseSchema);
    for (const id of course.modules) if (!modules.has(id)) throw fault(file, `there is no module ${id}`, lineOf(file, id));
    courses.set(course.id, course);
  }
  return courses;
}

function readTerms(root: string): Map<string, Term> {
  const folder = join(root, 'content/terms');
  if (!existsSync(folder)) return new Map();
  return byId(
    files(folder, '.yml').flatMap((file) => readYaml(file, termsSchema)),
    folder,
  );
}

function readGuides(root: string, courses: ReadonlyMap<string, Course>): Map<string, MeetingGuide> {
  const guides = new Map<string, MeetingGuide>();
  const folder = join(root, 'content/meetings');
  if (!existsSync(folder)) return guides;
  for (const courseId of folders(folder))
    for (const file of files(join(folder, courseId), '.mdx')) {
      const guide = parseYaml(splitFrontMatter(readFileSync(file, 'utf8'), file).yaml, meetingGuideSchema, file, 2);
      if (basename(file) !== `${guide.id}.mdx`) throw fault(file, `the id ${guide.id} is not the file's name`);
      if (!courses.get(courseId)?.meetings.some((m) => m.id === guide.id))
        throw fault(file, `the course ${courseId} has no meeting ${guide.id}`);
      guides.set(`${courseId}/${guide.id}`, guide);
    }
  return guides;
}

function readQuestionnaires(
  root: string,
  courses: ReadonlyMap<string, Course>,
  modules: ReadonlyMap<string, ModuleMeta>,
): Map<string, Questionnaire> {
  const questionnaires = new Map<string, Questionnaire>();
  const folder = join(root, 'content/questionnaires');
  if (!existsSync(folder)) return questionnaires;
  for (const courseId of folders(folder)) {
    const own = (courses.get(courseId)?.modules ?? []).flatMap((id) => modules.get(id) ?? []);
    for (const file of files(join(folder, courseId), '.yml')) {
      const questionnaire = readYaml(file, questionnaireSchema);
      const objectives = objectiveIdsOf(questionnaire);
      for (const id of objectives)
        if (!own.some((m) => m.objectives.some((o) => o.id === id)))
          throw fault(file, `no module of the course ${courseId} has the objective ${id}`, lineOf(file, id));
      for (const module of own)
        if (module.objectives.filter((o) => objectives.includes(o.id)).length > mostPerModule)
          throw fault(file, `more than ${mostPerModule} objectives of the module ${module.id}: people are asked too much`);
      const key = `${courseId}/${questionnaire.round}`;
      if (questionnaires.has(key)) throw fault(file, `there is another questionnaire of round ${questionnaire.round}`);
      questionnaires.set(key, questionnaire);
    }
  }
  return questionnaires;
}

function readProfiles(root: string, modules: ReadonlyMap<string, ModuleMeta>): Map<string, CompetenceProfile> {
  const profiles = new Map<string, CompetenceProfile>();
  const folder = join(root, 'content/profiles');
  if (!existsSync(folder)) return profiles;
  for (const file of files(folder, '.yml')) {
    const profile = readYaml(file, profileSchema);
    if (basename(file) !== `${profile.id}.yml`) throw fault(file, `the id ${profile.id} is not the file's name`, 1);
    for (const { module, objective } of profile.groups.flatMap((g) => g.rows.flatMap((row) => row.covered)))
      if (!modules.get(module)?.objectives.some((o) => o.id === objective))
        throw fault(file, `there is no module ${module} with the objective ${objective}`, lineOf(file, objective));
    profiles.set(profile.id, profile);
  }
  return profiles;
}

const unknownSlot = (file: string, slot: string) =>
  fault(file, `<BijOns vak="${slot}">: there is no such slot in content/bij-ons.yml`, lineOf(file, `vak="${slot}"`));

function byId<T extends { id: string }>(list: readonly T[], file: string): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of list) {
    if (map.has(item.id)) throw fault(file, `${item.id} stands there twice`);
    map.set(item.id, item);
  }
  return map;
}
