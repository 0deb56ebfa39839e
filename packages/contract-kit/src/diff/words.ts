import type { Location } from '../spec/location.ts';
import type { Change, Witness } from './change.ts';

/** More than this of a value tells nobody more. In characters. */
const longest = 160;

export function change(level: Change['level'], rule: string, message: string, at: Location | undefined, operation?: string): Change {
  return { level, rule, message, at, source: 'witness', ...(operation !== undefined && { operation }) };
}

/** A witness in one sentence. */
export function describe(kind: Witness['kind'], where: string, value: unknown, keyword: string): string {
  const shown = value === undefined ? `a ${kind} without it` : abbreviate(value);
  return kind === 'request'
    ? `${where}: ${shown} was accepted, now ${keyword} refuses it`
    : `${where}: ${shown} was ruled out by ${keyword}, now it may come`;
}

/** JSON, of long texts the beginning and the length. */
export function abbreviate(value: unknown): string {
  const short = (_: string, part: unknown) =>
    typeof part === 'string' && part.length > 60 ? `${part.slice(0, 24)}… (${[...part].length} characters)` : part;
  const text = JSON.stringify(value, short) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
