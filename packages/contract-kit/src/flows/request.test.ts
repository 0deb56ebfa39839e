import { describe, expect, test } from 'vitest';
import type { FlowResult } from './flow.ts';
import { faultsOf, stepsOf, tell } from './sessions.testing.ts';

/** What the echo says that it got. */
async function echo(step: string, more = '') {
  const result = await tell(`
  - workflowId: story
    inputs:
      type: object
      properties: { id: { default: a b }, list: { default: [x, y] }, deep: { default: { n: 1 } }, none: {} }
    steps:
      - stepId: echo
        operationId: echo
${step}
    outputs: {}
${more}`);
  return { ...result, got: gotOf(result) };
}

function gotOf({ steps }: FlowResult) {
  const answer = steps.at(-1)?.exchange.answer;
  return answer && 'status' in answer ? JSON.parse(new TextDecoder().decode(answer.body)) : undefined;
}

const id = '          - { name: id, in: path, value: $inputs.id }';

describe('parameters', () => {
  test('go where they belong, written as the contract says', async () => {
    const { got, url } = await echo(`        parameters:
${id}
          - { name: tag, in: query, value: $inputs.list }
          - { name: x-trace, in: header, value: 'n {$inputs.deep.n}' }
          - { name: theme, in: cookie, value: dark }
        outputs: { path: $request.path.id, tag: $request.query.tag, trace: $request.header.X-Trace }`).then((result) => ({
      ...result,
      url: result.steps[0]?.exchange.request.url,
    }));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/echo\/a%20b\?tag=x&tag=y$/);
    expect(got.headers).toMatchObject({ 'x-trace': 'n 1', cookie: 'theme=dark' });
  });

  test('of the workflow and of the components are taken, and replaced by those of the step', async () => {
    const result = await tell(`
  - workflowId: story
    parameters:
      - { name: X-Trace, in: header, value: common }
      - { reference: $components.parameters.id }
      - { name: tag, in: query, value: t }
    steps:
      - { stepId: first, operationId: echo }
      - { stepId: second, operationId: me, successCriteria: [{ condition: $statusCode == 401 }] }
      - stepId: third
        operationId: echo
        parameters:
          - { name: x-trace, in: header, value: own }
          - { reference: $components.parameters.id, value: 8 }
components:
  parameters:
    id: { name: id, in: path, value: 7 }
`);
    const urls = result.steps.map(({ exchange: { request } }) => request.url.replace(/^.*\/api/, ''));
    expect(urls).toEqual(['/echo/7?tag=t', '/me', '/echo/8?tag=t']);
    expect(gotOf(result).headers).toMatchObject({ 'x-trace': 'own' });
  });

  test('that cannot be sent are a fault of the story, at their line', async () => {
    const { got, ...result } = await echo(`        parameters:\n${id.replace('$inputs.id', "'a/b'")}`);
    expect(got).toBeUndefined();
    expect(faultsOf(result)).toEqual([
      '15 the story needs a value for everything that it sends; the value of id cannot be sent in the path',
    ]);
  });
});

describe('a body', () => {
  test('has the content type that a parameter gives it', async () => {
    const { got } = await echo(
      `        parameters:\n${id}\n          - { name: content-type, in: header, value: application/problem+json }\n        requestBody: { payload: {} }`,
    );
    expect(got).toMatchObject({ text: '{}', headers: { 'content-type': 'application/problem+json' } });
  });

  const send = (body: string) => echo(`        parameters:\n${id}\n        requestBody: ${body}`);

  test('is JSON unless the story says otherwise, with values of any type', async () => {
    const { got } = await send(
      "{ payload: { list: $inputs.list, deep: ['{$inputs.deep}', 'n{$inputs.deep#/n}: {$inputs.deep}', '{no}'], n: null } }",
    );
    expect(JSON.parse(got.text)).toEqual({ list: ['x', 'y'], deep: [{ n: 1 }, 'n1: {"n":1}', '{no}'], n: null });
    expect(got.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  test('has its replacements', async () => {
    const { got } = await send(
      '{ payload: { a: { b: [1, 2] }, c: 3 }, replacements: [{ target: /a/b/1, value: $inputs.id }, { target: /d, value: 4 }] }',
    );
    expect(JSON.parse(got.text)).toEqual({ a: { b: [1, 'a b'] }, c: 3, d: 4 });
    const nowhere = await send('{ payload: { a: 1 }, replacements: [{ target: /b/c, value: 2 }] }');
    expect(faultsOf(nowhere)).toEqual(['16 the story needs a value for everything that it sends; the payload has nothing at /b/c']);
  });

  test('can be a form or a text', async () => {
    const form = await send("{ contentType: application/x-www-form-urlencoded, payload: { a: '{$inputs.id}', b: $inputs.list } }");
    expect(form.got).toMatchObject({ text: 'a=a+b&b=x&b=y', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const text = await send("{ contentType: 'text/plain; charset=utf-8', payload: 'id {$inputs.id}' }");
    expect(text.got).toMatchObject({ text: 'id a b', headers: { 'content-type': 'text/plain; charset=utf-8' } });
    await expect(send('{ contentType: application/xml, payload: { a: 1 } }')).rejects.toThrow(
      'a body of application/xml must be written as a text',
    );
  });

  test('that needs a value which is not there is a fault at its line', async () => {
    const { faults } = await send("{ payload: { a: 'x{$inputs.none}' } }");
    expect(faults).toMatchObject([{ rule: 'story', actual: '$inputs.none has no value', at: { line: 16 } }]);
  });
});

describe('a workflow that is called', () => {
  const called = `
  - workflowId: sub
    inputs: { type: object, properties: { name: { default: ada } } }
    steps:
      - stepId: open
        operationId: open
        requestBody: { payload: { name: $inputs.name } }
        outputs: { sent: $request.body#/name, token: $response.body#/token }
    outputs: { sent: $steps.open.outputs.sent, token: $steps.open.outputs.token }
  - workflowId: story
    steps:
      - stepId: sub
        workflowId: sub
        parameters: [{ name: name, value: eve }]
        successCriteria: [{ condition: $outputs.sent == 'eve' }]
        outputs: { token: $outputs.token }
      - stepId: me
        operationId: me
        parameters: [{ name: Authorization, in: header, value: 'Bearer {$steps.sub.outputs.token}' }]
        successCriteria: [{ condition: $workflows.sub.inputs.name == 'eve' && $statusCode == 200 }]
    outputs: { token: $workflows.sub.outputs.token }
`;

  test('takes inputs and gives outputs', async () => {
    const result = await tell(called);
    expect(result).toMatchObject({ verdict: 'passed', outputs: { token: 's0.0' } });
    expect(stepsOf(result)).toEqual(['sub/open:200', 'me:200']);
  });

  test('fails the one that calls it', async () => {
    const result = await tell(
      called.replace(
        '        outputs: { sent: $request',
        '        successCriteria: [{ condition: $statusCode == 500 }]\n        outputs: { sent: $request',
      ),
    );
    expect(result.faults).toMatchObject([{ stepId: 'sub/open', at: { line: 13 } }]);
    expect(stepsOf(result)).toEqual(['sub/open:200']);
  });

  test('for ever comes to an end', async () => {
    const result = await tell(`
  - workflowId: story
    steps: [{ stepId: again, workflowId: story }]
`);
    expect(result.faults).toMatchObject([{ rule: 'story', actual: 'it goes in circles' }]);
  });
});

describe('a workflow that another depends on', () => {
  const dependent = `
  - workflowId: first
    steps:
      - { stepId: open, operationId: open, requestBody: { payload: {} }, outputs: { token: $response.body#/token } }
    outputs: { token: $steps.open.outputs.token }
  - workflowId: story
    dependsOn: [first]
    steps:
      - stepId: me
        operationId: me
        parameters: [{ name: Authorization, in: header, value: 'Bearer {$workflows.first.outputs.token}' }]
`;

  test('runs before it and hands on its outputs', async () => {
    expect(stepsOf(await tell(dependent))).toEqual(['first/open:200', 'me:200']);
  });

  test('leaves it inconclusive by failing', async () => {
    const result = await tell(dependent.replace('payload: {} }', 'payload: {} }, successCriteria: [{ condition: $statusCode == 500 }]'));
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      faults: [],
      reason: 'it depends on first, which failed: the story needs $statusCode == 500',
    });
  });
});
