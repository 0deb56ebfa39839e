import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { variations } from './variations.ts';

/** Each sentence of a request, with the sides that its variations show. */
async function sentencesOf(api: string, operationId: string): Promise<string[]> {
  const spec = await loadSpec(fileURLToPath(new URL(`../../../../specs/${api}/openapi.yaml`, import.meta.url)));
  const operation = spec.operations.find(({ id }) => id === operationId);
  const { schema = true, examples = [] } = operation?.body?.content[0] ?? {};
  const found = variations(
    schema,
    examples.map(({ value }) => value),
    { schemas: spec.schemas, oracle: createOracle(spec.schemas) },
  );
  const sentences = Map.groupBy(found.variations, ({ keyword, pointer }) => `${pointer || '/'} ${keyword}`);
  return [...sentences].map(([name, list]) => `${name}: ${[...new Set(list.map(({ side }) => side))].join(', ')}`).toSorted();
}

it('shows every sentence of a sign-in', async () => {
  expect(await sentencesOf('sign-in', 'signIn')).toEqual([
    '/ additionalProperties: pass, fail',
    '/ anyOf: pass, fail',
    '/ properties: pass',
    '/ required: pass, fail',
    '/ type: pass, fail',
    '/email format: pass, fail',
    '/email maxLength: pass, fail',
    '/email type: pass, fail',
    '/password maxLength: pass, fail',
    '/password minLength: pass, fail',
    '/password type: pass, fail',
    '/username maxLength: pass, fail',
    '/username minLength: pass, fail',
    '/username type: pass, fail',
  ]);
});

it('shows every sentence of a login', async () => {
  const sentences = await sentencesOf('login', 'login');
  expect(sentences).toEqual(
    expect.arrayContaining([
      '/ required: pass, fail',
      '/email format: pass, fail',
      '/password maxLength: pass, fail',
      '/phone maxLength: pass, fail',
    ]),
  );
  expect(sentences.filter((sentence) => !/pass, fail$|properties: pass$/.test(sentence))).toEqual([]);
});
