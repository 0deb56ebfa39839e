import { LineCounter, parseDocument, Parser, type CST } from 'yaml';

/** Why a text is no YAML: where to mend it, counted from 1, and how. */
export interface Unreadable {
  line: number;
  col: number;
  message: string;
  mending: string;
}

/**
 * Looks again at a text that could not be parsed. The parser that reads the contracts stops where it can go no further, which may be many lines below;
 * this one says where it began. Undefined if it takes the text.
 */
export function explain(text: string): Unreadable | undefined {
  const conflict = /^<{7} .*$/m.exec(text);
  const lines = new LineCounter();
  const [error] = parseDocument(text, { prettyErrors: false, strict: true, lineCounter: lines }).errors;
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, col };
  };
  if (conflict) return { ...at(conflict.index), message: 'a merge conflict that is not resolved', mending: 'keep one of the two sides' };
  if (!error) return undefined;
  const { code, message, pos } = error;
  const opened = openedBefore(text, pos[0]);
  const mending = 'indent with spaces, and close what was opened';
  if (message.startsWith('Missing closing') && opened.quote !== undefined)
    return { ...at(opened.quote), message: 'a quote that is not closed', mending: 'close it with the quote that it begins with' };
  if (/^Flow |within flow/.test(message) && opened.bracket !== undefined)
    return { ...at(opened.bracket), message: `a ${text[opened.bracket]} that is not closed`, mending: 'close it where it ends' };
  const kind = message.startsWith('Implicit map keys') ? 'MULTILINE_IMPLICIT_KEY' : code;
  return { ...at(pos[0]), ...(faults[kind] ?? { message, mending }) };
}

const faults: Readonly<Record<string, { message: string; mending: string }>> = {
  TAB_AS_INDENT: { message: 'a tab in the indentation', mending: 'indent with spaces' },
  BAD_INDENT: { message: 'indented otherwise than what it stands beside', mending: 'indent it as its neighbours are' },
  DUPLICATE_KEY: { message: 'a key that is already there', mending: 'give each key once' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a line that is neither a key nor a value',
    mending: 'write `key: value`, with a space behind the colon',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second key in one line, or one that is deeper than its neighbours',
    mending: 'put a value that holds `: ` in quotes, a space behind `-`, and each key in a line of its own',
  },
  BLOCK_IN_FLOW: { message: 'a comma too few', mending: 'put a comma between the parts' },
  BAD_SCALAR_START: { message: 'a value may not begin like this', mending: 'put it in quotes' },
  MULTIPLE_DOCS: { message: 'a second document', mending: 'remove the `---`' },
};

/** Where the last quoted text before an offset begins, and the innermost bracket that nothing closes. */
function openedBefore(text: string, end: number): { quote?: number; bracket?: number } {
  const found: { quote?: number; bracket?: number } = {};
  const visit = (token: CST.Token | null | undefined): void => {
    if (!token || ('offset' in token && token.offset > end)) return;
    if (token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') found.quote = token.offset;
    if (token.type === 'flow-collection' && !token.end.some(({ type }) => type === 'flow-seq-end' || type === 'flow-map-end'))
      found.bracket = token.offset;
    if (token.type === 'document') visit(token.value);
    if ('items' in token) for (const { key, value } of token.items) for (const part of [key, value]) visit(part);
  };
  for (const token of new Parser().parse(text)) visit(token);
  return found;
}
