import { describe, expect, it } from 'vitest';
import { vary } from './schema.testing.ts';

describe('compositions', () => {
  const either = {
    type: 'object',
    properties: { email: { type: 'string' }, phone: { type: 'string' }, password: { type: 'string' } },
    required: ['password'],
    anyOf: [{ required: ['email'] }, { required: ['phone'] }],
  };

  it('takes each branch alone, both, and none', async () => {
    const bases = [
      { email: 'a', phone: '1', password: 'p' },
      { email: 'a', password: 'p' },
      { phone: '1', password: 'p' },
    ];
    const found = await vary(either, { bases });
    expect(found.values('anyOf', 'pass')).toEqual(expect.arrayContaining([bases[0], bases[1], bases[2]]));
    expect(found.values('anyOf', 'fail')).toContainEqual({ password: 'p' });
    expect(found.fields('anyOf', 'fail')[0]).toEqual(expect.arrayContaining(['email', 'phone']));
  });

  it('finds the value that two branches of oneOf take', async () => {
    const found = await vary({
      oneOf: [
        { type: 'integer', minimum: 0 },
        { type: 'integer', maximum: 10 },
      ],
    });
    expect(found.variants('oneOf', 'fail')).toContain('branches 1 and 2');
  });

  it('not, if, then, else and dependentSchemas', async () => {
    const found = await vary({
      type: 'object',
      properties: { kind: { enum: ['a', 'b'] }, size: { type: 'integer' }, extra: { type: 'boolean' }, name: { type: 'string' } },
      required: ['kind'],
      if: { properties: { kind: { const: 'a' } } },
      ...(JSON.parse('{"then":{"required":["size"]}}') as object),
      else: { required: ['name'] },
      dependentSchemas: { extra: { required: ['size'] } },
      not: { properties: { size: { const: 13 } }, required: ['size'] },
    });
    expect(found.values('not', 'fail')).toContainEqual(expect.objectContaining({ size: 13 }));
    expect(found.variants('required', 'fail')).toEqual(expect.arrayContaining(['missing kind', 'missing size', 'missing name']));
    expect(found.variants('if', 'pass')).toEqual(['the condition holds', 'the condition does not hold']);
  });

  it('says when another branch accepts what breaks one', async () => {
    const found = await vary({ anyOf: [{ type: 'string', maxLength: 3 }, { type: 'string' }] });
    expect(found.reason('maxLength', 'fail')).toBe('another branch accepts it');
  });

  it('ends for schemas that contain themselves', async () => {
    const node = {
      type: 'object',
      properties: { name: { type: 'string', minLength: 1 }, children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
    };
    const found = await vary({ $ref: '#/components/schemas/Node' }, { components: { Node: node } });
    expect(found.values('minLength', 'fail')).toEqual([{ name: '' }]);
    expect(found.variations.some(({ pointer }) => pointer === '/children/0/children')).toBe(false);
  });
});

describe('what cannot be shown', () => {
  const reasons = async (schema: unknown, components = {}) => (await vary(schema, { components })).unreachable.map(({ reason }) => reason);

  it.each([
    ['contradictory', { type: 'string', minLength: 5, maxLength: 3 }],
    ['of no type', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['of an unknown type', { type: 'text' }],
    ['a pattern that nothing matches', { type: 'string', pattern: '(?!)' }],
    ['a back reference', { type: 'string', pattern: '^(a|b)\\1{3}$' }],
    ['not a pattern', { type: 'string', pattern: '[' }],
    ['a slow pattern', { type: 'string', pattern: '^(a+)+$', minLength: 200 }],
  ])('%s: a reason, and no value', async (_, schema) => {
    expect((await reasons(schema)).length).toBeGreaterThan(0);
  });

  it('a value that would contain itself', async () => {
    const Endless = { type: 'object', properties: { next: { $ref: '#/components/schemas/Endless' } }, required: ['next'] };
    expect(await reasons({ $ref: '#/components/schemas/Endless' }, { Endless })).toContainEqual(
      expect.stringContaining('a value would have to contain itself, without end'),
    );
  });

  it('does not invent a body for each of two megabytes', async () => {
    expect((await vary({ type: 'string', maxLength: 2_000_000 })).values('maxLength', 'pass')).toEqual([]);
  });
});

describe('in a text', () => {
  it.each([
    ['integer', { type: 'integer' }, ['abc', '1.5', 'maybe', '1abc']],
    ['number', { type: 'number' }, ['abc', 'maybe', '1abc']],
    ['boolean', { type: 'boolean' }, ['abc', '1.5', 'maybe', '1abc']],
    ['string', { type: 'string' }, []],
  ])('%s: only what cannot be read as one', async (_, schema, fail) => {
    expect((await vary(schema, { text: true })).values('type', 'fail')).toEqual(fail);
  });

  it('neither null nor an empty text', async () => {
    const found = await vary({ type: ['string', 'null'], minLength: 1, enum: ['1', 'a', null] }, { text: true });
    expect(found.variations.map(({ value }) => value)).not.toContain(null);
    expect(found.variations.map(({ value }) => value)).not.toContain('');
    expect(found.values('enum', 'pass')).toEqual(['1', 'a']);
  });
});
