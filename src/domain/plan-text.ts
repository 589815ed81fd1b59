/** What changes when a group asks something else, in plain Dutch: read before it is saved. */
import { awardNames } from './certificate.ts';
import { count, enumerate } from './dutch.ts';
import type { Plan } from './group-plan.ts';
import type { Effect } from './plan-effect.ts';

export interface DroppedMeeting {
  nr: number;
  title: string;
  /** Attendance was recorded, or someone made up for it. */
  recorded: boolean;
  /** Moments still to come, where nothing was recorded. */
  moments: number;
}

const quoted = (titles: readonly string[]) => enumerate(titles.map((title) => `‘${title}’`));

export function changesInWords(plan: Plan, dropped: readonly DroppedMeeting[], titleOf: (moduleId: string) => string): string[] {
  const lines: string[] = [];
  const say = (list: readonly unknown[], line: string) => {
    if (list.length > 0) lines.push(line);
  };
  say(
    plan.modulesAdded,
    `Erbij: ${count(plan.modulesAdded.length, 'module', 'modules')} ${quoted(plan.modulesAdded.map(titleOf))}.`,
  );
  say(
    plan.modulesDropped,
    `Eraf: ${count(plan.modulesDropped.length, 'module', 'modules')} ${quoted(plan.modulesDropped.map(titleOf))}.`,
  );
  for (const { nr, title } of plan.added) lines.push(`Erbij: bijeenkomst ${nr} ‘${title}’.`);
  for (const { nr, title } of plan.restored)
    lines.push(`Terug: bijeenkomst ${nr} ‘${title}’. Wat daar was ingevuld, telt weer mee. De begeleider plant nieuwe momenten.`);
  for (const meeting of dropped) lines.push(droppedInWords(meeting));
  for (const { meeting, from } of plan.renamed)
    lines.push(`Bijeenkomst ${meeting.nr} ‘${from}’ heet voortaan ‘${meeting.title}’.`);
  if (plan.orderChanged) lines.push('De volgorde van de bijeenkomsten verandert.');
  if (plan.awardChanged) lines.push(`Wie alles heeft gedaan, krijgt voortaan een ${awardNames[plan.award]}.`);
  if (plan.meetings.length === 0)
    lines.push(
      'De groep heeft geen bijeenkomst. Daarom krijgt niemand een certificaat. Wie alles heeft gedaan, krijgt een bewijs van deelname.',
    );
  return lines;
}

function droppedInWords({ nr, title, recorded, moments }: DroppedMeeting): string {
  const lines = [`Eraf: bijeenkomst ${nr} ‘${title}’.`];
  if (recorded) lines.push('Daar is al ingevuld wie er was. Dat blijft bewaard, maar het telt niet meer mee.');
  if (moments > 0)
    lines.push(
      `${moments === 1 ? 'Het moment dat is gepland, vervalt' : `De ${moments} momenten die zijn gepland, vervallen`}. Deelnemers krijgen een mail.`,
    );
  return lines.join(' ');
}

/** Who gains and who loses, a line each; the last resort says that it matters to nobody. */
export function effectInWords(effect: Effect, plan: Plan, members: number): string[] {
  const award = awardNames[plan.award];
  const lines: string[] = [];
  const say = (names: readonly string[], one: (name: string) => string, many: (names: string) => string) => {
    if (names.length === 1) lines.push(one(names[0] ?? ''));
    if (names.length > 1) lines.push(many(enumerate(names)));
  };
  say(
    effect.gain,
    (name) => `${name} heeft dan alles gedaan en krijgt meteen een ${award}.`,
    (names) => `${names} hebben dan alles gedaan en krijgen meteen een ${award}.`,
  );
  say(
    effect.more,
    (name) => `${name} moet voor het ${award} meer doen dan nu.`,
    (names) => `${names} moeten voor het ${award} meer doen dan nu.`,
  );
  say(
    effect.less,
    (name) => `${name} hoeft voor het ${award} minder te doen dan nu.`,
    (names) => `${names} hoeven voor het ${award} minder te doen dan nu.`,
  );
  say(
    effect.lose,
    (name) => `${name} deed al iets dat niet meer meetelt.`,
    (names) => `${names} deden al iets dat niet meer meetelt.`,
  );
  say(
    effect.keep,
    (name) => `${name} heeft al een certificaat of bewijs. Dat blijft zoals het is.`,
    (names) => `${names} hebben al een certificaat of bewijs. Dat blijft zoals het is.`,
  );
  if (members === 0) return ['Er zit nog niemand in deze groep.'];
  return lines.length > 0 ? lines : ['Voor de mensen in de groep verandert er niets.'];
}
