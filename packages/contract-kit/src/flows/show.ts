import { isSecretName } from '../check/secrets.ts';
import { evaluate, type Expression, type Scope } from './expression.ts';

const longest = 60;

/** `$statusCode is 200`, for a message. Secrets, whole bodies and long texts are not shown. */
export function show(expression: Expression, scope: Scope): string {
  return `${expression.text} is ${describe(evaluate(expression, scope), isSecret(expression))}`;
}

function isSecret({ text }: Expression): boolean {
  return isSecretName(text) || /\.(?:authorization|(?:set-)?cookie)$/i.test(text);
}

function describe(value: unknown, isHidden: boolean): string {
  if (value === undefined) return 'not there';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
  if (typeof value !== 'string') return String(value);
  return isHidden || value.length > longest ? `a text of ${value.length} characters` : JSON.stringify(value);
}
