import { expect, it } from 'vitest';
import type { Result } from '../result.ts';
import { loadContract, operationOf, toExchange, toResult } from './contract.testing.ts';
import { coverage } from './coverage.ts';
import { dimensions, stateOf } from './item.ts';

const spec = await loadContract(`openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
paths:
  /doors:
    get:
      operationId: doors
      responses:
        '200': { description: All., content: { application/json: {} } }
        '503':
          description: Closed.
          headers: { Retry-After: { schema: { type: integer } } }
          content:
            application/json:
              examples: { night: { value: 1, x-given: night }, storm: { value: 2, x-given: storm } }
`);
const doors = operationOf(spec, 'doors');
const [night, storm] = doors.responses[1]?.content[0]?.examples ?? [];

function open(name: string, at = night?.at, outcome: Parameters<typeof toResult>[2] = {}): Result {
  const expectation = { statuses: ['503'], documented: true };
  const made = { id: name, kind: 'example', rule: name, given: name, expect: expectation, ...(at && { at }) } as const;
  return toResult(doors, made, { verdict: 'inconclusive', reason: `state: nobody can bring about ${name}`, ...outcome });
}

function states(results: readonly Result[], isOutside = true): string[] {
  const { dimensions: found } = coverage(spec, results, { isOutside, today: new Date('2026-01-02T00:00:00Z') });
  return dimensions.flatMap((dimension) => found[dimension].map((item) => `${item.id.slice('doors/'.length)} ${stateOf(item)}`));
}

const waived = [
  'responses/503/application/json',
  'headers/503/Retry-After',
  'examples/503/application/json/night',
  'examples/503/application/json/storm',
];

it('waives all of a status whose examples need a state, and nothing else', () => {
  expect(states([open('night'), open('storm', storm?.at)])).toEqual([
    'responses/200/application/json missing',
    ...waived.map((id) => `${id} waived`),
  ]);
});

it('waives an example alone, where another one could be tried', () => {
  const tried = { verdict: 'failed', exchanges: [toExchange({ status: 500 })] } as const;
  expect(states([open('night'), open('storm', storm?.at, tried)])).toEqual([
    'responses/200/application/json missing',
    'responses/503/application/json missing',
    'headers/503/Retry-After missing',
    'examples/503/application/json/night waived',
    'examples/503/application/json/storm covered',
  ]);
});

it.each([
  ['a server that was started here', [open('night'), open('storm', storm?.at)], false],
  ['what is inconclusive for another reason', [open('night', undefined, { reason: 'out of time' })], true],
])('waives nothing of %s', (_title, results, isOutside) => {
  expect(states(results, isOutside)).not.toContainEqual(expect.stringContaining('waived'));
});
