import type { Described } from './described.ts';
import type { Aspect, Difference } from './difference.ts';
import { count, describeText, factText } from './phrase.ts';

/** What is allowed now, and behind it what was. */
export function textsOf({ aspect, direction, before, after }: Difference): { was: string; is: string } {
  // Of another kind: all else that is said of it is new as well.
  const text = (facts: Described) =>
    aspect === 'kinds' && direction !== 'narrower' && facts.kinds ? describeText(facts) : factText(facts, aspect);
  const was = text(before);
  return { was: was === undefined ? '' : `; before: ${was}`, is: text(after) ?? anything[aspect] ?? 'anything' };
}

/** Where there is no such limit. */
const anything: Readonly<Partial<Record<Aspect, string>>> = {
  patterns: 'any text',
  formats: 'any text',
  multiples: 'any number',
  minLength: 'of any length',
  maxLength: 'of any length',
  minItems: 'of any length',
  maxItems: 'of any length',
  minimum: 'any number',
  maximum: 'any number',
  exclusiveMinimum: 'any number',
  exclusiveMaximum: 'any number',
  minProperties: 'of any size',
  maxProperties: 'of any size',
  values: 'any value',
};

/** What a sender does about a limit. */
export const todos: Readonly<Partial<Record<Aspect, (facts: Described) => string>>> = {
  patterns: () => 'Send nothing that has another form.',
  minLength: ({ minLength }) => `Send at least ${count(minLength, 'character')}.`,
  maxLength: ({ maxLength }) => `Send at most ${count(maxLength, 'character')}.`,
  minItems: ({ minItems }) => `Send at least ${count(minItems, 'item')}.`,
  maxItems: ({ maxItems }) => `Send at most ${count(maxItems, 'item')}.`,
  minProperties: ({ minProperties }) => `Send at least ${count(minProperties, 'property', 'properties')}.`,
  maxProperties: ({ maxProperties }) => `Send at most ${count(maxProperties, 'property', 'properties')}.`,
};

/** What a reader has to reckon with. */
export const unlike: Readonly<Partial<Record<Aspect, string>>> = {
  values: 'other values',
  kinds: 'values of other types',
  patterns: 'other forms',
  formats: 'other texts',
  multiples: 'other numbers',
  minLength: 'shorter texts',
  maxLength: 'longer texts',
  minimum: 'smaller numbers',
  exclusiveMinimum: 'smaller numbers',
  maximum: 'greater numbers',
  exclusiveMaximum: 'greater numbers',
  minItems: 'shorter lists',
  maxItems: 'longer lists',
  minProperties: 'fewer properties',
  maxProperties: 'more properties',
};
