import { describe, expect, test } from 'vitest';
import { faultsOf, stepsOf, tell } from './sessions.testing.ts';

const ready = (action: string, more = '') => `
  - workflowId: story
    steps:
      - stepId: ready
        operationPath: '{$sourceDescriptions.sessions.url}#/paths/~1ready/get'
        onFailure: [${action}]
${more}`;

describe('retry', () => {
  test('tries again after its time, and what failed before is no fault', async () => {
    const result = await tell(ready('{ name: again, type: retry, retryAfter: 1.5, retryLimit: 2 }'));
    expect(result).toMatchObject({ verdict: 'passed', waits: [1500, 1500] });
    expect(result.steps.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive', 'passed']);
  });

  test('waits as long as the server says, if it says so', async () => {
    const result = await tell(ready('{ name: again, type: retry, retryAfter: 1.5, retryLimit: 2 }'), { defects: ['overloaded'] });
    expect(result).toMatchObject({ verdict: 'passed', waits: [2000, 2000] });
  });

  test('tries no more often than its limit, which is one if there is none', async () => {
    const limited = await tell(ready('{ name: again, type: retry, retryLimit: 3 }'), { defects: ['never-ready'] });
    expect(stepsOf(limited)).toEqual(['ready:503', 'ready:503', 'ready:503', 'ready:503']);
    expect(faultsOf(limited)).toEqual(['9 the story needs 2XX; 503']);
    expect(stepsOf(await tell(ready('{ name: again, type: retry }'), { defects: ['never-ready'] }))).toHaveLength(2);
  });

  test('waits no longer than there is patience', async () => {
    const result = await tell(ready('{ name: again, type: retry, retryAfter: 4, retryLimit: 1000000 }'), { defects: ['never-ready'] });
    expect(result).toMatchObject({ verdict: 'inconclusive', faults: [], waits: [4000, 4000] });
    expect(result.reason).toBe('ready is tried again: 4 s to wait, 2 s left for waiting');
  });

  test('leaves its place to the next action when it is used up', async () => {
    const actions = '{ name: again, type: retry }, { name: give-up, type: goto, stepId: me }';
    const result = await tell(
      ready(actions, '      - { stepId: me, operationId: me, successCriteria: [{ condition: $statusCode == 401 }] }'),
      {
        defects: ['never-ready'],
      },
    );
    expect(result.verdict).toBe('passed');
    expect(stepsOf(result)).toEqual(['ready:503', 'ready:503', 'me:401']);
  });

  test('applies only where its criteria hold', async () => {
    const action = '{ name: again, type: retry, criteria: [{ condition: $statusCode == 500 }] }';
    expect(stepsOf(await tell(ready(action)))).toEqual(['ready:503']);
  });

  test('does a step or a workflow first', async () => {
    const step = await tell(
      ready(
        '{ name: again, type: retry, stepId: open, retryLimit: 2 }',
        '      - { stepId: open, operationId: open, requestBody: { payload: {} } }',
      ),
    );
    expect(stepsOf(step)).toEqual(['ready:503', 'open:200', 'ready:503', 'open:200', 'ready:200', 'open:200']);
    const prepared = `
  - workflowId: prepare
    steps: [{ stepId: open, operationId: open, requestBody: { payload: {} } }]${ready('{ name: again, type: retry, workflowId: prepare, retryLimit: 2 }')}`;
    expect(stepsOf(await tell(prepared))).toEqual(['ready:503', 'again/open:200', 'ready:503', 'again/open:200', 'ready:200']);
  });
});

describe('goto', () => {
  test('that leads in a circle comes to an end', async () => {
    const result = await tell(ready('{ name: round, type: goto, stepId: ready }'), { defects: ['never-ready'] });
    expect(result.steps).toHaveLength(1000);
    expect(faultsOf(result)).toEqual(['9 the story needs an end; it goes in circles']);
  });

  test('leaves out what lies between', async () => {
    const result = await tell(`
  - workflowId: story
    steps:
      - stepId: me
        operationId: me
        successCriteria: [{ condition: $statusCode < 500 }]
        onSuccess:
          - { name: known, type: goto, stepId: open, criteria: [{ condition: $statusCode == 200 }] }
          - { name: unknown, type: goto, stepId: last, criteria: [{ condition: $statusCode == 401 }] }
      - { stepId: open, operationId: open, requestBody: { payload: {} } }
      - { stepId: last, operationId: open, requestBody: { payload: {} }, onSuccess: [{ name: enough, type: end }] }
      - { stepId: never, operationId: me }
`);
    expect(stepsOf(result)).toEqual(['me:401', 'last:200']);
    expect(result.verdict).toBe('passed');
  });

  test('can lead to another workflow, which ends this one', async () => {
    const result = await tell(`
  - workflowId: other
    steps: [{ stepId: me, operationId: me }]
  - workflowId: story
    successActions: [{ reference: $components.successActions.away }]
    steps:
      - { stepId: open, operationId: open, requestBody: { payload: {} } }
      - { stepId: never, operationId: me }
components:
  successActions:
    away: { name: away, type: goto, workflowId: other }
`);
    expect(stepsOf(result)).toEqual(['open:200', 'away/me:401']);
    expect(result.faults).toMatchObject([{ stepId: 'away/me', actual: '401' }]);
  });
});

describe('end', () => {
  const end = '{ name: over, type: end }';

  test('on failure does not make good what failed', async () => {
    const result = await tell(ready(end));
    expect(faultsOf(result)).toEqual(['9 the story needs 2XX; 503']);
  });

  test('of the workflow applies to its steps, unless a step has one of that name', async () => {
    const common = `
  - workflowId: story
    failureActions: [{ name: a, type: goto, stepId: last }]
    steps:
      - { stepId: me, operationId: me }
      - { stepId: never, operationId: me }
      - { stepId: last, operationId: open, requestBody: { payload: {} } }
`;
    expect(stepsOf(await tell(common))).toEqual(['me:401', 'last:200']);
    const replaced = await tell(common.replace('operationId: me }', 'operationId: me, onFailure: [{ name: a, type: end }] }'));
    expect(stepsOf(replaced)).toEqual(['me:401']);
  });
});
