import { styleText } from 'node:util';
import { toText as toPlace, type Location } from '../spec/location.ts';
import type { ApiDiff, Change } from './change.ts';

type Color = Parameters<typeof styleText>[0];

const colors: Readonly<Record<string, Color>> = { major: 'red', minor: 'green', patch: 'dim', equivalent: 'yellow' };

/** For a terminal: one block per API, the gravest change first. */
export function toDiffText(diffs: readonly ApiDiff[], { color }: { color: boolean }): string {
  const paint = (style: Color, text: string) => (color ? styleText(style, text, { validateStream: false }) : text);
  const blocks = diffs.map((diff) => [
    `${paint('bold', diff.api)}  ${verdictOf(diff)}`,
    ...diff.remarks.map((remark) => `  ${paint('yellow', remark)}`),
    ...shown(diff).flatMap((change) => [
      `  ${paint(colors[labelOf(change)] ?? 'dim', labelOf(change).padEnd(5))}  ${change.message}  ${paint('dim', `${change.rule}, ${placeOf(change.at)}`)}`,
      ...witnessLines(change).map((line) => `         ${line}`),
    ]),
    ...hidden(diff).map((line) => `  ${paint('dim', line)}`),
  ]);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What bumps a version, or might. Of other words there can be many. */
function shown({ changes }: ApiDiff): Change[] {
  return changes.filter(({ level }) => level !== 'patch');
}

function hidden(diff: ApiDiff): string[] {
  const count = diff.changes.length - shown(diff).length;
  return count === 0 ? [] : [`patch  ${count} ${count === 1 ? 'change' : 'changes'} of words`];
}

/** The whole of it as JSON. */
export function toDiffJson(diffs: readonly ApiDiff[]): string {
  return `${JSON.stringify({ apis: diffs }, null, 2)}\n`;
}

/** For a pull request. */
export function toDiffMarkdown(diffs: readonly ApiDiff[]): string {
  const blocks = diffs.map((diff) => [
    `### ${escape(diff.api)}: ${escape(verdictOf(diff))}`,
    '',
    ...diff.remarks.map((remark) => `> ${escape(remark)}\n`),
    ...(shown(diff).length > 0 ? ['| Level | Change | Where | Witness |', '| --- | --- | --- | --- |'] : []),
    ...shown(diff).map((change) => {
      const cells = [labelOf(change), `${change.message} (\`${change.rule}\`)`, placeOf(change.at), witnessLines(change).join(' ')];
      return `| ${cells.map(escape).join(' | ')} |`;
    }),
  ]);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Workflow commands of GitHub Actions: an error at each major change that counts, a warning at one that is probably equivalent. */
export function toDiffAnnotations(diffs: readonly ApiDiff[]): string {
  const lines = diffs.flatMap((diff) => [
    ...diff.changes.flatMap((change) => (change.level === 'major' ? [annotation(diff, change)] : [])),
    ...(diff.sufficient ? [] : [`::error title=${property(diff.api)}::${data(verdictOf(diff))}`]),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

/** What became of an API, and whether its version tells so, in one line. */
export function verdictOf({ base, from, to, level, next, sufficient }: ApiDiff): string {
  if (base === undefined) return `new, ${to}`;
  if (to === '') return `major: gone since ${base}, and no version can say so`;
  if (level === 'none' && sufficient) return `unchanged since ${base}, ${to}`;
  const step = from === to ? `info.version is still ${to}` : `info.version went from ${from} to ${to}`;
  return sufficient ? `${level}: ${step}` : `${level}: ${step}, must be at least ${next || 'a semantic version'}`;
}

function labelOf({ level, equivalent }: Change): string {
  return equivalent ? 'equivalent' : level;
}

function witnessLines({ witness, equivalent }: Change): string[] {
  if (equivalent) return ['probably equivalent, review: no request and no response shows a difference'];
  return witness ? [`${witness.operation}, ${witness.says} (${placeOf(witness.refusedBy.at)})`] : [];
}

function placeOf(at: Location | undefined): string {
  return at ? toPlace(at) : 'everywhere';
}

/** Texts of a contract are data here, not Markdown. */
function escape(text: string): string {
  return text.replaceAll(/[\\|<>*_[\]]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, ' ');
}

function annotation({ api }: ApiDiff, change: Change): string {
  const { at, message, equivalent } = change;
  const isHere = at !== undefined && !at.file.includes(':');
  const where = isHere ? `file=${property(toPlace(at).replace(/:\d+:\d+$/, ''))},line=${at.line},col=${at.column},` : '';
  const text = [message, ...witnessLines(change)].join('\n');
  return `::${equivalent ? 'warning' : 'error'} ${where}title=${property(`${api}: ${change.rule}`)}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
