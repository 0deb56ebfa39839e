import { styleText } from 'node:util';
import { toDigest, type Digest } from './digest.ts';
import { subjectOf, type Finding } from './finding.ts';
import { placeText } from './place.ts';
import { cut, oneLine, toDuration } from './plain.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';

export interface TextOptions {
  mask: Mask;
  color?: boolean;
  /** Columns of the terminal. Values that are longer are cut; commands and places never are. Nothing is cut if absent. */
  width?: number;
}

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

interface Page {
  paint: Paint;
  width: number;
}

/** How many ids and how many missing items are named before the rest is only counted. */
const limits = { ids: 10, items: 100 };

/** For terminals and logs. Ends with one line that sums up. */
export function toText(report: Report, { mask, color = false, width = Infinity }: TextOptions): string {
  const digest = toDigest(report, mask);
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const page = { paint, width: Math.max(width, 40) };
  const blocks = [...failures(digest, page), ...undecided(digest, page), ...covered(digest, page), [summary(digest, page)]];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function failures({ findings, seed }: Digest, page: Page): string[][] {
  const byLine = Map.groupBy(findings, ({ at }) => placeText(at));
  return [...byLine].map(([line, group]) => [
    `${page.paint(['red', 'bold'], 'FAILED')} ${page.paint('bold', line)}`,
    ...group.flatMap((finding) => toLines(finding, seed, page)),
  ]);
}

function toLines(finding: Finding, seed: number, { paint, width }: Page): string[] {
  const row = (label: string, value: string, isWhole = false) =>
    value === '' ? [] : [`    ${paint('dim', label.padEnd(8))}  ${isWhole ? oneLine(value) : cut(oneLine(value), width - 14)}`];
  return [
    `  ${paint('cyan', oneLine(subjectOf(finding)))} · ${finding.rule} · ${oneLine(finding.message)}`,
    ...row('expected', finding.expected),
    ...row('actual', finding.actual),
    ...row('case', `${finding.case}  (${finding.title}, seed ${seed})`, true),
    ...(finding.others.length > 0 ? [`    ${''.padEnd(8)}  and ${finding.others.length} more: ${names(finding.others)}`] : []),
    ...row('again', finding.command, true),
    ...row('curl', finding.curl ?? '', true),
  ];
}

function undecided({ inconclusive }: Digest, { paint }: Page): string[][] {
  return inconclusive.map(({ reason, cases }) => [
    `${paint(['yellow', 'bold'], 'INCONCLUSIVE')} ${oneLine(reason)}`,
    `    ${cases.length === 1 ? '1 case' : `${cases.length} cases`}: ${names(cases)}`,
  ]);
}

function covered({ coverage }: Digest, { paint }: Page): string[][] {
  const rows = coverage.dimensions.map(({ name, percent, counts }) => {
    const extra = [counts.excused && `${counts.excused} excused`, counts.waived && `${counts.waived} waived`].filter(Boolean).join(', ');
    return `  ${name.padEnd(10)}${`${percent} %`.padStart(7)}  ${counts.covered} of ${counts.covered + counts.missing}${extra && `, ${extra}`}`;
  });
  const items = coverage.dimensions.flatMap((dimension) => dimension.items).filter(({ state }) => state === 'missing');
  const lines = items
    .slice(0, limits.items)
    .map(({ at, id, reason }) => `  ${placeText(at)}  ${oneLine(id)}${reason ? `  (${oneLine(reason)})` : ''}`);
  const rest = items.length - lines.length;
  const blocks = [[paint('bold', 'COVERAGE'), ...rows]];
  if (lines.length > 0) blocks.push([paint(['yellow', 'bold'], 'NOT COVERED'), ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])]);
  if (coverage.remarks.length > 0) blocks.push([paint('bold', 'WAIVERS'), ...coverage.remarks.map((remark) => `  ${oneLine(remark)}`)]);
  return blocks;
}

function summary({ counts, duration, coverage }: Digest, { paint }: Page): string {
  const failed = `${counts.failed} failed`;
  const undecidable = counts.inconclusive > 0 ? [paint('yellow', `${counts.inconclusive} inconclusive`)] : [];
  const verdicts = [paint('green', `${counts.passed} passed`), counts.failed > 0 ? paint('red', failed) : failed, ...undecidable];
  return `${verdicts.join(', ')} in ${toDuration(duration)} · coverage ${coverage.percent} %`;
}

/** Of several reports together, the last line. `name` says of what. */
export function toTotal(report: Report, name: string, { mask, color = false }: TextOptions): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  return `\n${paint('bold', name)}: ${summary(toDigest(report, mask), { paint, width: Infinity })}\n`;
}

function names(ids: readonly string[]): string {
  const rest = ids.length - limits.ids;
  return [...ids.slice(0, limits.ids).map(oneLine), ...(rest > 0 ? [`… (${rest} more)`] : [])].join(', ');
}
