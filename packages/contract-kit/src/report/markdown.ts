import { toDigest, type Digest } from './digest.ts';
import { subjectOf, type Finding } from './finding.ts';
import { placeText } from './place.ts';
import { cut, oneLine, toDuration } from './plain.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';

/** A summary page has little room: what is beyond these is counted only. */
const limits = { findings: 20, items: 20, value: 200 };

/** For the summary page of a CI run. Short; the other formats say all. */
export function toMarkdown(report: Report, mask: Mask): string {
  const digest = toDigest(report, mask);
  const { counts, spec, duration, coverage } = digest;
  const verdict = counts.failed > 0 ? '❌' : counts.inconclusive > 0 || coverage.percent < 100 ? '⚠️' : '✅';
  const facts = [`${counts.passed} passed`, `${counts.failed} failed`, `${counts.inconclusive} inconclusive`].join(', ');
  const blocks = [
    `## ${verdict} ${escape(spec.title || spec.name)} ${escape(spec.version)}`,
    `**${facts}** in ${toDuration(duration)} · coverage **${coverage.percent} %** · ${code(digest.baseUrl)} · seed ${digest.seed}`,
    ...findings(digest),
    ...digest.inconclusive.map(({ reason, cases }) => `**${cases.length} inconclusive**: ${escape(reason)}`),
    dimensionTable(digest),
    ...absent(digest),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function findings({ findings: all }: Digest): string[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, limits.findings).map(toRow);
  const rest = all.length - rows.length;
  const table = ['| Where | Operation | What is wrong | Expected | Actual |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
  return [table, ...(rest > 0 ? [`and ${rest} more`] : []), `Again: ${code(all[0]?.command ?? '')}`];
}

function toRow(finding: Finding): string {
  const { at, rule, message, expected, actual, others } = finding;
  const more = others.length > 0 ? ` (and ${others.length} more cases)` : '';
  const cells = [
    code(placeText(at)),
    escape(subjectOf(finding)),
    `${escape(rule)}: ${escape(message)}${more}`,
    code(expected),
    code(actual),
  ];
  return `| ${cells.join(' | ')} |`;
}

function dimensionTable({ coverage }: Digest): string {
  const rows = coverage.dimensions.map(
    ({ name, percent, counts: { covered, missing, excused, waived } }) =>
      `| ${name} | ${percent} % | ${covered} | ${missing} | ${excused} | ${waived} |`,
  );
  return ['| Coverage | | covered | missing | excused | waived |', '| --- | --: | --: | --: | --: | --: |', ...rows].join('\n');
}

function absent({ coverage }: Digest): string[] {
  const items = coverage.dimensions.flatMap((dimension) => dimension.items).filter(({ state }) => state === 'missing');
  const lines = items
    .slice(0, limits.items)
    .map(({ at, id, reason }) => `- ${code(placeText(at))} ${escape(id)}${reason ? `: ${escape(reason)}` : ''}`);
  const rest = items.length > lines.length ? [`- and ${items.length - lines.length} more`] : [];
  const remarks = coverage.remarks.map((remark) => `- ${escape(remark)}`);
  const list = [...lines, ...rest, ...remarks];
  return list.length === 0 ? [] : [`**Not covered**\n\n${list.join('\n')}`];
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
