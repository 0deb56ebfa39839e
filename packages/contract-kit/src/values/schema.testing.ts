import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import type { Schema } from '../spec/spec.ts';
import type { ValueContext } from './build.ts';
import { variations } from './variations.ts';

/** A schema as it is read from a contract, `components` beside it. */
export async function readSchema(
  schema: unknown,
  { openapi = '3.1.0', components = {}, text = false } = {},
): Promise<{ schema: Schema; context: ValueContext }> {
  const content = { 'application/json': { schema } };
  const paths = { '/': { post: { operationId: 'test', requestBody: { content }, responses: { 200: { description: 'OK' } } } } };
  const spec = await loadSpec('/contract/openapi.json', JSON.stringify({ openapi, info: {}, paths, components: { schemas: components } }));
  const read = spec.operations[0]?.body?.content[0]?.schema ?? true;
  return { schema: read, context: { schemas: spec.schemas, oracle: createOracle(spec.schemas), text } };
}

type Options = Parameters<typeof readSchema>[1] & { bases?: unknown[] };

/** The variations of a schema, to be asked by keyword and side. */
export async function vary(source: unknown, { bases = [], ...options }: Options = {}) {
  const { schema, context } = await readSchema(source, options);
  const found = variations(schema, bases, context);
  const of = (keyword: string, side: 'pass' | 'fail') => found.variations.filter((one) => one.keyword === keyword && one.side === side);
  return {
    ...found,
    values: (keyword: string, side: 'pass' | 'fail') => of(keyword, side).map(({ value }) => value),
    variants: (keyword: string, side: 'pass' | 'fail') => of(keyword, side).map(({ variant }) => variant),
    fields: (keyword: string, side: 'pass' | 'fail') => of(keyword, side).map(({ fields }) => fields),
    reason: (keyword: string, side: 'pass' | 'fail') =>
      found.unreachable.find((one) => one.keyword === keyword && one.side === side)?.reason,
  };
}
