import { isDeepStrictEqual } from 'node:util';
import { dump, load } from 'js-yaml';
import { Refusal } from './refusal.ts';

/** A value on one line, as the specs write small ones: `{ id: 1, roles: [admin] }`. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return dump([value], { flowLevel: 0, lineWidth: -1 }).slice(1, -2);
  const entries = Object.entries(value).map(([key, inner]) => `${flow(key)}: ${flow(inner)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

/** A text after a key, quoted only if it has to be. */
export function scalar(text: string): string {
  return dump(text, { lineWidth: -1 }).trimEnd();
}

/** Every line that is not empty, so many spaces further in. */
export function indent(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}

/** Where an entry of a block mapping stands: from its key's line to the line after its last one. */
interface Entry {
  start: number;
  end: number;
  /** Spaces before its key. */
  depth: number;
}

/**
 * YAML with entries more, at the end of the mapping that the keys lead to; mappings that are not there are made. Comments and layout stay. `entry`
 * is YAML of a mapping, from the first column.
 * Throws a `Refusal` that names the file if the text is laid out so that this cannot be done.
 */
export function addEntry(text: string, keys: readonly string[], entry: string, file: string): string {
  const lines = text.trimEnd().split('\n');
  const found = find(lines, keys);
  const [last] = keys.slice(-1);
  if (!found && last !== undefined) return addEntry(text, keys.slice(0, -1), `${last}:\n${indent(entry, 2)}`, file);
  const { start, end, depth } = found ?? { start: -1, end: lines.length, depth: -2 };
  const child = lines.slice(start + 1, end).find(isCode);
  const inner = child === undefined ? depth + 2 : depthOf(child);
  const line = lines[start];
  // An empty mapping becomes a block.
  if (line !== undefined) lines[start] = line.replace(/:\s*\{\s*\}(\s*(?:#.*)?)$/, ':$1');
  // Between the parts of a whole document there is a blank line where the others have one.
  const gap = keys.length === 0 && /\n\n\S/.test(text) ? [''] : [];
  const result = `${lines.toSpliced(end, 0, ...gap, ...indent(entry.trimEnd(), inner).split('\n')).join('\n')}\n`;
  return checked({ before: text, after: result, file, keys, change: (mapping) => Object.assign(mapping, load(entry)) });
}

/** The same with an entry in the place of the one of its key. */
export function replaceEntry(text: string, keys: readonly string[], entry: string, file: string): string {
  const lines = text.split('\n');
  const { start, end, depth } = find(lines, keys) ?? refuse(file, keys);
  const result = lines.toSpliced(start, end - start, ...indent(entry.trimEnd(), depth).split('\n')).join('\n');
  return checked({ before: text, after: result, file, keys: keys.slice(0, -1), change: (mapping) => Object.assign(mapping, load(entry)) });
}

/** The same without an entry. */
export function removeEntry(text: string, keys: readonly string[], file: string): string {
  const lines = text.split('\n');
  const { start, end } = find(lines, keys) ?? refuse(file, keys);
  const result = lines.toSpliced(start, end - start).join('\n');
  const change = (mapping: Record<string, unknown>) => void delete mapping[keys.at(-1) ?? ''];
  return checked({ before: text, after: result, file, keys: keys.slice(0, -1), change });
}

function find(lines: readonly string[], keys: readonly string[]): Entry | undefined {
  let found: Entry | undefined;
  for (const key of keys) {
    const from = (found?.start ?? -1) + 1;
    const to = found?.end ?? lines.length;
    const child = lines.slice(from, to).find(isCode);
    if (child === undefined) return undefined;
    const depth = depthOf(child);
    const start = lines.findIndex((line, index) => index >= from && index < to && depthOf(line) === depth && keyOf(line) === key);
    if (start < 0) return undefined;
    found = { start, end: endOf(lines, start, to, depth), depth };
  }
  return found;
}

/** What follows belongs to the entry as long as it stands further in; blank lines and comments before the next one belong to that. */
function endOf(lines: readonly string[], start: number, to: number, depth: number): number {
  const next = lines.findIndex((line, index) => index > start && index < to && isCode(line) && depthOf(line) <= depth);
  const limit = next < 0 ? to : next;
  return lines.slice(0, limit).findLastIndex((line) => isCode(line) || (line.trim() !== '' && depthOf(line) > depth)) + 1;
}

function isCode(line: string): boolean {
  return !/^\s*(#|$)/.test(line);
}

function depthOf(line: string): number {
  return line.search(/\S|$/);
}

function keyOf(line: string): string | undefined {
  const [, single, double, plain] = /^\s*(?:'((?:[^']|'')*)'|"([^"]*)"|([^\s'"#[{][^#]*?))\s*:(?:\s|$)/.exec(line) ?? [];
  return single?.replaceAll("''", "'") ?? double ?? plain;
}

interface Edit {
  before: string;
  after: string;
  file: string;
  keys: readonly string[];
  change: (mapping: Record<string, unknown>) => void;
}

/** A parser has to see the same change that was meant, and no other. */
function checked({ before, after, file, keys, change }: Edit): string {
  const expected = structuredClone(load(before) ?? {});
  let mapping = expected as Record<string, unknown>;
  for (const key of keys) mapping = (mapping[key] ??= {}) as Record<string, unknown>;
  change(mapping);
  return isDeepStrictEqual(attempt(after), expected) ? after : refuse(file, keys);
}

function attempt(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

function refuse(file: string, keys: readonly string[]): never {
  const place = keys.length > 0 ? `\`${keys.join('.')}\`` : 'the file';
  throw new Refusal(`${file}: ${place} is laid out so that nothing can be put there safely; write it as a block, one key per line`);
}
