import { basename } from 'node:path';
import type { Level } from '../diff/change.ts';
import { isEnough } from '../diff/version.ts';

export interface Summary {
  api: string;
  title: string;
  from: string | undefined;
  to: string;
  level: Level;
  /** Generated Markdown, one line for each thing that a consumer notices. */
  lines: readonly string[];
}

/** Which file of `.changeset` tells of an API. The same base gives the same name, so that another run renews it. */
export function changesetName(api: string, from: string | undefined): string {
  return `contract-${api}-${from ?? 'new'}.md`;
}

/** Whether a file tells of versions of an API that were never released, so that the one for `from` has all of it. */
export function isFolded(file: string, api: string, from: string | undefined): boolean {
  const version = /^contract-(.+)-(\d+\.\d+\.\d+[^-]*|new)\.md$/.exec(basename(file));
  if (version?.[1] !== api || basename(file) === changesetName(api, from)) return false;
  return from === undefined || (version[2] !== 'new' && !isEnough(from, version[2] ?? ''));
}

/** A changeset for the package whose types come from the contract. */
export function toChangeset(packageName: string, { title, from, to, level, lines }: Summary): string {
  const bump = level === 'none' ? 'minor' : level;
  const what = to === '' ? `${title} is gone` : from === undefined ? `${title} ${to}` : `${title} ${to}, after ${from}`;
  return [`---`, `'${packageName}': ${bump}`, '---', '', `${what}:`, '', ...lines.map((line) => `- ${line}`), ''].join('\n');
}
