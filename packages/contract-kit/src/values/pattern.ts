/** A part of a regular expression, as far as it says which characters may stand where. */
type Part =
  | { kind: 'characters'; pool: readonly string[] }
  | { kind: 'group'; options: readonly Part[][] }
  | { kind: 'repeat'; part: Part; min: number; max: number };

interface Reader {
  readonly text: string;
  next: number;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** Characters to choose from, the plainest first. The order of the first ones meets most rules for passwords. */
const characters = [
  ...`a1B-cdefghijklmnopqrstuvwxyz${letters.toUpperCase()}023456789_.:/@+=,;!?#$%&*()<>[]{}|~^'"\` \t\n`,
  'é',
  'ß',
  '中',
  '😀',
];
const unbounded = 1_000_000;

/** The expression as the oracle reads it; undefined when it cannot be read. */
export function toRegExp(pattern: string): RegExp | undefined {
  for (const flags of ['u', ''])
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  return undefined;
}

/**
 * Up to `count` different strings that match, with a number of code points between `min` and `max`; the first ones are short. None when the
 * expression is beyond this reader (back references), cannot be met, or would take too long to try.
 */
export function witnesses(pattern: string, min: number, max: number, count: number): readonly string[] {
  return remember(`${min} ${max} ${count} ${pattern}`, () => findWitnesses(pattern, min, max, count));
}

/** The same few are asked for again and again: for every operation, every value, and every version of a contract. */
const known = new Map<string, readonly string[]>();
/** In characters; beyond that it begins anew. */
const mostHeld = 4_000_000;
let held = 0;

function remember(key: string, find: () => readonly string[]): readonly string[] {
  const before = known.get(key);
  if (before) return before;
  const found = find();
  const size = found.reduce((sum, text) => sum + text.length, key.length);
  if (held + size > mostHeld) known.clear();
  held = known.size === 0 ? size : held + size;
  known.set(key, found);
  return found;
}

function findWitnesses(pattern: string, min: number, max: number, count: number): readonly string[] {
  const regExp = toRegExp(pattern);
  const parts = regExp && parse(pattern);
  if (!regExp || !parts) return [];
  const found = new Set<string>();
  for (let attempt = 0; attempt < 24 && found.size < count; attempt++) {
    const shortest = [...write(parts, { attempt, extra: 0 })].length;
    for (const extra of new Set([
      Math.max(0, min - shortest),
      Math.max(0, min - shortest) + 2 * (attempt % 8),
      Math.max(0, max - shortest),
    ])) {
      if (extra > 20_000) continue;
      const text = pad(write(parts, { attempt, extra }), pattern, min);
      const length = [...text].length;
      if (length >= min && length <= max && (length <= safeLength(pattern) || !/\(\?/.test(pattern)) && regExp.test(text)) found.add(text);
    }
  }
  return [...found].slice(0, count);
}

/** How long a string may be that perhaps does not match: some expressions take exponential time to say no. */
export function safeLength(pattern: string): number {
  if (/[*+}]\)?[^()]*\)[*+{]/.test(pattern)) return 16;
  const loops = pattern.match(/[*+]|,\}/g)?.length ?? 0;
  return loops > 2 ? 128 : loops > 1 ? 1024 : 16_384;
}

function pad(text: string, pattern: string, min: number): string {
  const missing = min - [...text].length;
  if (missing <= 0) return text;
  if (!/(^|[^\\])\$\)*$/.test(pattern)) return text + 'a'.repeat(missing);
  return /^\(*\^/.test(pattern) ? text : 'a'.repeat(missing) + text;
}

function write(parts: readonly Part[], state: { attempt: number; extra: number; at?: number }): string {
  return parts.map((part) => writePart(part, state)).join('');
}

function writePart(part: Part, state: { attempt: number; extra: number; at?: number }): string {
  if (part.kind === 'characters') {
    state.at = (state.at ?? state.attempt) + 1;
    return part.pool[(state.at - 1) % Math.min(part.pool.length, 4 + state.attempt)] ?? '';
  }
  if (part.kind === 'group') return write(part.options[state.attempt % part.options.length] ?? [], state);
  let text = '';
  for (let turn = 0; turn < part.min; turn++) text += writePart(part.part, state);
  // An inner loop must not take what this one can: the outer one knows its limit.
  for (let turn = part.min; turn < part.max && state.extra > 0; turn++) {
    const inner = { ...state, extra: 0 };
    const more = writePart(part.part, inner);
    if (more === '' || [...more].length > state.extra) break;
    state.extra -= [...more].length;
    state.at = inner.at ?? 0;
    text += more;
  }
  return text;
}

function parse(pattern: string): Part[] | undefined {
  const reader = { text: pattern, next: 0 };
  const options = parseOptions(reader, 0);
  if (!options || reader.next < pattern.length) return undefined;
  return [{ kind: 'group', options }];
}

function parseOptions(reader: Reader, depth: number): Part[][] | undefined {
  if (depth > 40) return undefined;
  const options: Part[][] = [[]];
  while (reader.next < reader.text.length && reader.text[reader.next] !== ')') {
    if (reader.text[reader.next] === '|') {
      reader.next++;
      options.push([]);
      continue;
    }
    const part = parsePart(reader, depth);
    if (!part) return undefined;
    options.at(-1)?.push(parseQuantifier(reader, part));
  }
  return options;
}

/** What asserts without taking a character (anchors, looking around) is left out: the whole expression judges in the end. */
function parsePart(reader: Reader, depth: number): Part | undefined {
  const rest = reader.text.slice(reader.next);
  const anchor = /^(?:\^|\$|\\b|\\B)/.exec(rest);
  if (anchor) return take(reader, anchor[0], { kind: 'group', options: [[]] });
  if (rest.startsWith('(')) return parseGroup(reader, rest, depth);
  if (/^\\(?:[1-9]|k<)/.test(rest)) return undefined;
  const token = /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[\da-fA-F]+\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\.|.)/su.exec(
    rest,
  )?.[0];
  if (!token) return undefined;
  const pool = poolOf(token);
  return pool.length > 0 ? take(reader, token, { kind: 'characters', pool }) : undefined;
}

function parseGroup(reader: Reader, rest: string, depth: number): Part | undefined {
  const opening = /^\((?:\?(?::|<?[=!]|<[^>]+>))?/.exec(rest)?.[0] ?? '(';
  reader.next += opening.length;
  const options = parseOptions(reader, depth + 1);
  if (!options || reader.text[reader.next] !== ')') return undefined;
  reader.next++;
  return { kind: 'group', options: /[=!]$/.test(opening) ? [[]] : options };
}

function parseQuantifier(reader: Reader, part: Part): Part {
  const match = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reader.text.slice(reader.next));
  if (!match) return part;
  reader.next += match[0].length;
  const [, sign, low, comma, high] = match;
  if (sign) return { kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : unbounded };
  const min = Number(low);
  return { kind: 'repeat', part, min: Math.min(min, 20_000), max: high ? Number(high) : comma ? unbounded : min };
}

function poolOf(token: string): readonly string[] {
  if (!/^[[\\.]/.test(token)) return [token];
  const regExp = toRegExp(`^${token}$`);
  if (!regExp) return [];
  const pool = characters.filter((character) => regExp.test(character));
  return pool.length > 0 ? pool : firstOf(regExp);
}

/** The first character of the basic plane that matches: a class may be of a script that the usual characters do not have. */
function firstOf(regExp: RegExp): string[] {
  for (let code = 0; code < 0xffff; code++) {
    const character = String.fromCharCode(code);
    if (regExp.test(character)) return [character];
  }
  return [];
}

function take(reader: Reader, token: string, part: Part): Part {
  reader.next += token.length;
  return part;
}
