import { parseYaml } from '@redocly/openapi-core';

/** A stretch of a YAML file that can be read by itself: an entry of a block mapping. One with `parts` is made of such entries. */
export interface Block {
  /** The key of an entry with parts; the others tell it when they are read. */
  key?: string;
  /** Where it begins in the text, in characters. */
  start: number;
  /** In characters, and in lines. */
  length: number;
  lines: number;
  parts?: Block[];
}

/** What is known of each line: where it begins, and how deep. */
interface Lines {
  starts: number[];
  /** Spaces before the first other character; -1 for a line that is blank or holds only a comment. */
  indents: number[];
}

/**
 * Divides a YAML text into blocks, so that after an edit only the block around it has to be read again. Guesses where entries begin by their
 * indentation; whoever reads a block must find exactly one entry in it, or the guess was wrong.
 * @param size larger entries are divided further where they can be; in characters
 * @param isBroken the text is known to be no YAML: a line that fits nowhere belongs to the entry before it
 * @returns nothing if the text is no block mapping, or begins or ends documents of its own
 */
export function outline(text: string, size: number, isBroken = false): Block[] | undefined {
  const lines = toLines(text);
  const first = lines.indents.findIndex((indent) => indent >= 0);
  const at = lines.starts[first];
  // To YAML a carriage return ends a line too.
  if (at === undefined || text.startsWith('\uFEFF') || text.includes('\r')) return undefined;
  // A lone mark at the top says nothing; further down it ends a document.
  const from = /^---[ \t]*$/.test(text.slice(at, lines.starts[first + 1]).trimEnd()) ? first + 1 : first;
  return divide({ text, lines, size, isBroken }, from, lines.starts.length, 0);
}

const [space, newline, hash] = [32, 10, 35];

function toLines(text: string): Lines {
  const starts: number[] = [];
  const indents: number[] = [];
  for (let start = 0; start < text.length;) {
    let at = start;
    while (text.charCodeAt(at) === space) at++;
    const isContent = at < text.length && text.charCodeAt(at) !== newline && text.charCodeAt(at) !== hash;
    starts.push(start);
    indents.push(isContent ? at - start : -1);
    const end = text.indexOf('\n', at);
    start = end < 0 ? text.length : end + 1;
  }
  return { starts, indents };
}

interface Source {
  text: string;
  lines: Lines;
  size: number;
  isBroken: boolean;
}

/** The entries of the mapping in these lines, whose keys stand at the indentation. */
function divide(source: Source, from: number, to: number, indent: number): Block[] | undefined {
  const { text, lines, isBroken } = source;
  const heads: number[] = [];
  for (let line = from; line < to; line++) {
    const own = lines.indents[line] ?? -1;
    if (own < 0 || (own > indent && heads.length > 0)) continue;
    const start = (lines.starts[line] ?? 0) + own;
    if (own !== indent || !isEntry(text, start)) {
      if (isBroken && heads.length > 0) continue;
      return undefined;
    }
    // The items of a list may stand as deep as its key.
    if (text[start] !== '-') heads.push(line);
    else if (heads.length === 0) return undefined;
  }
  return heads.length === 0 ? undefined : heads.map((head, index) => toBlock(source, head, heads[index + 1] ?? to, indent));
}

/** An item of a list, or a key that is plain or quoted: nothing that has a meaning of its own in YAML. */
function isEntry(text: string, start: number): boolean {
  const character = text.charAt(start);
  if (character === '-') return /^-[ \n]/.test(text.slice(start, start + 2));
  return /[\w"'/$~^(+.]|[^\0-\x7F]/.test(character) && !text.startsWith('<<', start) && !text.startsWith('...', start);
}

function toBlock(source: Source, head: number, to: number, indent: number): Block {
  const { text, lines, size } = source;
  const start = lines.starts[head] ?? 0;
  const block = { start, length: (lines.starts[to] ?? text.length) - start, lines: to - head };
  if (block.length <= size) return block;
  let body = head + 1;
  while (lines.indents[body] === -1) body++;
  const inner = lines.indents[body] ?? -1;
  const key = inner > indent && body < to ? toKey(text.slice(start, lines.starts[head + 1])) : undefined;
  const parts = key === undefined ? undefined : divide(source, body, to, inner);
  return key === undefined || !parts ? block : { ...block, key, parts };
}

const quoted = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'`;
const plain = String.raw`[\w/$~^(+.][^\s:#]*(?:(?::(?=\S)| (?=[^\s:#]))[^\s:#]*)*`;
const heading = new RegExp(`^ *(?:${quoted}|${plain}) *:(?: +#.*)?\\s*$`);

/** The key of a line that holds nothing else. */
function toKey(line: string): string | undefined {
  if (!heading.test(line)) return undefined;
  const mapping = parseYaml(line) as object;
  return Object.keys(mapping)[0];
}
