import { compareExactly } from './comparison.ts';
import { readCondition, type Dialect, type Evaluate } from './condition.ts';
import { expectNext, hasEnded, refuse, take, type Cursor } from './cursor.ts';

/** Finds the parts of a value that a path names. */
export type JsonPath = (root: unknown) => unknown[];

/** What a filter sees: `$` and `@`. */
interface Here {
  root: unknown;
  current: unknown;
}
type Segment = (value: unknown, root: unknown) => unknown[];
/** What a path found, to be told apart from a list that is a value. */
interface Found {
  found: readonly unknown[];
}

/**
 * Reads the part of JSONPath (RFC 9535) that criteria need: names, indexes, `*`, `..`, several selectors in one pair of brackets, and filters with
 * comparisons, `&&`, `||`, `!`, `count()` and `length()`. Slices and the other functions are refused. Throws a `SpecError` at the cursor's place.
 */
export function readJsonPath(cursor: Cursor): JsonPath {
  expectNext(cursor, /\$/y, '$');
  const find = readSegments(cursor);
  if (!hasEnded(cursor)) refuse(cursor, 'not a JSONPath that is supported');
  return (root) => find(root, root);
}

function readSegments(cursor: Cursor): Segment {
  const segments: Segment[] = [];
  for (let segment = readSegment(cursor); segment; segment = readSegment(cursor)) segments.push(segment);
  return (value, root) => segments.reduce<unknown[]>((values, segment) => values.flatMap((part) => segment(part, root)), [value]);
}

function readSegment(cursor: Cursor): Segment | undefined {
  if (take(cursor, /\.\./y)) {
    const select = take(cursor, /\[/y) ? readBrackets(cursor) : readName(cursor);
    return (value, root) => withDescendants(value).flatMap((part) => select(part, root));
  }
  if (take(cursor, /\./y)) return readName(cursor);
  return take(cursor, /\[/y) ? readBrackets(cursor) : undefined;
}

function readName(cursor: Cursor): Segment {
  const name = expectNext(cursor, /\*|[\p{L}_][\p{L}\d_]*/uy, 'a name');
  return name === '*' ? childrenOf : (value) => member(value, name);
}

function readBrackets(cursor: Cursor): Segment {
  const selectors = [readSelector(cursor)];
  while (take(cursor, /,/y)) selectors.push(readSelector(cursor));
  expectNext(cursor, /\]/y, 'a closing bracket');
  return (value, root) => selectors.flatMap((select) => select(value, root));
}

function readSelector(cursor: Cursor): Segment {
  if (take(cursor, /\*/y)) return childrenOf;
  if (take(cursor, /\?/y)) {
    const test = readCondition(cursor, filters);
    return (value, root) => childrenOf(value).filter((current) => filters.isTrue(test({ root, current })));
  }
  const name = take(cursor, /'[^'\\]*'|"[^"\\]*"/y);
  if (name !== undefined) return (value) => member(value, name.slice(1, -1));
  const index = Number(expectNext(cursor, /-?\d+(?!\s*:)/y, 'a name, an index, * or a filter'));
  return (value) => (Array.isArray(value) && Math.abs(index + 0.5) < value.length + 0.5 ? [value.at(index)] : []);
}

const filters: Dialect<Here> = {
  operand: readOperand,
  isTrue: (value) => (isFound(value) ? value.found.length > 0 : value === true),
  compare: (operator, left, right) => compareExactly(operator, toValue(left), toValue(right)),
};

function readOperand(cursor: Cursor): Evaluate<Here> | undefined {
  const measure = take(cursor, /(?:count|length)\(/y);
  const start = take(cursor, /[@$]/y);
  if (start === undefined) return measure === undefined ? undefined : refuse(cursor, 'a path expected');
  const find = readSegments(cursor);
  const nodes: Evaluate<Here> = ({ root, current }) => ({ found: find(start === '@' ? current : root, root) }) satisfies Found;
  if (measure === undefined) return nodes;
  expectNext(cursor, /\)/y, 'a closing parenthesis');
  return (here) => (measure === 'count(' ? countOf(nodes(here)) : lengthOf(toValue(nodes(here))));
}

function isFound(value: unknown): value is Found {
  return typeof value === 'object' && value !== null && 'found' in value;
}

function toValue(value: unknown): unknown {
  return isFound(value) ? value.found[0] : value;
}

function countOf(value: unknown): number {
  return isFound(value) ? value.found.length : 0;
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string') return [...value].length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

function member(value: unknown, name: string): unknown[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : [];
}

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function withDescendants(value: unknown): unknown[] {
  return [value, ...childrenOf(value).flatMap(withDescendants)];
}
