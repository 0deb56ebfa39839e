import { entries, locate, type Node } from '../spec/graph.ts';
import { SpecError, type Location } from '../spec/location.ts';
import { evaluate, type Scope } from './expression.ts';
import { readExpression, type Place } from './names.ts';

const maxDepth = 200;

/** A value with expressions in it. Filling throws a `SpecError` when one of them has no value. */
export type Template = (scope: Scope) => unknown;

/**
 * A text that is an expression, with or without braces, becomes its value, whatever its type; one with `{$…}` in it stays a text. A text that
 * starts like an expression must be one.
 */
export function readTemplate(node: Node, place: Place, depth = 0): Template {
  const { value } = node;
  // An alias of YAML can stand inside of what it stands for.
  if (depth > maxDepth) throw new SpecError('a value in a circle', locate(node));
  if (typeof value === 'string') return readText(value, locate(node), place);
  if (typeof value !== 'object' || value === null) return () => value;
  const parts = entries(node).map(([key, part]) => [key, readTemplate(part, place, depth + 1)] as const);
  if (Array.isArray(value)) return (scope) => parts.map(([, fill]) => fill(scope));
  return (scope) => Object.fromEntries(parts.map(([key, fill]) => [key, fill(scope)]));
}

function readText(text: string, at: Location, place: Place): Template {
  const [, braced] = /^\{(\$[^{}]+)\}$/.exec(text) ?? [];
  const alone = braced ?? (/^\$[A-Za-z]/.test(text) ? text : undefined);
  if (alone !== undefined) return readValue(alone, at, place);
  if (/\{\$[A-Za-z][^}]*$/.test(text)) throw new SpecError(`an expression that is not closed: ${text}`, at);
  const parts = text.split(/\{(?=\$[A-Za-z])([^{}]*)\}/).map((part, index) => (index % 2 === 0 ? () => part : readValue(part, at, place)));
  return (scope) => parts.map((fill) => toText(fill(scope))).join('');
}

function readValue(text: string, at: Location, place: Place): Template {
  const expression = readExpression(text, at, place);
  return (scope) => {
    const value = evaluate(expression, scope);
    if (value === undefined) throw new SpecError(`${text} has no value`, at);
    return value;
  };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
