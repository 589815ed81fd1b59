/**
 * Which elements of the SCORM run-time data there are (1.2: RTE 3.4; 2004: RTE 4). Nothing else of the run-time is reached by
 * a package, and nothing else is kept of what it sends.
 */
export type Edition = '1.2' | '2004';

const n = '(?:0|[1-9]\\d{0,4})';

const of12 = new RegExp(
  `^cmi\\.(?:${[
    '_version|_children',
    'core\\.(?:_children|student_id|student_name|lesson_location|credit|lesson_status|entry|total_time|lesson_mode|exit|session_time)',
    'core\\.score\\.(?:_children|raw|min|max)',
    'suspend_data|launch_data|comments|comments_from_lms',
    `objectives\\.(?:_children|_count|${n}\\.(?:id|status|score\\.(?:_children|raw|min|max)))`,
    'student_data\\.(?:_children|mastery_score|max_time_allowed|time_limit_action)',
    'student_preference\\.(?:_children|audio|language|speed|text)',
    `interactions\\.(?:_children|_count|${n}\\.(?:id|time|type|weighting|student_response|result|latency|objectives\\.(?:_count|${n}\\.id)|correct_responses\\.(?:_count|${n}\\.pattern)))`,
  ].join('|')})$`,
);

const of2004 = new RegExp(
  `^(?:cmi\\.(?:${[
    '_version|completion_status|completion_threshold|credit|entry|exit|launch_data|learner_id|learner_name|location|max_time_allowed|mode',
    'progress_measure|scaled_passing_score|session_time|success_status|suspend_data|time_limit_action|total_time',
    `comments_from_(?:learner|lms)\\.(?:_children|_count|${n}\\.(?:comment|location|timestamp))`,
    'learner_preference\\.(?:_children|audio_level|language|delivery_speed|audio_captioning)',
    'score\\.(?:_children|scaled|raw|min|max)',
    `objectives\\.(?:_children|_count|${n}\\.(?:id|success_status|completion_status|progress_measure|description|score\\.(?:_children|scaled|raw|min|max)))`,
    `interactions\\.(?:_children|_count|${n}\\.(?:id|type|timestamp|weighting|learner_response|result|latency|description|objectives\\.(?:_count|${n}\\.id)|correct_responses\\.(?:_count|${n}\\.pattern)))`,
  ].join(
    '|',
  )})|adl\\.(?:nav\\.request|nav\\.request_valid\\.(?:continue|previous|(?:choice|jump)\\.\\{target=[^{}]{1,300}\\})|data\\.(?:_children|_count|${n}\\.(?:id|store))))$`,
);

/** May a package read or write this at all? Whether it may do which of both is for the run-time. */
export const isElement = (edition: Edition, element: unknown): element is string =>
  typeof element === 'string' && element.length <= 400 && (edition === '1.2' ? of12 : of2004).test(element);

/** What we say ourselves at every start. */
const ours =
  /^cmi\.(?:core\.(?:student_id|student_name|credit|entry|total_time|lesson_mode)|student_data\.|launch_data$|comments_from_lms|learner_id$|learner_name$|credit$|entry$|mode$|total_time$|completion_threshold$|scaled_passing_score$|max_time_allowed$|time_limit_action$|_version$)/;

/** Is this kept between two sessions? */
export const isKept = (edition: Edition, element: string): boolean =>
  isElement(edition, element) &&
  !/\._(?:children|count)$/.test(element) &&
  !ours.test(element) &&
  !element.startsWith('adl.nav.');

/** What one SCO may keep: the minima of the standard are far below it. */
export const stateLimits = { elements: 20_000, valueChars: 200_000, chars: 2_000_000 } as const;

/** The longest suspend_data that every player must take (2004 4th Edition); more is kept with a warning. */
export const suspendDataMinimum = 64_000;

/**
 * What is left of what a package sent: known elements with text. Falsy values are as much a value as any other.
 * @returns null when it is more than a SCO may keep
 */
export function keptOf(edition: Edition, sent: Readonly<Record<string, unknown>>): Record<string, string> | null {
  const kept: Record<string, string> = {};
  let chars = 0;
  let elements = 0;
  for (const [element, value] of Object.entries(sent)) {
    if (!isKept(edition, element)) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    const text = String(value);
    chars += text.length + element.length;
    if (++elements > stateLimits.elements || text.length > stateLimits.valueChars || chars > stateLimits.chars) return null;
    kept[element] = text;
  }
  return kept;
}

/** What is given back at the next start: how the last session ended, and how long it took, was of that session. */
export function givenBack(edition: Edition, kept: Readonly<Record<string, string>>): Record<string, string> {
  const gone = edition === '1.2' ? ['cmi.core.exit', 'cmi.core.session_time'] : ['cmi.exit', 'cmi.session_time'];
  return Object.fromEntries(Object.entries(kept).filter(([element]) => !gone.includes(element)));
}
