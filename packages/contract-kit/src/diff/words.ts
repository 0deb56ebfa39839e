import type { Location } from '../spec/location.ts';
import { keysOf } from '../spec/pointer.ts';
import type { Change, Witness } from './change.ts';

/** More than this of a value tells nobody more. In characters. */
const longest = 160;

export function change(level: Change['level'], rule: string, message: string, at: Location | undefined, operation?: string): Change {
  return { level, rule, message, at, source: 'witness', ...(operation !== undefined && { operation }) };
}

/** A witness in one sentence. Of a large value what leads to the part at `pointer` is shown. */
export function describe(kind: Witness['kind'], where: string, value: unknown, keyword: string, pointer = ''): string {
  const shown = value === undefined ? `a ${kind} without it` : abbreviate(value, pointer);
  return kind === 'request'
    ? `${where}: ${shown} was accepted, now ${keyword} refuses it`
    : `${where}: ${shown} was ruled out by ${keyword}, now it may come`;
}

/** JSON, of long texts the beginning and the length. */
export function abbreviate(value: unknown, pointer = ''): string {
  const whole = toJson(value);
  const text = whole.length > longest ? alongWay(value, keysOf(pointer)) : whole;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function toJson(value: unknown): string {
  const short = (_: string, part: unknown) =>
    typeof part === 'string' && part.length > 60 ? `${part.slice(0, 24)}… (${[...part].length} characters)` : part;
  return JSON.stringify(value, short) ?? 'nothing';
}

/** JSON in which all but the way to a part is left out. */
function alongWay(value: unknown, [key, ...rest]: readonly string[]): string {
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return toJson(value);
  const inner = alongWay((value as Record<string, unknown>)[key], rest);
  const others = Object.keys(value).length > 1 ? ',…' : '';
  return Array.isArray(value) ? `[${inner}${others}]` : `{${JSON.stringify(key)}:${inner}${others}}`;
}

/** A pointer; of a long one the beginning and the end. */
export function shorten(pointer: string): string {
  const keys = pointer.split('/');
  return keys.length <= 10 ? pointer : [...keys.slice(0, 4), '…', ...keys.slice(-4)].join('/');
}
