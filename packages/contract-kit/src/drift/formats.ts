import { cut, oneLine } from '../report/plain.ts';
import { byOperation, placeOf, sightingOf, subjectOf, toDriftDigest, verdictOf, type FindingDigest } from './digest.ts';
import type { Drift } from './drift.ts';

/** A summary page has little room: what is beyond these is counted only. */
const limits = { findings: 50, value: 200 };

/** The whole of it as JSON. */
export function toDriftJson(drift: Drift): string {
  return `${JSON.stringify(toDriftDigest(drift), null, 2)}\n`;
}

/** For the summary page of a CI run. */
export function toDriftMarkdown(drift: Drift): string {
  const digest = toDriftDigest(drift);
  const { findings, remarks, skipped, elsewhere, exercise } = digest;
  const rows = [...byOperation(findings.slice(0, limits.findings))].flatMap(([subject, group]) =>
    group.map((finding) => toRow(subject, finding)),
  );
  const head = ['| Operation | What is wrong | Contract | Expected | Actual | Seen |', '| --- | --- | --- | --- | --- | --- |'];
  const count = elsewhere.reduce((sum, host) => sum + host.count, 0);
  const blocks = [
    `## ${findings.length > 0 ? '❌' : '✅'} ${escape(verdictOf(digest))}`,
    ...(rows.length > 0 ? [[...head, ...rows].join('\n')] : []),
    ...(findings.length > limits.findings ? [`and ${findings.length - limits.findings} more`] : []),
    ...(exercise ? [toTable(exercise)] : []),
    ...remarks.map((remark) => `> ${escape(remark)}`),
    ...(skipped.length > 0 ? [`Not judged: ${escape(skipped.map((one) => `${one.count} ${one.reason}`).join(', '))}`] : []),
    ...(count > 0 ? [`Elsewhere: ${count}, at ${escape(elsewhere.map(({ host }) => host).join(', '))}`] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function toTable(exercise: NonNullable<Drift['exercise']>): string {
  const rows = exercise.map(({ api, percent, operations }) => {
    const shares = [percent.responses, percent.keywords, percent.headers, percent.security].map((share) => `${share} %`);
    return `| ${[escape(api), ...shares, escape(operations.join(', '))].join(' | ')} |`;
  });
  return ['| Coverage | responses | keywords | headers | security | never called |', '| --- | --: | --: | --: | --: | --- |', ...rows].join(
    '\n',
  );
}

function toRow(subject: string, finding: FindingDigest): string {
  const { side, message, expected, actual } = finding;
  const cells = [
    escape(subject),
    `${side}: ${escape(message)}`,
    code(placeOf(finding)),
    code(expected),
    code(actual),
    escape(sightingOf(finding)),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Workflow commands of GitHub Actions: an error at the line of the contract for each finding. */
export function toDriftAnnotations(drift: Drift): string {
  return toDriftDigest(drift)
    .findings.map((finding) => {
      const { at, side, message, expected, actual } = finding;
      const detail = [`${side} ${message}`, `expected: ${oneLine(expected)}`, `actual: ${oneLine(actual)}`, sightingOf(finding)].join('\n');
      const where = `file=${property(at.file)},line=${at.line},col=${at.column},title=${property(subjectOf(finding))}`;
      return `::error ${where}::${data(detail)}\n`;
    })
    .join('');
}

/** Nothing in it is markup, not even a mention of somebody. */
function escape(text: string): string {
  const escaped = cut(oneLine(text), limits.value).replaceAll(/[\\`*_{}[\]()#+!|~]/g, String.raw`\$&`);
  return escaped.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('@', '&#64;');
}

/** As code: HTML rather than backticks, of which a text may hold any number. */
function code(text: string): string {
  return text === '' ? '' : `<code>${escape(text)}</code>`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
