import { describe, expect, it } from 'vitest';
import { lengthOf } from './json.ts';
import { vary } from './schema.testing.ts';

describe('scalars', () => {
  it.each([
    ['minLength', { type: 'string', minLength: 3 }, [3, 4], [2, 0, 2, 2]],
    ['maxLength', { type: 'string', maxLength: 9 }, [9, 8, 9], [10, 136]],
    ['maxLength', { type: 'string', format: 'email', maxLength: 254 }, [254, 253], [255, 2096]],
    ['maxLength', { type: 'string', pattern: '^[a-f0-9]+$', maxLength: 8 }, [8, 7], [9, 128]],
  ])('%s of %j', async (keyword, schema, pass, fail) => {
    const found = await vary(schema);
    expect(found.values(keyword, 'pass').map((value) => lengthOf(String(value)))).toEqual(pass);
    expect(found.values(keyword, 'fail').map((value) => lengthOf(String(value)))).toEqual(fail);
  });

  it.each([
    ['minimum', { type: 'integer', minimum: 5 }, [5, 6], [4, -996]],
    ['maximum', { type: 'integer', maximum: 5 }, [5, 4], [6, 1006]],
    ['exclusiveMinimum', { type: 'integer', exclusiveMinimum: 5 }, [6, 7], [5, 4, -995]],
    ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 1 }, [0.5, 0.999, 0], [1, 1.5, 501]],
    ['multipleOf', { type: 'number', multipleOf: 0.1 }, [1, 0, -1], [1.05, 0.95, 1.01]],
    ['multipleOf', { type: 'integer', multipleOf: 5, minimum: 3 }, [5, 10, 1005], [6, 4]],
    ['enum', { type: 'integer', enum: [1, 3] }, [1, 3], [4, 0]],
    ['format', { type: 'integer', format: 'int32' }, [2147483647, -2147483648], [2147483648, -2147483649]],
  ])('%s of %j', async (keyword, schema, pass, fail) => {
    const found = await vary(schema);
    expect(found.values(keyword, 'pass')).toEqual(pass);
    expect(found.values(keyword, 'fail')).toEqual(fail);
  });

  it('sends every member of an enumeration, and what is nearly one', async () => {
    const found = await vary({ type: 'string', enum: ['active', 'inactive'] });
    expect(found.values('enum', 'pass')).toEqual(['active', 'inactive']);
    expect(found.values('enum', 'fail')).toEqual(['ACTIVE', 'active ', 'unexpected', '']);
    expect(found.reason('type', 'fail')).toBe('implied by enum or const');
  });

  it('sends other types, and the quoted value, which a lenient reader takes', async () => {
    const found = await vary({ type: 'integer' });
    expect(found.values('type', 'fail')).toEqual([null, true, 1.5, 'text', '1', [1], {}]);
  });

  it('allows null where the contract does', async () => {
    const newer = await vary({ type: ['string', 'null'] });
    const older = await vary({ type: 'string', nullable: true }, { openapi: '3.0.3' });
    for (const found of [newer, older]) {
      expect(found.values('type', 'pass')).toContain(null);
      expect(found.values('type', 'fail')).not.toContain(null);
    }
  });

  it('finds texts near a pattern', async () => {
    const found = await vary({ type: 'string', pattern: '^[a-z]{2}-\\d{3}$' });
    for (const value of found.values('pattern', 'pass')) expect(value).toMatch(/^[a-z]{2}-\d{3}$/);
    expect(found.variants('pattern', 'fail')).toContain('a line break after it');
  });

  it('says why a format has no sides', async () => {
    const found = await vary({ type: 'string', format: 'password' });
    expect(found.reason('format', 'pass')).toBe('nothing checks the format password');
    expect(found.reason('format', 'fail')).toBe('nothing checks the format password');
  });
});

describe('objects', () => {
  const user = {
    type: 'object',
    properties: { name: { type: 'string' }, nick: { type: 'string' } },
    required: ['name'],
    additionalProperties: false,
  };

  it('varies a base, so that one thing differs', async () => {
    const found = await vary(user, { bases: [{ name: 'John' }] });
    expect(found.values('required', 'fail')).toEqual([{}]);
    expect(found.fields('required', 'fail')).toEqual([['name']]);
    expect(found.values('properties', 'pass')).toEqual([{ name: 'John' }, { name: 'John' }, { name: 'John', nick: 'text' }]);
  });

  it('adds unknown properties, dangerous ones too, as properties of their own', async () => {
    const found = await vary(user, { bases: [{ name: 'John' }] });
    const texts = found.values('additionalProperties', 'fail').map((value) => JSON.stringify(value));
    expect(texts).toEqual([
      '{"name":"John","unexpected":"unexpected"}',
      '{"name":"John","__proto__":{"admin":true}}',
      '{"name":"John","constructor":"unexpected"}',
      '{"name":"John","unexpected":null}',
    ]);
  });

  it.each([
    ['minProperties', { type: 'object', minProperties: 2 }, [2], [1, 0]],
    ['maxProperties', { type: 'object', maxProperties: 2 }, [2], [3]],
  ])('%s', async (keyword, schema, pass, fail) => {
    const found = await vary(schema);
    expect(found.values(keyword, 'pass').map((value) => Object.keys(Object(value)).length)).toEqual(pass);
    expect(found.values(keyword, 'fail').map((value) => Object.keys(Object(value)).length)).toEqual(fail);
  });

  it('names, dependent properties, patterns of names and nested schemas', async () => {
    const found = await vary({
      type: 'object',
      propertyNames: { pattern: '^[a-z_]+$' },
      dependentRequired: { card: ['address'] },
      patternProperties: { '^x_': { type: 'integer' } },
      additionalProperties: { type: 'string' },
    });
    expect(found.values('propertyNames', 'fail').length).toBeGreaterThan(0);
    expect(found.values('dependentRequired', 'fail')).toEqual([{ card: 'text' }]);
    const pointers = new Set(
      found.variations.filter(({ keyword, side }) => keyword === 'type' && side === 'fail').map(({ pointer }) => pointer),
    );
    expect(pointers.size).toBe(3);
  });

  it('never makes up a read-only property', async () => {
    const found = await vary({ type: 'object', properties: { id: { type: 'integer', readOnly: true } }, required: ['id'] });
    expect(found.variations.every(({ value }) => JSON.stringify(value) !== undefined && !JSON.stringify(value).includes('"id"'))).toBe(
      true,
    );
    expect(found.unreachable.map(({ pointer, reason }) => `${pointer} ${reason}`)).toContain('/id it is read-only');
  });
});

describe('arrays', () => {
  it.each([
    ['minItems', { type: 'array', items: { type: 'integer' }, minItems: 2 }, [2, 3], [1, 0]],
    ['maxItems', { type: 'array', items: { type: 'integer' }, maxItems: 2 }, [2, 1], [3, 12]],
    ['uniqueItems', { type: 'array', items: { type: 'integer' }, uniqueItems: true }, [2], [2]],
    ['contains', { type: 'array', items: { type: 'integer' }, contains: { minimum: 5 } }, [1], [0, 1]],
    ['maxContains', { type: 'array', items: { type: 'integer' }, contains: { minimum: 5 }, maxContains: 2 }, [2], [3, 4]],
    ['items', { type: 'array', prefixItems: [{ type: 'integer' }], items: false, minItems: 1 }, [1], [2]],
  ])('%s', async (keyword, schema, pass, fail) => {
    const found = await vary(schema);
    const sizes = (side: 'pass' | 'fail') => found.values(keyword, side).map((value) => (Array.isArray(value) ? value.length : -1));
    expect(sizes('pass')).toEqual(pass);
    expect(sizes('fail')).toEqual(fail);
  });
});
