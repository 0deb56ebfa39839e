import { expect, test } from 'vitest';
import { withoutConsequences } from './clarify.ts';

const rules = (...names: string[]) => withoutConsequences(names.map((rule) => ({ rule }))).map(({ rule }) => rule);

test('while a part of the contract is missing, what follows from that is not said', () => {
  expect(rules('struct', 'no-unused-components', 'operation-summary')).toStrictEqual(['struct', 'operation-summary']);
  expect(rules('no-unresolved-refs', 'house/paired-examples')).toStrictEqual(['no-unresolved-refs']);
  expect(rules('no-unused-components', 'house/paired-examples')).toStrictEqual(['no-unused-components', 'house/paired-examples']);
});
