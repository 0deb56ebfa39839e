import { relative, sep } from 'node:path';

/** One reason why nothing can be generated. `line` and `col` count from 1. */
export interface Finding {
  file: string;
  line: number;
  col: number;
  message: string;
  rule: string;
}

/**
 * Findings as editors and terminals link them, one line each, in the order of the files; what two APIs share is told once.
 * @param root the folder that file names are relative to
 */
export function toLines(findings: readonly Finding[], root: string): string[] {
  const sorted = findings.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.col - b.col);
  return [...new Set(sorted.map((finding) => toLine(finding, root)))];
}

function toLine({ file, line, col, message, rule }: Finding, root: string): string {
  const name = relative(root, file).replaceAll(sep, '/');
  const text = message
    .replaceAll(root + sep, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${name}:${line}:${col}  ${text} (${rule})`;
}

// Not localeCompare: output must not depend on the machine's locale.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
