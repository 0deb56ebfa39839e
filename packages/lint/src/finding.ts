import { relative, sep } from 'node:path';

/** What is wrong, or may be, at one place of a file. `line` and `col` count from 1. */
export interface Finding {
  /** Absolute. */
  file: string;
  line: number;
  col: number;
  message: string;
  rule: string;
  severity: 'error' | 'warn';
  /** What may have been meant, the likeliest first. */
  suggestions: readonly string[];
  /** The folder of the API, if there is one. */
  api?: string;
}

/** How many findings a rule has, whether or not they are shown. */
export interface Count {
  severity: Finding['severity'];
  count: number;
}

/** An error without suggestions. */
export function toError(place: Pick<Finding, 'file' | 'line' | 'col'>, message: string, rule: string): Finding {
  return { ...place, message, rule, severity: 'error', suggestions: [] };
}

/**
 * Findings as editors and terminals link them, one line each, in the order of the files; what two APIs share is told once.
 * @param root the folder that file names are relative to
 */
export function toLines(findings: readonly Finding[], root: string): string[] {
  return [...new Set(findings.toSorted(byPlace).map((finding) => toLine(finding, root)))];
}

export function byPlace(a: Finding, b: Finding): number {
  return compare(a.file, b.file) || a.line - b.line || a.col - b.col || compare(a.rule, b.rule) || compare(a.message, b.message);
}

function toLine({ file, line, col, message, rule, suggestions }: Finding, root: string): string {
  const name = relative(root, file).replaceAll(sep, '/');
  const hint = suggestions.length > 0 ? ` Did you mean: ${suggestions.join(', ')}?` : '';
  const text = (message + hint)
    .replaceAll(root + sep, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${name}:${line}:${col}  ${text} (${rule})`;
}

// Not localeCompare: output must not depend on the machine's locale.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
