import { describe, expect, test } from 'vitest';
import { withVariants } from './variants.ts';

const properties = { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } };
const one = (...names: string[]) => ({ required: names });

/** Each variant of the rewritten schema as `required!` and `forbidden-` names. */
function variantsOf(schema: object): string[] {
  const { allOf } = withVariants(schema) as { allOf: [{ oneOf: { type: string; properties?: object; required?: string[] }[] }] };
  return allOf[0].oneOf.map(({ type, properties: all, required }) => {
    if (!all) return type;
    const forbidden = Object.entries(all).filter(([, value]) => value === false);
    return [...(required ?? []).map((name) => `${name}!`), ...forbidden.map(([name]) => `${name}-`)].join(' ');
  });
}

describe('withVariants', () => {
  test('oneOf is exactly one, for any number of branches', () => {
    expect(variantsOf({ properties, oneOf: [one('a'), one('b')] })).toEqual(['a! b-', 'b! a-']);
    expect(variantsOf({ properties, oneOf: [one('a'), one('b'), one('c')] })).toEqual(['a! b- c-', 'b! a- c-', 'c! a- b-']);
  });

  test('anyOf is at least one', () => {
    expect(variantsOf({ properties, anyOf: [one('a'), one('b'), one('c')] })).toEqual(['a!', 'b!', 'c!']);
  });

  test('a branch of several names excludes another by any one of them', () => {
    expect(variantsOf({ properties, oneOf: [one('a'), one('b', 'c')] })).toEqual(['a! b-', 'a! c-', 'b! c! a-']);
  });

  test('a branch that holds another whole is impossible', () => {
    expect(variantsOf({ properties, oneOf: [one('a'), one('a', 'b')] })).toEqual(['a! b-']);
  });

  test('not forbids one of the names', () => {
    expect(variantsOf({ properties, not: one('a', 'b') })).toEqual(['a-', 'b-']);
  });

  test('what is always required stays so, and rules out the variants that forbid it', () => {
    expect(variantsOf({ properties, required: ['c'], oneOf: [one('a'), one('b')] })).toEqual(['c! a! b-', 'c! b! a-']);
    expect(variantsOf({ properties, required: ['b'], oneOf: [one('a'), one('b')] })).toEqual(['b! a-']);
  });

  test('several keywords hold together', () => {
    expect(variantsOf({ properties, anyOf: [one('a'), one('b')], not: one('a', 'b') })).toEqual(['a! b-', 'b! a-']);
  });

  test('null beside the object stays possible', () => {
    expect(variantsOf({ type: ['object', 'null'], properties, oneOf: [one('a'), one('b')] })).toEqual(['a! b-', 'b! a-', 'null']);
  });

  test('a name whose schema stands elsewhere is required as well', () => {
    expect(withVariants({ anyOf: [one('d')] })).toEqual({
      allOf: [{ oneOf: [{ type: 'object', properties: { d: true }, required: ['d'] }] }],
    });
  });

  test('descriptions, allOf and closedness stay', () => {
    const schema = { description: 'D', properties, allOf: [{ $ref: '#/x' }], anyOf: [one('a')], additionalProperties: false };
    expect(withVariants(schema)).toEqual({
      description: 'D',
      allOf: [{ $ref: '#/x' }, { oneOf: [{ type: 'object', properties, additionalProperties: false, required: ['a'] }] }],
    });
  });

  test('other compositions, unsatisfiable ones and other types are left as they are', () => {
    const schemas = [
      { properties, oneOf: [{ $ref: '#/x' }, one('a')] },
      { oneOf: [{ type: 'string' }, { type: 'object' }] },
      { properties, required: ['a', 'b'], oneOf: [one('a'), one('b')] },
      { type: 'string', anyOf: [one('a')] },
    ];
    for (const schema of schemas) expect(withVariants(schema)).toEqual(schema);
  });

  test('the document it is given is not touched', () => {
    const schema = { properties, oneOf: [one('a'), one('b')] };
    const before = structuredClone(schema);
    withVariants({ deep: [schema] });
    expect(schema).toEqual(before);
  });
});
