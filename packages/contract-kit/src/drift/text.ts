import { styleText } from 'node:util';
import { cut, oneLine } from '../report/plain.ts';
import { byOperation, placeOf, sightingOf, toDriftDigest, verdictOf, type DriftDigest, type FindingDigest } from './digest.ts';
import type { Drift } from './drift.ts';

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

export interface TextOptions {
  color?: boolean;
  /** Columns of the terminal: values that are longer are cut. Nothing is cut if absent. */
  width?: number;
}

/** For terminals and logs. Ends with one line that sums up. */
export function toDriftText(drift: Drift, { color = false, width = Infinity }: TextOptions = {}): string {
  const digest = toDriftDigest(drift);
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const blocks = [...byOperation(digest.findings)].map(([subject, findings]) => [
    paint('bold', oneLine(subject)),
    ...findings.flatMap((finding) => toLines(finding, paint, Math.max(width, 40))),
  ]);
  const verdict = paint(digest.findings.length > 0 ? 'red' : 'green', verdictOf(digest));
  if (digest.exercise) blocks.push([paint('bold', 'COVERAGE'), ...digest.exercise.flatMap(toExercise)]);
  return `${[...blocks, [...notes(digest, paint), verdict]].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function toLines(finding: FindingDigest, paint: Paint, width: number): string[] {
  const { side, message, expected, actual, source } = finding;
  const row = (label: string, value: string, isWhole = false) =>
    value === '' ? [] : [`      ${paint('dim', label.padEnd(8))}  ${isWhole ? oneLine(value) : cut(oneLine(value), width - 16)}`];
  return [
    `  ${paint('red', side)} ${oneLine(message)}${source === 'redocly' ? paint('dim', '  (only redocly drift says so)') : ''}`,
    ...row('contract', placeOf(finding), true),
    ...row('expected', expected),
    ...row('actual', actual),
    ...row('seen', sightingOf(finding), true),
  ];
}

function toExercise({ api, percent, operations, answers }: NonNullable<DriftDigest['exercise']>[number]): string[] {
  const shares = Object.entries(percent).map(([name, share]) => `${name} ${share} %`);
  const names = [...operations, ...answers].map(oneLine).join(', ');
  return [`  ${api}  ${shares.join(', ')}`, ...(names === '' ? [] : [`    never seen: ${names}`])];
}

function notes({ skipped, elsewhere, remarks }: DriftDigest, paint: Paint): string[] {
  const total = elsewhere.reduce((sum, { count }) => sum + count, 0);
  const where = elsewhere.map(({ host, count, addresses }) => {
    const some = addresses.map((one) => `${one.address} ${one.count}`).join(', ');
    return `  ${oneLine(host)} ${count}: ${oneLine(some)}${addresses.reduce((sum, one) => sum + one.count, 0) < count ? ', …' : ''}`;
  });
  return [
    ...remarks.map((remark) => paint('yellow', oneLine(remark))),
    ...(skipped.length > 0 ? [`not judged: ${skipped.map(({ reason, count }) => `${count} ${reason}`).join(', ')}`] : []),
    ...(total > 0 ? [`elsewhere: ${total} at addresses that no contract documents`, ...where.slice(0, 10)] : []),
    ...(where.length > 10 ? [`  and ${where.length - 10} more hosts`] : []),
  ];
}
