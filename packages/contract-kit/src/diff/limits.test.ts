import { describe, expect, test } from 'vitest';
import { loadSpec } from '../spec/load.ts';
import { createComparer } from './comparer.ts';
import { createRepository } from './repository.testing.ts';
import { breaking } from './breaking.testing.ts';
import { diffSpecs } from './compare.ts';
import { versionsOf } from './edit.testing.ts';
import { defaultLimits, type Limits } from './effort.ts';
import { safe } from './safe.testing.ts';

/** Every tenth edit, breaking and safe. */
const some = <Row>(rows: readonly Row[]) => rows.filter((_, index) => index % 10 === 3);
const rows = [...some(breaking), ...some(safe)];

/** A clock that is always late: whatever is asked for the time, it is up. */
function lateClock(): () => number {
  let time = 0;
  return () => (time += 1e9);
}

async function verdicts(limits: Partial<Limits>) {
  const diffs = await Promise.all(
    rows.map(async (row) => diffSpecs(...(await versionsOf(row)), { touched: true, limits: { ...defaultLimits, ...limits } })),
  );
  return diffs.map(({ level, changes }) => ({
    level,
    rules: changes.map(({ rule }) => rule),
    places: changes.map(({ at }) => at?.pointer),
  }));
}

describe('the limits of a search', () => {
  test('in time leave the verdict as it is, only the examples are longer', async () => {
    expect(await verdicts({ patience: 0, now: lateClock() })).toEqual(await verdicts({ patience: 1e9, now: () => 0 }));
  });

  test('in steps never make a breaking change look safe, and say so where they end the search', async () => {
    for (const row of some(breaking)) {
      const { level, changes } = diffSpecs(...(await versionsOf(row)), { limits: { ...defaultLimits, steps: 0 } });
      expect(level, row.name).toBe('major');
      const unproven = changes.filter(({ message }) => message.includes('no example was found'));
      expect(unproven.every((change) => change.level === 'major' && !change.witness)).toBe(true);
    }
  });

  test('in steps may make a change look breaking that many values would show to be safe', async () => {
    const row = safe.find(({ name }) => name === 'a request schema wrapped in allOf');
    const versions = row && (await versionsOf(row));
    const levels = [0, defaultLimits.steps].map(
      (steps) => versions && diffSpecs(...versions, { limits: { ...defaultLimits, steps } }).level,
    );
    expect(levels).toEqual(['major', 'patch']);
  });
});

/** Schemas of which each is a property of the one before, or nothing but its name. */
function chain(length: number, isProperty: boolean, last: object): string {
  const schemas = Array.from({ length }, (_, index) => {
    const next = { $ref: `#/components/schemas/S${index + 1}` };
    return [`S${index}`, isProperty ? { type: 'object', required: ['next'], properties: { next } } : next];
  });
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } };
  const post = { operationId: 'send', requestBody: { required: true, content }, responses: { 204: { description: 'Sent.' } } };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Chain', version: '1.0.0' },
    paths: { '/chain': { post } },
    components: { schemas: { ...Object.fromEntries(schemas), [`S${length}`]: last } },
  });
}

describe('a long chain of schemas', () => {
  test.each([true, false])('has a verdict (properties: %s)', async (isProperty) => {
    const read = (maxLength: number) => loadSpec('chain.json', chain(300, isProperty, { type: 'string', maxLength }));
    const { level, changes } = diffSpecs(await read(10), await read(5), {});
    expect(level).toBe('major');
    expect(changes[0]).toMatchObject({ rule: 'request-narrowed', at: { pointer: '/components/schemas/S300/maxLength' } });
    expect(changes[0]?.message.length).toBeLessThan(120);
  });

  test('that is longer than can be followed is told in one line, and others are compared all the same', async () => {
    const { root, write, commit, end } = createRepository();
    try {
      const [far, near] = ['specs/far/openapi.json', 'specs/near/openapi.json'];
      write(far, chain(4000, true, { type: 'string' }));
      write(near, chain(9, true, { type: 'string' }));
      commit();
      const comparer = createComparer({ root });
      await expect(comparer.compare(far, chain(4000, true, { type: 'integer' }))).rejects.toThrow(
        /^[^\n]*far\/openapi\.json:1:1: its schemas lead to one another in too long a chain to be compared$/,
      );
      expect((await comparer.compare(near, chain(9, true, { type: 'integer' }))).level).toBe('major');
    } finally {
      end();
    }
  });
});
