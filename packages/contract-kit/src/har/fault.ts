import { endOfText, endOfWord, skipSpace } from './place.ts';

export interface Fault {
  offset: number;
  /** What should stand there. Nothing of the text is quoted: it may hold a secret. */
  message: string;
}

/** Why a text is not JSON, and where; undefined if it is. */
export function findFault(text: string): Fault | undefined {
  const open: ('}' | ']')[] = [];
  let wanted: 'value' | 'name' | 'colon' | 'more' = 'value';
  let isFirst = false;
  for (let at = skipSpace(text, 0); at < text.length || wanted !== 'more' || open.length > 0; at = skipSpace(text, at)) {
    const character = text[at];
    const end = open.at(-1);
    if (character === undefined) return { offset: text.length, message: 'it ends in the middle' };
    if (character === end && (wanted === 'more' || isFirst)) {
      open.pop();
      [at, wanted, isFirst] = [at + 1, 'more', false];
      continue;
    }
    const next = read(text, at, wanted, end);
    if (typeof next === 'string') return { offset: next === unended ? text.length : at, message: next };
    if (next.open) open.push(next.open);
    wanted = next.open === '}' || (wanted === 'more' && end === '}') ? 'name' : next.wanted;
    isFirst = next.open !== undefined;
    at = next.at;
  }
  return undefined;
}

interface Step {
  at: number;
  wanted: 'value' | 'colon' | 'more';
  open?: '}' | ']';
}

const unended = 'a text has no end';

function read(text: string, at: number, wanted: 'value' | 'name' | 'colon' | 'more', end: '}' | ']' | undefined): Step | string {
  const character = text[at];
  if (wanted === 'colon') return character === ':' ? { at: at + 1, wanted: 'value' } : 'a `:` is expected';
  if (wanted === 'more') {
    if (end === undefined) return 'the file should end here';
    return character === ',' ? { at: at + 1, wanted: 'value' } : `a \`,\` or a \`${end}\` is expected`;
  }
  if (wanted === 'name' && character !== '"') return 'a name in quotes is expected';
  if (character === '{' || character === '[') return { at: at + 1, wanted: 'value', open: character === '{' ? '}' : ']' };
  return character === '"' ? readText(text, at, wanted === 'name' ? 'colon' : 'more') : readWord(text, at);
}

function readText(text: string, at: number, wanted: 'colon' | 'more'): Step | string {
  const end = endOfText(text, at);
  if (end === -1) return unended;
  return isJson(text.slice(at, end)) ? { at: end, wanted } : 'a text is broken: an escape that JSON does not know, or a line break';
}

function readWord(text: string, at: number): Step | string {
  const end = endOfWord(text, at);
  return isJson(text.slice(at, end)) ? { at: end, wanted: 'more' } : 'a value is expected';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
