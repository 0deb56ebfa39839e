import { relative, sep } from 'node:path';

/** Which stage of the loop says so. */
export type Source = 'contract' | 'types' | 'breaking' | 'handlers' | 'system';

/** One thing to mend. */
export interface Finding {
  source: Source;
  /** Errors keep what runs on the last good state. */
  severity: 'error' | 'warning';
  /** Absolute, or `main:specs/…` for what only the base has; empty for what is in no file. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  col: number;
  rule: string;
  message: string;
  /** Further lines: a witness, the version that would allow it, how to mend it. */
  details: readonly string[];
}

/** What is in no file: a port that is taken, a disk that is full. */
export function systemFinding(rule: string, message: string, ...details: readonly string[]): Finding {
  return { source: 'system', severity: 'error', file: '', line: 1, col: 1, rule, message, details };
}

export function isBlocking({ severity }: Finding): boolean {
  return severity === 'error';
}

/** `specs/login/openapi.yaml:12:5`, as terminals link it; empty where there is no file. */
export function placeOf({ file, line, col }: Finding, root: string): string {
  if (file === '') return '';
  return `${file.startsWith(root + sep) ? relative(root, file).replaceAll(sep, '/') : file}:${line}:${col}`;
}

/**
 * What is said of several places in the same words becomes one finding, at the first of them: an example that is used twice breaks twice, and a
 * fault of a header is one of every answer.
 */
export function fold(findings: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(findings, ({ source, severity, file, rule, message }) =>
    JSON.stringify([source, severity, file, rule, message]),
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, details: [...first.details, ...alsoIn(others)] }] : [],
  );
}

function alsoIn(others: readonly Finding[]): string[] {
  const lines = [...new Set(others.map(({ line }) => line))];
  if (lines.length === 0) return [];
  const more = lines.length > 8 ? `, and ${lines.length - 8} more` : '';
  return [`the same in line${lines.length === 1 ? '' : 's'} ${lines.slice(0, 8).join(', ')}${more}`];
}

/**
 * In the order in which they are mended, each once: a fault of a shared file is found in every API, and a file that cannot be read by every stage.
 * What is in the contract comes first, and of that what makes the rest hard to read; the rest of a file that cannot even be parsed is left out.
 */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const ranked = findings.toSorted((a, b) => rankOf(a) - rankOf(b) || compare(a.file, b.file) || a.line - b.line || a.col - b.col);
  return ranked.filter(({ source, file, line, col, rule, message }) => {
    const what = source === 'contract' || source === 'types' ? rule : `${source} ${rule} ${message}`;
    const key = file === '' ? message : `${file}:${line}:${col} ${what}`;
    return !seen.has(key) && seen.add(key);
  });
}

function rankOf({ source, severity, rule }: Finding): number {
  if (['yaml', 'openapi', 'struct'].includes(rule)) return 0.5;
  return ['system', 'contract', 'types', 'breaking', 'handlers'].indexOf(source) + (severity === 'error' ? 0 : 10);
}

// Not localeCompare: output must not depend on the machine's locale.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
