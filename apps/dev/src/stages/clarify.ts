import { readFileSync } from 'node:fs';
import { findBroken } from '@countersign/lint/broken';
import type { Finding } from '../finding.ts';
import { explain } from './unreadable.ts';

/** As lint and the generator tell it. */
export type Told = Pick<Finding, 'file' | 'line' | 'col' | 'rule' | 'message'> & { suggestions: readonly string[] };

/** Findings of one look at the files: each file is read once at most. */
export function toFindings<T extends Told>(all: readonly T[], kindOf: (told: T) => Pick<Finding, 'source' | 'severity'>): Finding[] {
  const known = new Map<string, string[]>();
  const linesOf = (file: string): string[] => {
    const lines = known.get(file) ?? readText(file).split('\n');
    known.set(file, lines);
    return lines;
  };
  return all.map((told) => {
    const { suggestions, file, line, col, rule, message } = told;
    const details = suggestions.length > 0 ? [`did you mean: ${suggestions.join(', ')}?`] : [];
    return clarify({ ...kindOf(told), file, line, col, rule, message, details }, linesOf);
  });
}

/** What a parser or Redocly says of a file, said so that one sees what to mend and where; anything else as it is. */
function clarify(finding: Finding, linesOf: (file: string) => string[]): Finding {
  if (finding.rule === 'yaml' || finding.message.startsWith('Failed to parse')) return clarifyText(finding);
  return finding.message === "Can't resolve $ref" ? nameReference(finding, linesOf(finding.file)) : finding;
}

function clarifyText(finding: Finding): Finding {
  // A file of many megabytes is not parsed a second time.
  const broken = findBroken(readText(finding.file), finding.line);
  const found = broken && explain(broken.text);
  if (found) {
    const line = broken.line + found.line - 1;
    return { ...finding, rule: 'yaml', line, col: found.col, message: found.message, details: [found.mending] };
  }
  const message = finding.message
    .replace(/^Failed to parse:? */, '')
    .replace(/(?: in "[^"]*")? \(\d+:\d+\)$/, '')
    .trim();
  const mending = message.includes('alias') ? 'name it with `&` above, in the same file' : 'indent with spaces, and close what was opened';
  return { ...finding, rule: 'yaml', message, details: [mending] };
}

/** What stands beside the contracts and only the contract tests read: that it can be read is all that is looked at here. */
export function unreadable(file: string): Finding[] {
  const found = explain(readText(file));
  return found
    ? [
        {
          source: 'contract',
          severity: 'error',
          file,
          line: found.line,
          col: found.col,
          rule: 'yaml',
          message: found.message,
          details: [found.mending],
        },
      ]
    : [];
}

/** Redocly does not say which. */
function nameReference(finding: Finding, lines: readonly string[]): Finding {
  const line = lines[finding.line - 1] ?? '';
  const ref = /\$ref['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|([^\s,}]+))/
    .exec(line)
    ?.slice(1)
    .find((part) => part !== undefined);
  return ref === undefined ? finding : { ...finding, message: `nothing is at ${ref}` };
}

/** Empty if it cannot be read: then what was found speaks for itself. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Without a part of the contract nobody knows what is used or answered: while one is missing, that is not said of the rest. */
export function withoutConsequences<Found extends Pick<Finding, 'rule'>>(findings: readonly Found[]): Found[] {
  const isPartial = findings.some(({ rule }) => ['yaml', 'struct', 'no-unresolved-refs'].includes(rule));
  return findings.filter(({ rule }) => !isPartial || !['no-unused-components', 'house/paired-examples'].includes(rule));
}
