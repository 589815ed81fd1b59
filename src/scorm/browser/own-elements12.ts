/** What the run-time leaves out of SCORM 1.2: questions for parts that an element doesn't have (RTE 3.3.2.3: 202 and 203). */
import { isElement } from '#src/domain/scorm-elements.ts';
import type { Answer } from './wrapper.ts';

const errors = { argument: 201, noChildren: 202, noCount: 203, keyword: 402 };

/** Elements that have others below them, by the way that their names begin. */
const isThere = (name: string): boolean =>
  isElement('1.2', name) ||
  /^cmi(?:\.(?:core|core\.score|objectives|student_data|student_preference|interactions)|\.objectives\.\d{1,5}(?:\.score)?|\.interactions\.\d{1,5}(?:\.(?:objectives|correct_responses)(?:\.\d{1,5})?)?)?$/.test(
    name,
  );

/** @param element as the package wrote it, whatever that is */
export const ownElements12 = {
  get(element: string): Answer | undefined {
    if (element === '') return { value: '', error: errors.argument };
    const [, name = '', keyword] = /^(.*)\.(_children|_count)$/.exec(element) ?? [];
    if (!keyword || isElement('1.2', element) || !isThere(name)) return undefined;
    return { value: '', error: keyword === '_children' ? errors.noChildren : errors.noCount };
  },
  set(element: string): Answer | undefined {
    if (element === '') return { value: 'false', error: errors.argument };
    const [, name = ''] = /^(.*)\._(?:children|count|version)$/.exec(element) ?? [];
    return name !== '' && isThere(name) ? { value: 'false', error: errors.keyword } : undefined;
  },
};
