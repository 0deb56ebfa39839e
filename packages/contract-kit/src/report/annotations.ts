import { toDigest } from './digest.ts';
import { subjectOf } from './finding.ts';
import { oneLine } from './plain.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';

/** Workflow commands of GitHub Actions: an error at the line of the contract for each finding, a warning for each sentence that is not covered. */
export function toAnnotations(report: Report, mask: Mask): string {
  const { findings, coverage } = toDigest(report, mask);
  const errors = findings.map((finding) => {
    const { at, rule, message, expected, actual, command, others } = finding;
    const more = others.length > 0 ? ` (and ${others.length} more cases)` : '';
    const detail = [message + more, `expected: ${oneLine(expected)}`, `actual: ${oneLine(actual)}`, command].join('\n');
    return toCommand('error', at, `${subjectOf(finding)}: ${rule}`, detail);
  });
  const absent = coverage.dimensions.flatMap(({ items }) => items).filter(({ state }) => state === 'missing');
  const warnings = absent.map(({ at, id, reason }) => toCommand('warning', at, 'Not covered', reason ? `${id}: ${reason}` : id));
  return [...errors, ...warnings].map((line) => `${line}\n`).join('');
}

function toCommand(level: string, at: { file: string; line: number }, title: string, message: string): string {
  return `::${level} file=${property(at.file)},line=${at.line},title=${property(title)}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
