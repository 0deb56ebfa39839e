import { worthwhile, type Entry, type Outline } from './outline.ts';

/** Deeper ones are left to the reader of YAML, which has a word for them. */
const maxDepth = 500;
const [quote, backslash, comma, openList, closeList, openObject, closeObject] = [34, 92, 44, 91, 93, 123, 125];

/**
 * What a text in JSON says, and its outline; many times faster than reading it as YAML, which it is as well. Undefined for what is not strictly
 * JSON or has a key twice in one object: whoever reads YAML can say where.
 */
export function readJson(text: string): { value: unknown; outline: Outline } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const keys = countKeys(value, 1);
  if (keys === undefined) return undefined;
  const scan: Scan = { text, next: 0, keys: 0, spots: [] };
  skipSpace(scan);
  const entries = text.charCodeAt(scan.next) === openObject ? scanObject(scan, 0, true) : skipValue(scan);
  // Of a key that comes twice `JSON.parse` keeps one.
  return scan.keys === keys ? { value, outline: { length: text.length, at: 0, isAlone: true, entries } } : undefined;
}

/** The state of one walk over a text that is known to be JSON. */
interface Scan {
  text: string;
  next: number;
  /** How many keys were met. */
  keys: number;
  /** Of the members of all objects that are open: where the key starts and ends, where the value starts and ends. */
  spots: number[];
}

function skipSpace(scan: Scan): void {
  while (scan.text.charCodeAt(scan.next) <= 32) scan.next++;
}

/** The outline of an object counts from `base`. */
function scanObject(scan: Scan, base: number, keep: boolean): Outline['entries'] {
  const { text, spots } = scan;
  const [start, first] = [scan.next, spots.length];
  const inner = new Map<number, Outline['entries']>();
  while (text.charCodeAt(scan.next) !== closeObject) {
    scan.next++;
    skipSpace(scan);
    if (text.charCodeAt(scan.next) === closeObject) break;
    const at = scan.next;
    skipString(scan);
    const end = scan.next;
    scan.keys++;
    scan.next = text.indexOf(':', end) + 1;
    skipSpace(scan);
    const value = scan.next;
    const isObject = text.charCodeAt(value) === openObject;
    const entries = isObject ? scanObject(scan, value, keep) : skipValue(scan);
    if (entries) inner.set(spots.length, entries);
    spots.push(at, end, value, scan.next);
    skipSpace(scan);
  }
  scan.next++;
  const isLong = keep && scan.next - start >= worthwhile;
  const entries = isLong ? toEntries(text, spots, first, base, inner) : undefined;
  spots.length = first;
  return entries;
}

function toEntries(text: string, spots: readonly number[], first: number, base: number, inner: ReadonlyMap<number, Outline['entries']>) {
  const entries = new Map<string, Entry>();
  for (let index = first; index < spots.length; index += 4) {
    const [at = 0, end = 0, start = 0, last = 0] = spots.slice(index, index + 4);
    // A place is that of the first letter of the key, as in YAML.
    const outline = { length: last - start, at: at + 1 - start, isAlone: true, entries: inner.get(index) };
    entries.set(JSON.parse(text.slice(at, end)) as string, { start: start - base, outline });
  }
  return entries;
}

function skipValue(scan: Scan): undefined {
  const { text } = scan;
  const code = text.charCodeAt(scan.next);
  if (code === quote) skipString(scan);
  else if (code === openList) skipList(scan);
  else if (code === openObject) scanObject(scan, 0, false);
  else while (!isEnd(text.charCodeAt(scan.next))) scan.next++;
}

function isEnd(code: number): boolean {
  return code <= 32 || code === comma || code === closeList || code === closeObject || Number.isNaN(code);
}

function skipList(scan: Scan): void {
  while (scan.text.charCodeAt(scan.next) !== closeList) {
    scan.next++;
    skipSpace(scan);
    if (scan.text.charCodeAt(scan.next) === closeList) break;
    skipValue(scan);
    skipSpace(scan);
  }
  scan.next++;
}

function skipString(scan: Scan): void {
  const { text } = scan;
  let end = text.indexOf('"', scan.next + 1);
  for (; isEscaped(text, end); end = text.indexOf('"', end + 1));
  scan.next = end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text.charCodeAt(at - 1 - count) === backslash) count++;
  return count % 2 === 1;
}

/** Undefined for a value that is too deep. */
function countKeys(value: unknown, depth: number): number | undefined {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > maxDepth) return undefined;
  const keys = Object.keys(value);
  let count = Array.isArray(value) ? 0 : keys.length;
  for (const key of keys) {
    const inner = countKeys((value as Record<string, unknown>)[key], depth + 1);
    if (inner === undefined) return undefined;
    count += inner;
  }
  return count;
}
