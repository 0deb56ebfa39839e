import type { Kind, Shape } from '../shape.ts';
import { capitalise, plural, wordsOf } from '../words.ts';

type Words = (noun: string, shape: Shape) => string;

const summaries: Readonly<Record<Kind, Words>> = {
  list: (noun) => `All ${plural(noun.split(' ')).join(' ')}`,
  item: (noun) => `One ${noun}`,
  create: (noun) => `Add ${withArticle(noun)}`,
  change: (noun) => `Change ${withArticle(noun)}`,
  remove: (noun) => `Remove ${withArticle(noun)}`,
  action: (_noun, { operationId }) => capitalise(wordsOf(operationId).join(' ')),
};

const successes: Readonly<Record<Kind, Words>> = {
  list: (noun) => `The ${plural(noun.split(' ')).join(' ')}.`,
  item: (noun) => `The ${noun}.`,
  create: (noun) => `The new ${noun}.`,
  change: (noun) => `The ${noun} after the change.`,
  remove: (noun) => `The ${noun} is gone.`,
  action: () => 'It was done.',
};

/** What an operation does, for people. */
export function summaryOf(shape: Shape): string {
  return summaries[shape.kind](shape.noun, shape);
}

/** What its success means. */
export function successOf(shape: Shape): string {
  return successes[shape.kind](shape.noun, shape);
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
