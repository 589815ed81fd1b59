/** npm run check, and with --browser npm test: every check in turn; the first that fails ends it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

interface Step {
  what: string;
  command: string[];
  /** File in which the runner leaves its counts, as JSON. */
  report?: string;
}

const reports = 'test-results/reports';
const steps: Step[] = [
  { what: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
  { what: 'lint and import boundaries', command: ['eslint', '.', '--max-warnings=0'] },
  { what: 'types', command: ['astro', 'check', '--minimumSeverity=warning', '--minimumFailingSeverity=warning'] },
  {
    what: 'tests',
    command: [
      'vitest',
      'run',
      '--config=tests/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/vitest.json`,
    ],
    report: `${reports}/vitest.json`,
  },
];
if (process.argv.includes('--browser'))
  steps.push(
    { what: 'a Chromium', command: ['node', 'tests/browser/chromium.ts'] },
    { what: 'build', command: ['node', 'src/cli/build.ts', '--when-changed'] },
    {
      what: 'tests in a browser',
      command: ['playwright', 'test', '--config=tests/playwright.config.ts'],
      report: `${reports}/playwright.json`,
    },
  );

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
let passed = 0;
let failed = 0;
for (const { what, command, report } of steps) {
  console.log(`\n— ${what}`);
  const [program = '', ...args] = command;
  const run = spawnSync(`node_modules/.bin/${program}`, args, {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (report) {
    const counts = countsOf(report);
    passed += counts.passed;
    failed += counts.failed;
  }
  if (run.status !== 0) {
    console.error(`\nFailed: ${what}`);
    console.log(`${passed} passed, ${Math.max(failed, 1)} failed`);
    process.exit(1);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);

/** Counts of vitest (jest's format) or playwright. */
function countsOf(file: string): { passed: number; failed: number } {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests?: number;
      numFailedTests?: number;
      stats?: { expected: number; unexpected: number; flaky: number };
    };
    return {
      passed: report.numPassedTests ?? report.stats?.expected ?? 0,
      failed: report.numFailedTests ?? (report.stats ? report.stats.unexpected + report.stats.flaky : 0),
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
