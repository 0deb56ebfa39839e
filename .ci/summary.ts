import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** The part of Vitest's JSON report that is told here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    /** The absolute path of the file. */
    name: string;
    status: string;
    /** Why the file could not be run. */
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

const reports = globSync('{specs,benchmarks,packages/*,apps/*}/.reports/vitest.json').map(
  (file) => JSON.parse(readFileSync(file, 'utf8')) as Report,
);
const sum = (count: (report: Report) => number) => reports.reduce((total, report) => total + count(report), 0);

/** What a test says of its failure, without the lines of the runner. */
const toLines = (messages: readonly string[]) =>
  messages
    .join('\n')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/node_modules|^ *at new Promise/.test(line))
    .slice(0, 8)
    .map((line) => `    ${line.trim()}`);

// Thousands of lines after it was printed first, where it is looked for.
for (const { name, status, message, assertionResults } of reports.flatMap((report) => report.testResults)) {
  if (status !== 'failed') continue;
  console.log([`FAILED ${relative('.', name)}`, ...toLines([message])].join('\n'));
  for (const { fullName, failureMessages } of assertionResults.filter((result) => result.status === 'failed'))
    console.log([`  ${fullName}`, ...toLines(failureMessages)].join('\n'));
}

const passed = sum((report) => report.numPassedTests);
// A file that could not be loaded has no test that failed, but it failed.
const failed = sum((report) => Math.max(report.numFailedTests, Math.min(1, report.numFailedTestSuites)));
const skipped = sum((report) => report.numPendingTests + report.numTodoTests);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (passed === 0 || failed > 0 || skipped > 0) process.exitCode = 1;
