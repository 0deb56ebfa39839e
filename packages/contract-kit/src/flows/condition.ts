import { expectNext, refuse, take, type Cursor } from './cursor.ts';

/** A part of a condition: gives its value, in the end true or false. */
export type Evaluate<S> = (scope: S) => unknown;
export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** In what Arazzo's simple conditions and the filters of JSONPath differ. */
export interface Dialect<S> {
  /** Reads what is neither a literal nor an operator; undefined if nothing of that kind stands here. */
  operand(cursor: Cursor): Evaluate<S> | undefined;
  /** Whether a value that stands alone counts as true. */
  isTrue(value: unknown): boolean;
  compare(operator: Operator, left: unknown, right: unknown): boolean;
}

/** Reads a condition with `||`, `&&`, `!`, comparisons, parentheses and literals, from the weakest operator to the strongest. */
export function readCondition<S>(cursor: Cursor, dialect: Dialect<S>): Evaluate<S> {
  return readJoined(cursor, /\|\|/y, dialect, (parts, isTrue) => (scope) => parts.some((part) => isTrue(part(scope))));
}

function readAnd<S>(cursor: Cursor, dialect: Dialect<S>): Evaluate<S> {
  return readJoined(cursor, /&&/y, dialect, (parts, isTrue) => (scope) => parts.every((part) => isTrue(part(scope))));
}

function readJoined<S>(
  cursor: Cursor,
  operator: RegExp,
  dialect: Dialect<S>,
  join: (parts: readonly Evaluate<S>[], isTrue: Dialect<S>['isTrue']) => Evaluate<S>,
): Evaluate<S> {
  const readPart = operator.source === '&&' ? readComparison : readAnd;
  const parts = [readPart(cursor, dialect)];
  while (take(cursor, operator)) parts.push(readPart(cursor, dialect));
  const [only] = parts;
  return only && parts.length === 1 ? only : join(parts, (value) => dialect.isTrue(value));
}

function readComparison<S>(cursor: Cursor, dialect: Dialect<S>): Evaluate<S> {
  const left = readUnary(cursor, dialect);
  const operator = take(cursor, /[<>=!]=|[<>]/y) as Operator | undefined;
  if (operator === undefined) return left;
  const right = readUnary(cursor, dialect);
  return (scope) => dialect.compare(operator, left(scope), right(scope));
}

function readUnary<S>(cursor: Cursor, dialect: Dialect<S>): Evaluate<S> {
  if (take(cursor, /!(?!=)/y)) {
    const negated = readUnary(cursor, dialect);
    return (scope) => !dialect.isTrue(negated(scope));
  }
  if (take(cursor, /\(/y)) {
    const inner = readCondition(cursor, dialect);
    expectNext(cursor, /\)/y, 'a closing parenthesis');
    return inner;
  }
  const literal = readLiteral(cursor);
  if (literal) return () => literal.value;
  return dialect.operand(cursor) ?? refuse(cursor, 'a value expected');
}

/** Strings stand in single quotes, a quote in them is doubled. Double quotes are no part of Arazzo, but of every second document. */
function readLiteral(cursor: Cursor): { value: unknown } | undefined {
  const word = take(cursor, /(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y);
  if (word !== undefined) return { value: JSON.parse(word) };
  const single = take(cursor, /'(?:[^']|'')*'/y);
  if (single !== undefined) return { value: single.slice(1, -1).replaceAll("''", "'") };
  const double = take(cursor, /"[^"]*"/y);
  return double === undefined ? undefined : { value: double.slice(1, -1) };
}
