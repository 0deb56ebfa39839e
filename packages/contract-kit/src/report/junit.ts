import type { CaseDigest } from './case-digest.ts';
import { toDigest } from './digest.ts';
import { escapeMarkup } from './markup.ts';
import { placeText } from './place.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';

/** JUnit's XML: a suite for each operation, a test case for each case. */
export function toJunit(report: Report, mask: Mask): string {
  const digest = toDigest(report, mask);
  const commands = new Map(digest.findings.map((finding) => [finding.case, finding.command]));
  const suites = [...Map.groupBy(digest.cases, ({ operation }) => operation)].map(([operation, cases]) => {
    const head = `<testsuite${attributes({ name: operation, ...count(cases), timestamp: digest.startedAt.slice(0, 19) })}>`;
    return `  ${head}\n${cases.map((made) => toTestcase(made, commands.get(made.id))).join('\n')}\n  </testsuite>`;
  });
  const head = `<testsuites${attributes({ name: digest.spec.title || digest.spec.name, ...count(digest.cases) })}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

function count(cases: readonly CaseDigest[]): Record<string, number | string> {
  const of = (verdict: string) => cases.filter((made) => made.verdict === verdict).length;
  const time = seconds(cases.reduce((sum, { duration }) => sum + duration, 0));
  return { tests: cases.length, failures: of('failed'), errors: 0, skipped: of('inconclusive'), time };
}

function toTestcase({ id, operation, title, at, verdict, reason, faults, duration }: CaseDigest, command: string | undefined): string {
  const head = `    <testcase${attributes({ name: id, classname: operation, file: at.file, line: at.line, time: seconds(duration) })}`;
  if (verdict === 'passed') return `${head}/>`;
  if (verdict === 'inconclusive') return `${head}>\n      <skipped${attributes({ message: reason ?? 'inconclusive' })}/>\n    </testcase>`;
  const text = faults.map((fault) =>
    [`${placeText(fault.at)}: ${fault.message}`, `expected: ${fault.expected}`, `actual: ${fault.actual}`].join('\n'),
  );
  const body = [title, ...text, ...(command === undefined ? [] : [command])].join('\n');
  const failure = attributes({ message: faults.map(({ message }) => message).join('; '), type: faults[0]?.rule ?? 'failed' });
  return `${head}>\n      <failure${failure}>${escapeMarkup(body)}</failure>\n    </testcase>`;
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeMarkup(String(value)).replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)}"`,
    )
    .join('');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
