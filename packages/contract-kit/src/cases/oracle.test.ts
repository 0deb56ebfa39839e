import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import type { Case } from '../case.ts';
import { cases } from './cases.ts';
import { toJson } from './json.ts';

const folder = fileURLToPath(new URL('../../../../specs', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[^/]+\/openapi\.yaml$/.test(file))
  .map((file) => `${folder}/${file}`);
const specs = await Promise.all(files.map((file) => loadSpec(file)));
/** What a value breaks besides: the composition of which a branch fails. */
const compositions = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'not']);

describe.each(specs.map((spec) => [spec.name, spec] as const))('%s', (_name, spec) => {
  const oracle = createOracle(spec.schemas);
  const make = (seed: number) => cases(spec, { oracle, others: specs, seed, exploration: 20 });
  const made = make(7);
  const bodies = made.cases.filter(({ kind }) => kind === 'schema');
  const schemaOf = ({ operation }: Case) => operation.body?.content[0]?.schema ?? true;

  test('every body that is said to be valid is valid, every other one breaks what it is said to break', () => {
    expect(bodies.length > 0 || spec.operations.every(({ body }) => body === undefined)).toBe(true);
    for (const one of bodies) {
      const breaches = oracle.breaches(schemaOf(one), JSON.parse(String(one.request.body)));
      const keywords = breaches.map(({ keyword }) => keyword);
      if (one.side === 'pass') expect(keywords, one.id).toEqual([]);
      else expect(keywords, one.id).toContain(one.rule);
      if (!keywords.some((keyword) => compositions.has(keyword))) expect(new Set(keywords).size, one.id).toBe(one.side === 'pass' ? 0 : 1);
    }
  });

  test('both sides of every keyword of a body are there, as far as a value can show them', () => {
    const known = /nothing checks the format password|breaks `oneOf` as well/;
    expect(made.gaps.filter(({ operation, reason }) => operation.body && !known.test(reason))).toEqual([]);
  });

  test('ids are unique, every operation has a request that must succeed, and every case a place', () => {
    expect(new Set(made.cases.map(({ id }) => id)).size).toBe(made.cases.length);
    for (const operation of spec.operations)
      expect(
        made.cases.some((one) => one.operation === operation && one.expect.statuses[0]?.startsWith('2')),
        operation.id,
      ).toBe(true);
    expect(made.cases.filter(({ at }) => at.line < 1 || !at.file.startsWith(folder))).toEqual([]);
  });

  test('equal seeds give equal lists, other seeds other random cases', () => {
    expect(toJson(make(7).cases)).toBe(toJson(made.cases));
    const ids = make(8).cases.map(({ id }) => id);
    expect(bodies.length === 0 || ids.some((id) => id.includes('seed-8'))).toBe(true);
    expect(ids.some((id) => id.includes('seed-7'))).toBe(false);
  });
});
