import { isDeepStrictEqual } from 'node:util';
import type { Operator } from './condition.ts';

/**
 * Compares as Arazzo does: strings without regard to letter case; a string that says a number or a boolean, as header values do, with a number or a
 * boolean. What is not there equals `null` and nothing else, not even another thing that is not there: two missing tokens are no pair.
 */
export function compareLoosely(operator: Operator, left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return operator === '==' && (left === null || right === null);
  const [a, b] = toComparable(left, right);
  return compare(operator, a, b);
}

/** Compares as RFC 9535 does: exactly. */
export function compareExactly(operator: Operator, left: unknown, right: unknown): boolean {
  return compare(operator, left, right);
}

function compare(operator: Operator, a: unknown, b: unknown): boolean {
  if (operator === '==') return isDeepStrictEqual(a, b);
  if (operator === '!=') return !isDeepStrictEqual(a, b);
  const areOrdered = (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
  if (!areOrdered) return operator.endsWith('=') && isDeepStrictEqual(a, b);
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function toComparable(left: unknown, right: unknown): [unknown, unknown] {
  if (typeof left === 'string' && typeof right === 'string') return [left.toLowerCase(), right.toLowerCase()];
  return [toKindOf(right, left), toKindOf(left, right)];
}

function toKindOf(other: unknown, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (typeof other === 'number' && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  if (typeof other === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return value;
}
