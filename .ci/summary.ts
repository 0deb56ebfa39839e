import { globSync, readFileSync } from 'node:fs';

/** The part of Vitest's JSON report that is counted here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
}

const reports = globSync('{specs,benchmarks,packages/*,apps/*}/.reports/vitest.json').map(
  (file) => JSON.parse(readFileSync(file, 'utf8')) as Report,
);
const sum = (count: (report: Report) => number) => reports.reduce((total, report) => total + count(report), 0);

const passed = sum((report) => report.numPassedTests);
// A file that could not be loaded has no test that failed, but it failed.
const failed = sum((report) => Math.max(report.numFailedTests, Math.min(1, report.numFailedTestSuites)));
const skipped = sum((report) => report.numPendingTests + report.numTodoTests);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (passed === 0 || failed > 0 || skipped > 0) process.exitCode = 1;
