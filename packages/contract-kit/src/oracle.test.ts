import { describe, expect, test } from 'vitest';
import { createOracle } from './oracle.ts';
import { loadSpec } from './spec/load.ts';

async function oracleOf(schema: string) {
  const body = `{required: true, content: {application/json: {schema: ${schema}}}}`;
  const text = `openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {/a: {post: {requestBody: ${body}, responses: {}}}}\ncomponents: {schemas: {Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, name: {type: string, maxLength: 3}}}}}\n`;
  const spec = await loadSpec('a.yaml', text);
  const read = spec.operations[0]?.body?.content[0]?.schema;
  if (read === undefined) throw new Error('no schema');
  return { oracle: createOracle(spec.schemas), schema: read, spec };
}

describe('the oracle', () => {
  test('names the keyword, the place in the value and the schema that holds the keyword, through a circle of references', async () => {
    const { oracle, schema, spec } = await oracleOf("{$ref: '#/components/schemas/Node'}");
    const [breach, ...others] = oracle.breaches(schema, { next: { next: { name: 'four' } } });
    expect(others).toStrictEqual([]);
    expect(breach).toMatchObject({ keyword: 'maxLength', pointer: '/next/next/name' });
    expect(breach && spec.schemas.locate(breach.owner, 'maxLength').line).toBe(4);
  });

  test.each([
    ['2024-02-29T12:30:00Z', true],
    ['2024-02-29t12:30:00z', true],
    ['2024-02-29 12:30:00Z', false],
    ['2024-02-30T12:30:00Z', false],
    ['2024-02-29T12:30:00', false],
  ])('%s as a date-time: %s', async (value, isValid) => {
    const { oracle, schema } = await oracleOf('{type: string, format: date-time}');
    expect(oracle.isValid(schema, value)).toBe(isValid);
  });

  test('a pattern that no engine here reads allows all, one of the old dialect is read', async () => {
    const lenient = await oracleOf('{type: string, pattern: "^(?<n"}');
    expect(lenient.oracle.isValid(lenient.schema, 'x')).toBe(true);
    const old = await oracleOf(String.raw`{type: string, pattern: '^[\w-\.]+$'}`);
    expect(['a-b.c', 'a b'].map((text) => old.oracle.isValid(old.schema, text))).toStrictEqual([true, false]);
  });
});
