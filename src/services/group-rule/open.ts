import { findRule, listMeetings } from '#src/db/queries/rule.ts';
import { awardNames, awards, type Award } from '#src/domain/certificate.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { packagesFor } from '../package/for-library.ts';
import { notFound } from '../service-error.ts';

/** Rows for meetings on the form: those that are there, those of the template, and a few of the group's own. */
export const maxSlots = 12;
const ownSlots = 2;

export const awardChoices = awards.map((award) => ({ value: award, label: awardNames[award] }));
export { awards };

export interface Slot {
  source: string;
  title: string;
  ticked: boolean;
  label: string;
}

export interface RuleForm {
  groupId: string;
  groupName: string;
  courseTitle: string;
  closed: boolean;
  /** The rule that the form starts from; "geen" when there is none. */
  ruleId: string;
  award: Award;
  modules: { id: string; title: string; ready: boolean; chosen: boolean; minutes: number }[];
  slots: Slot[];
}

/** The form about what a group asks: filled with its rule, or with all that the course has. */
export async function openRule(ctx: Context, groupId: string): Promise<RuleForm> {
  const group = await reachGroup(ctx, groupId, 'group:arrange');
  const course = ctx.catalogue.courses.get(group.courseId);
  if (!course) throw notFound();
  const [rule, meetings] = await Promise.all([findRule(ctx.db, groupId), listMeetings(ctx.db, groupId)]);
  const packages = packagesFor(ctx.catalogue, group.libraryId, rule?.moduleIds ?? []);
  const asked = rule?.meetingIds ?? [];
  const row = (m: (typeof meetings)[number], ticked: boolean): Slot => ({
    source: `m:${m.id}`,
    title: m.title,
    ticked,
    label: ticked ? `Bijeenkomst ${m.nr}` : `Bijeenkomst ${m.nr} (vervallen)`,
  });
  const own = { source: 'n:', title: '', ticked: false, label: 'Eigen bijeenkomst' };
  const slots: Slot[] = [
    ...asked.flatMap((id) => meetings.find((m) => m.id === id) ?? []).map((m) => row(m, true)),
    ...course.meetings
      .filter((t) => !meetings.some((m) => m.templateId === t.id))
      .map((t) => ({ source: `t:${t.id}`, title: t.title, ticked: rule === null, label: 'Bijeenkomst van de cursus' })),
    ...meetings
      .filter((m) => !asked.includes(m.id))
      .reverse()
      .map((m) => row(m, false)),
  ].slice(0, maxSlots - ownSlots);
  for (let i = 0; i < ownSlots; i++) slots.push(own);
  return {
    groupId,
    groupName: group.name,
    courseTitle: course.title,
    closed: group.closedAt !== null,
    ruleId: rule?.id ?? 'geen',
    award: rule?.award ?? (course.meetings.length > 0 ? 'certificate' : 'participation'),
    modules: [...course.modules, ...packages.map((m) => m.id)].map((id) => {
      const module = ctx.catalogue.modules.get(id);
      const ready = (module?.lessons.length ?? 0) > 0 || module?.package?.gone === false;
      const chosen = rule ? rule.moduleIds.includes(id) : ready && !module?.package;
      return {
        id,
        title: module?.package ? `${module.title} (pakket)` : (module?.title ?? id),
        ready: ready || (rule?.moduleIds.includes(id) ?? false),
        chosen,
        minutes: module?.minutes ?? 0,
      };
    }),
    slots,
  };
}
