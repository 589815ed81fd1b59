/** Some cases of ADL's suite in the real pages: `npm run conformance` plays all of them, tests/scorm all of them without pages. */
import { bring } from '#tests/conformance/bring.ts';
import { casesFolder, readCases } from '#tests/conformance/cases.ts';
import { play } from '#tests/conformance/drive.ts';
import { demoPeople, signIn, test } from './house.ts';

const cases = readCases();
if (!cases) console.warn(`Skipped: there are no cases in ${casesFolder()} (SCORM_SAMPLES).`);
test.skip(!cases, 'the cases are not on this machine');

for (const [name, why] of [
  ['CM-05', 'put aside and gone on with'],
  ['CM-07c', 'what is hidden from the contents'],
  ['CM-08', 'over by a rule, and begun again'],
  ['CM-09bb', 'a button goes before what a part asks while it is left'],
  ['CM-11', 'an objective that outlives an attempt'],
] as const)
  test(`${name}: ${why}`, async ({ page, browser, baseURL }) => {
    const script = cases?.find((one) => one.name === name);
    if (!script) throw new Error(`there is no case ${name}`);
    await signIn(page, demoPeople.specialist);
    const path = await bring(page, script.zip);
    const learner = await browser.newContext({ baseURL: baseURL ?? '', locale: 'nl-NL' });
    const desk = await learner.newPage();
    await signIn(desk, demoPeople.halfway);
    await play(desk, path, script);
    await learner.close();
  });
