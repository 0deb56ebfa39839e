import { describe, expect, test } from 'vitest';
import { check } from '../check/check.ts';
import { createOracle } from '../oracle.ts';
import { retryAfterOf } from './attempt.ts';
import type { FlowOptions } from './options.ts';
import { faultsOf, stepsOf, tell } from './sessions.testing.ts';

const story = `
  - workflowId: story
    summary: A session and its end
    inputs:
      type: object
      properties: { name: { type: string, default: ada }, other: { type: string, default: x } }
      required: [name]
    steps:
      - stepId: open
        operationId: open
        requestBody: { payload: { name: '{$inputs.name}' } }
        outputs: { token: $response.body#/token }
      - stepId: renew
        operationId: renew
        requestBody: { payload: { token: $steps.open.outputs.token } }
        outputs: { token: $response.body#/token }
      - stepId: reuse
        operationId: renew
        requestBody: { payload: { token: '{$steps.open.outputs.token}' } }
        successCriteria: [{ condition: $statusCode == 401 }]
      - stepId: newest
        operationId: me
        parameters: [{ name: Authorization, in: header, value: 'Bearer {$steps.renew.outputs.token}' }]
        successCriteria:
          - condition: $statusCode == 401
      - stepId: openAgain
        operationId: open
        requestBody: { payload: { name: '{$inputs.name}' } }
        outputs: { token: $response.body#/token }
      - stepId: close
        operationId: close
        parameters: [{ name: Authorization, in: header, value: 'Bearer {$steps.openAgain.outputs.token}' }]
      - stepId: closed
        operationId: me
        parameters: [{ name: Authorization, in: header, value: 'Bearer {$steps.openAgain.outputs.token}' }]
        successCriteria:
          - condition: $statusCode == 401
    outputs: { last: $steps.openAgain.outputs.token, who: $inputs.name }
`;

describe('a story', () => {
  test('passes on the right server, with its outputs and every exchange', async () => {
    const result = await tell(story);
    expect(result).toMatchObject({ verdict: 'passed', faults: [], outputs: { last: 's1.0', who: 'ada' } });
    expect(result.flow).toMatchObject({ id: 'flow/story/story', title: 'A session and its end', at: { line: 7 } });
    expect(stepsOf(result)).toEqual(['open:200', 'renew:200', 'reuse:401', 'newest:401', 'openAgain:200', 'close:204', 'closed:401']);
    expect(result.steps.map(({ operation, verdict }) => `${operation.id} ${verdict}`)).toContain('renew passed');
  });

  test('fails where a token works after its session was ended by reuse', async () => {
    const result = await tell(story, { defects: ['survives-reuse'] });
    expect(result.verdict).toBe('failed');
    expect(faultsOf(result)).toEqual(['30 the story needs $statusCode == 401; $statusCode is 200']);
    expect(result.faults).toMatchObject([{ stepId: 'newest', rule: 'criterion', expected: '$statusCode == 401' }]);
    expect(result.steps.at(-1)).toMatchObject({ stepId: 'newest', verdict: 'failed' });
  });

  test('fails where a token works after signing out', async () => {
    const result = await tell(story, { defects: ['survives-sign-out'] });
    expect(result.faults).toMatchObject([{ stepId: 'closed' }]);
  });

  test('expects a success of a step without criteria', async () => {
    const refused = `
  - workflowId: story
    steps: [{ stepId: me, operationId: me }]
`;
    expect(faultsOf(await tell(refused))).toEqual(['8 the story needs 2XX; 401']);
  });

  test('fails where no answer comes, in the words of the check if it has some', async () => {
    const silent = await tell(story, { defects: ['closes'] });
    expect(silent.faults).toMatchObject([{ stepId: 'newest', rule: 'connection', at: { line: 26 } }]);
    const at = { file: 'f', line: 1, column: 1, pointer: '' };
    const fault = { rule: 'connection', message: 'closed', expected: 'an answer', actual: 'none', at };
    const told = await tell(story, { defects: ['closes'], check: ({ answer }) => ('status' in answer ? [] : [fault]) });
    expect(told.faults).toEqual([{ ...fault, stepId: 'newest' }]);
  });

  test('counts what the contract forbids, and goes on', async () => {
    const asked: string[] = [];
    const at = { file: 'f', line: 1, column: 1, pointer: '' };
    const result = await tell(story, {
      check(_, { operation, spec, expect: { statuses, documented } }) {
        asked.push(`${operation.id} of ${spec.title}: ${documented} ${statuses.join()}`);
        return operation.id === 'renew' ? [{ rule: 'header', message: 'm', expected: 'e', actual: 'a', at }] : [];
      },
    });
    expect(asked).toHaveLength(7);
    expect(asked[0]).toBe('open of Sessions: true 200,429');
    expect(result.faults.map(({ stepId }) => stepId)).toEqual(['renew', 'reuse']);
    expect(result.steps.map(({ verdict }) => verdict)).toEqual(['passed', 'failed', 'failed', 'passed', 'passed', 'passed', 'passed']);
  });

  test('is held against the contract by the check', async () => {
    const judge: FlowOptions['check'] = (exchange, { operation, spec, expect: expected }) =>
      check(exchange, { operation, spec, expect: expected, oracle: createOracle(spec.schemas), secrets: [] });
    const once = `
  - workflowId: story
    steps: [{ stepId: open, operationId: open, requestBody: { payload: { name: ada } } }]
`;
    expect(await tell(once, { check: judge })).toMatchObject({ verdict: 'passed' });
    const result = await tell(once, { check: judge, defects: ['wrong-status'] });
    expect(result).toMatchObject({
      verdict: 'failed',
      faults: [{ rule: 'status', actual: '201', at: { file: '/contract/openapi.yaml' } }],
    });
  });

  test('takes inputs that replace the defaults, and passes over those of others', async () => {
    expect(await tell(story, { inputs: { name: 'grace', unknown: 1 } })).toMatchObject({ outputs: { who: 'grace' } });
  });

  test('is inconclusive without a value for a required input', async () => {
    const result = await tell(story.replace(', default: ada', ''));
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: 'story has no value for its input name', steps: [] });
  });

  test('fails at the place that needs a value which the server did not send', async () => {
    const result = await tell(story.replace('#/token', '#/tokens'));
    expect(faultsOf(result)).toEqual(['20 the story needs a value for everything that it sends; $steps.open.outputs.token has no value']);
  });

  test('does not show secrets', async () => {
    const result = await tell(story.replace('$statusCode == 401 }', "$steps.open.outputs.token == 'x' }"));
    expect(faultsOf(result)).toEqual([
      "25 the story needs $steps.open.outputs.token == 'x'; $steps.open.outputs.token is a text of 4 characters",
    ]);
  });
});

describe('a server that says "not now"', () => {
  test('is given the time that it asks for, within the patience', async () => {
    const result = await tell(story, { defects: ['throttles'], timeout: 7000 });
    expect(result).toMatchObject({ verdict: 'inconclusive', faults: [], waits: [3000, 3000] });
    expect(result.reason).toBe('open answers 429: 3 s to wait, 1 s left for waiting');
    expect(result.steps.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
  });

  test('in another way, or without being allowed to, is at fault', async () => {
    const busy = await tell(story, { defects: ['overloaded'] });
    expect(busy).toMatchObject({ verdict: 'failed', waits: [], faults: [{ actual: '503' }] });
    const undocumented = `
  - workflowId: story
    steps: [{ stepId: ready, operationPath: '{$sourceDescriptions.sessions.url}#/paths/~1ready/get' }]
`;
    expect(await tell(undocumented, { defects: ['throttles'] })).toMatchObject({
      verdict: 'failed',
      waits: [],
      faults: [{ actual: '429' }],
    });
  });

  test.each([
    [{ 'Retry-After': '0' }, 0],
    [{ 'Retry-After': 'Sun, 22 Nov 2026 10:00:07 GMT', Date: 'Sun, 22 Nov 2026 10:00:00 GMT' }, 7],
    [{ 'Retry-After': 'Sun, 22 Nov 2026 09:00:00 GMT', Date: 'Sun, 22 Nov 2026 10:00:00 GMT' }, 0],
    [{ 'Retry-After': 'soon' }, undefined],
    [{}, undefined],
  ])('says for how long: %o', (headers, seconds) => {
    expect(retryAfterOf({ status: 429, headers: Object.entries(headers), body: new Uint8Array() })).toBe(seconds);
  });

  test('is no trouble for a story that expects it', async () => {
    const throttled = story.replace(
      '        outputs: { token',
      '        successCriteria: [{ condition: $statusCode == 429 }]\n        outputs: { token',
    );
    expect(stepsOf(await tell(throttled, { defects: ['throttles'] }))).toEqual(['open:429']);
  });
});
