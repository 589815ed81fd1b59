import { rowsCoveredBy } from '#src/domain/competence-profile.ts';
import { isOpenCourse } from '#src/domain/course.ts';
import { achievement, achievementPath, coverText, profilePath } from '#src/domain/open-badge.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export interface AchievementView {
  title: string;
  summary: string;
  audience: string;
  /** What stands for it in a credential, as JSON. */
  json: string;
  modules: { title: string; summary: string; objectives: string[] }[];
  meetings: { title: string; summary: string }[];
  /** Who does it alone gets a proof of participation. */
  alone: boolean;
  profiles: { title: string; href: string; groups: { title: string; rows: { id: string; text: string; by: string[] }[] }[] }[];
}

/** What a badge of this course stands for. For everyone. */
export function openAchievement(ctx: Context, courseId: string): AchievementView {
  const course = findCourse(ctx, courseId);
  const moduleTitle = moduleTitleIn(ctx);
  const modules = course.modules.flatMap((id) => ctx.catalogue.modules.get(id) ?? []);
  const covered = rowsCoveredBy(ctx.catalogue.profiles.values(), course.modules);
  return {
    title: course.fullTitle,
    summary: course.summary,
    audience: course.audience,
    json: `${achievementPath(course.id)}.json`,
    modules: modules.map(({ title, summary, objectives }) => ({ title, summary, objectives: objectives.map((o) => o.text) })),
    meetings: course.meetings.map(({ title, summary }) => ({ title, summary })),
    alone: isOpenCourse(course),
    profiles: [...Map.groupBy(covered, (row) => row.profileId)].map(([profileId, rows]) => ({
      title: rows[0]?.profileTitle ?? '',
      href: profilePath(profileId),
      groups: [...Map.groupBy(rows, (row) => row.groupTitle)].map(([title, inGroup]) => ({
        title,
        rows: inGroup.map((row) => ({ id: row.rowId, text: row.text, by: row.by.map((cover) => coverText(cover, moduleTitle)) })),
      })),
    })),
  };
}

/** The same for a machine: what `achievement` is in a badge of who chose every module. */
export function achievementDocument(ctx: Context, courseId: string): object {
  const course = findCourse(ctx, courseId);
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    ...achievement(ctx.publicBaseUrl, {
      courseId: course.id,
      title: course.fullTitle,
      description: course.summary,
      covered: rowsCoveredBy(ctx.catalogue.profiles.values(), course.modules),
      moduleTitle: moduleTitleIn(ctx),
    }),
  };
}

export const moduleTitleIn = (ctx: Pick<Context, 'catalogue'>) => (id: string) => ctx.catalogue.modules.get(id)?.title ?? id;

function findCourse(ctx: Context, courseId: string) {
  const course = ctx.catalogue.courses.get(courseId);
  if (!course) throw notFound();
  return course;
}
