import { get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';
import { compareLoosely } from './comparison.ts';
import { readCondition, type Dialect, type Evaluate } from './condition.ts';
import { expectNext, hasEnded, refuse, take, type Cursor } from './cursor.ts';
import { evaluate, pick, type Expression, type Scope } from './expression.ts';
import type { Criterion } from './flow.ts';
import { readJsonPath } from './json-path.ts';
import { allowKeys, itemsOf, optionalText, textOf } from './keys.ts';
import { readExpression, type Place } from './names.ts';
import { show } from './show.ts';

/** The criteria of a step or an action: simple conditions, regular expressions and JSONPath. XPath is refused. */
export function readCriteria(owner: Node, key: string, place: Place): Criterion[] {
  return itemsOf(owner, key).map((node) => readCriterion(node, { ...place, phase: 'after' }));
}

function readCriterion(node: Node, place: Place): Criterion {
  allowKeys(node, 'condition', 'context', 'type');
  const text = textOf(node, 'condition');
  const type = typeOf(get(node, 'type'));
  const context = optionalText(node, 'context');
  if (type === 'simple') {
    if (context !== undefined) throw new SpecError('a simple condition has no context: name the type', locate(get(node, 'context')));
    return readSimple(node, text, place);
  }
  if (context === undefined) throw new SpecError(`a condition of type ${type} needs a context`, locate(node));
  const expression = readExpression(context, locate(get(node, 'context')), place);
  const test = type === 'regex' ? readRegex(node, text) : readQuery(node, text);
  return {
    text: `${context} ${type} ${text}`,
    at: locate(get(node, 'condition')),
    holds: (scope) => test(evaluate(expression, scope)),
    explain: (scope) => show(expression, scope),
  };
}

function typeOf(node: Node): 'simple' | 'regex' | 'jsonpath' {
  const isObject = typeof node.value === 'object' && node.value !== null;
  if (isObject) allowKeys(node, 'type', 'version');
  const { value: type } = isObject ? get(node, 'type') : node;
  if (type === undefined || type === 'simple') return 'simple';
  if (type === 'regex' || type === 'jsonpath') return type;
  throw new SpecError(`conditions of type ${String(type)} are not supported`, locate(node));
}

function readRegex(node: Node, text: string): (value: unknown) => boolean {
  const pattern = toPattern(node, text);
  return (value) => value !== undefined && pattern.test(typeof value === 'string' ? value : JSON.stringify(value));
}

function toPattern(node: Node, text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    throw new SpecError((error as Error).message, locate(get(node, 'condition')));
  }
}

function readQuery(node: Node, text: string): (value: unknown) => boolean {
  const find = readJsonPath({ text, at: locate(get(node, 'condition')), index: 0 });
  return (value) => value !== undefined && find(value).length > 0;
}

function readSimple(node: Node, text: string, place: Place): Criterion {
  const cursor: Cursor = { text, at: locate(get(node, 'condition')), index: 0 };
  const seen: Expression[] = [];
  const condition = readCondition(cursor, simple(place, seen));
  if (!hasEnded(cursor)) refuse(cursor, 'an operator expected');
  if (seen.length === 0) throw new SpecError(`a condition that looks at nothing: ${text}`, cursor.at);
  return {
    text,
    at: cursor.at,
    holds: (scope) => Boolean(condition(scope)),
    explain: (scope) => seen.map((expression) => show(expression, scope)).join(', '),
  };
}

function simple(place: Place, seen: Expression[]): Dialect<Scope> {
  return {
    isTrue: Boolean,
    compare: compareLoosely,
    operand(cursor) {
      const text = take(cursor, /\$[A-Za-z][^\s()<>=!&|[\]'",]*/y);
      if (text === undefined) return undefined;
      const expression = readExpression(text, cursor.at, place);
      seen.push(expression);
      return readParts(cursor, (scope) => evaluate(expression, scope));
    },
  };
}

/** `[0]` and `.name` behind an expression. */
function readParts(cursor: Cursor, value: Evaluate<Scope>): Evaluate<Scope> {
  let current = value;
  for (;;) {
    const whole = current;
    const bracket = take(cursor, /\[/y);
    const key = bracket ? expectNext(cursor, /\d+|'[^']*'/y, 'an index') : take(cursor, /\.[\w-]+/y)?.slice(1);
    if (key === undefined) return current;
    if (bracket) expectNext(cursor, /\]/y, 'a closing bracket');
    current = (scope) => pick(whole(scope), key.replaceAll("'", ''));
  }
}
