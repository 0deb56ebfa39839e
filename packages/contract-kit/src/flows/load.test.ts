import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { flowCases } from './flow-cases.ts';
import { loadFlows } from './load.ts';
import { flowsOf } from './sessions.testing.ts';

/** The first line of these is line 6 of the file. */
const sound = `  - workflowId: story
    inputs: { $ref: '#/components/inputs/name' }
    dependsOn: [before]
    steps:
      - stepId: open
        operationId: open
        requestBody:
          x-example: byName
          payload: { name: '{$inputs.name}' }
        outputs: { token: $response.body#/token }
      - stepId: me
        operationId: $sourceDescriptions.sessions.me
        parameters:
          - { name: Authorization, in: header, value: 'Bearer {$steps.open.outputs.token}' }
        onFailure:
          - { name: again, type: retry, retryAfter: 0.5, retryLimit: 2 }
          - { name: over, type: end }
      - stepId: ready
        operationPath: '{$sourceDescriptions.sessions.url}#/paths/~1ready/get'
      - stepId: sub
        workflowId: before
        parameters: [{ name: name, value: $inputs.name }]
    outputs: { token: $steps.open.outputs.token }
  - workflowId: before
    inputs: { type: object, properties: { name: { type: string } } }
    steps:
      - { stepId: me, operationId: me }
components:
  inputs:
    name: { type: object, properties: { name: { type: string, default: ada }, other: { type: string } }, required: [name] }
`;

test('reads workflows with all that they name', async () => {
  const [story, before] = await flowsOf(sound);
  expect(story).toMatchObject({ id: 'flow/story/story', title: 'story', dependsOn: ['before'], at: { line: 6 } });
  expect(story?.inputs).toMatchObject({ defaults: { name: 'ada' }, required: ['name'], names: new Set(['name', 'other']) });
  expect(story?.steps.map(({ stepId, at }) => `${stepId} ${at.line}`)).toEqual(['open 10', 'me 16', 'ready 23', 'sub 25']);
  const ids = story?.steps.map(({ target }) => (target.kind === 'operation' ? target.operation.id : target.workflowId));
  expect(ids).toEqual(['open', 'me', 'GET /ready', 'before']);
  expect(story?.steps[1]?.onFailure).toMatchObject([
    { name: 'again', type: 'retry', retryAfter: 500, retryLimit: 2 },
    { name: 'over', type: 'end' },
  ]);
  expect(before?.id).toBe('flow/story/before');
});

test.each([
  ['operationId: open', 'operationId: opened', '11:9: there is no operation opened'],
  ['sessions.me', 'sessions.you', '17:9: there is no operation $sourceDescriptions.sessions.you'],
  ['sessions.me', 'session.me', '17:9: no source description is called session'],
  ['~1ready/get', '~1ready/put', '24:9: there is no operation /paths/~1ready/put'],
  ['{$sourceDescriptions.sessions.url}#', 'openapi.yaml#', '24:9: not {$sourceDescriptions.<name>.url}#'],
  ['workflowId: before\n        p', 'workflowId: after\n        p', '26:9: there is no workflow after'],
  ['dependsOn: [before]', 'dependsOn: [after]', '8:17: there is no workflow after in this file'],
  ['$steps.open.outputs.token}', '$steps.opened.outputs.token}', '19:48: $steps.opened.outputs.token: there is no step opened'],
  ['$steps.open.outputs.token }', '$steps.open.outputs.tokens }', '28:16: $steps.open.outputs.tokens: step open has no output tokens'],
  ['{$inputs.name}', '{$inputs.nick}', '14:22: $inputs.nick: the workflow has no input nick'],
  ['{$inputs.name}', '{$input.name}', '14:22: not a runtime expression that is supported: $input.name'],
  ['{$inputs.name}', '{$response.body}', '14:22: $response.body: at this place there is no answer to look at'],
  ['{$inputs.name}', 'a {$inputs.name', '14:22: an expression that is not closed: a {$inputs.name'],
  ['stepId: ready', 'stepId: re/ady', '23:9: `stepId` is made of letters, digits, _ and -'],
  ['$response.body#/token', 'token', '15:20: not a runtime expression'],
  ['$response.body#/token', '5', '15:20: an output is a runtime expression'],
  ["payload: { name: '{$inputs.name}' }", 'payload: &a { name: *a }', ': a value in a circle'],
  ['x-example: byName', 'x-example: byNick', '13:11: open has no request example byNick'],
  ['default: ada', 'default: eve', '13:11: the payload is not the example byName of open'],
  ['requestBody:\n', 'requestBody:\n          encoding: {}\n', '13:11: `encoding` is not supported here'],
  ['name: Authorization, in: header', 'name: page, in: query', '19:13: me has no query parameter page'],
  ['name: Authorization, in: header', 'name: Authorization', '19:13: where does Authorization go? `in` is missing'],
  ['in: header', 'in: body', '19:36: a parameter is `in` path, query, header, cookie'],
  ['name: name, value', 'name: nick, value', '27:22: the workflow before has no input nick'],
  ['name: name, value', 'name: name, in: query, value', '27:22: a workflow takes inputs: leave out `in`'],
  ['type: retry', 'type: repeat', '21:28: no type of failure action: repeat'],
  ['type: end', 'type: stop', '22:27: no type of failure action: stop'],
  ['type: end', 'type: goto', '22:13: go where? stepId or workflowId'],
  ['type: end', 'type: goto, stepId: you', '22:39: there is no step you'],
  ['type: end', 'type: goto, workflowId: you', '22:39: there is no workflow you'],
  ['retryLimit: 2', 'retryLimit: -2', '21:58: `retryLimit` must be a number of zero or more'],
  ['onFailure', 'onSuccess', '21:28: no type of success action: retry'],
  ['stepId: sub', 'stepId: me', '16:9: two steps are called me'],
  ['stepId: sub', 'name: sub', '25:9: `stepId` is missing'],
  ['stepId: sub', 'stepId: sub\n        operationId: me', '25:9: a step has one of operationId, operationPath and workflowId'],
  ['- workflowId: before', '- workflowId: story', '29:5: two workflows are called story'],
  ['steps:\n      - { stepId: me, operationId: me }', 'steps: []', '29:5: a workflow without steps'],
  [
    'steps:\n      - { stepId: me, operationId: me }',
    'dependsOn: [story]\n    steps: [{ stepId: me, operationId: me }]',
    'that wait for each other',
  ],
  ['inputs/name', 'inputs/names', '7:15: $ref into nowhere: #/components/inputs/names'],
  ['operationId: me }', 'operationId: echo }', '32:9: no value for the path parameter id of echo'],
  ['operationId: me }', 'operationId: me, requestBody: { payload: 1 } }', '32:40: me takes no body'],
  ['operationId: me }', 'operationId: me, timeout: 5 }', '32:40: `timeout` is not supported here'],
  ['operationId: me }', 'operationId: me, parameters: [{ reference: $components.parameters.x }] }', '32:55: no component of `parameters`'],
])('refuses %j written as %j', async (right, wrong, message) => {
  expect(sound).toContain(right);
  await expect(flowsOf(sound.replace(right, () => wrong))).rejects.toThrow(message);
  await expect(flowsOf(sound.replace(right, () => wrong))).rejects.toThrow(/^\/contract\/story\.arazzo\.yaml:\d+:\d+: /);
});

test.each([
  ['arazzo: 2.0.0', '1:1: not an Arazzo 1.0 document'],
  ['openapi: 3.1.0', '1:1: not an Arazzo 1.0 document'],
  ['arazzo: 1.0.1\nworkflows: []', 'no source descriptions'],
  [
    'arazzo: 1.0.1\nsourceDescriptions: [{ name: a, url: a.yaml }]\nworkflows: []',
    '2:33: a source description that is not there: /contract/a.yaml',
  ],
  [
    'arazzo: 1.0.1\nsourceDescriptions: [{ name: a, url: https://a.example/b.yaml }]',
    '2:33: a source description on another host is not read',
  ],
  [
    'arazzo: 1.0.1\nsourceDescriptions: [{ name: a, url: a, type: arazzo }]',
    '2:41: only source descriptions of type openapi are supported',
  ],
  ['arazzo: 1.0.1\nservers: []', '2:1: `servers` is not supported here'],
  ['arazzo: [', 'story.yaml:1:'],
])('refuses the document %j', async (text, message) => {
  await expect(loadFlows('/contract/story.yaml', { specs: [], text })).rejects.toThrow(message);
});

test('loads the contracts that were not loaded before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flows-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const operation = `{ operationId: me, responses: { '200': { description: d } } }`;
  await writeFile(join(folder, 'me.yaml'), `openapi: 3.1.0\ninfo: { title: Mine, version: '1' }\npaths: { /me: { get: ${operation} } }\n`);
  const sources = 'sourceDescriptions: [{ name: mine, url: ./me.yaml, type: openapi }]';
  await writeFile(
    join(folder, 'mine.arazzo.yaml'),
    `arazzo: 1.0.0\n${sources}\nworkflows: [{ workflowId: w, steps: [{ stepId: s, operationId: me }] }]\n`,
  );
  const [flow] = await loadFlows(join(folder, 'mine.arazzo.yaml'), { specs: [] });
  expect(flow).toMatchObject({ id: 'flow/mine/w', steps: [{ target: { operation: { id: 'me' }, spec: { title: 'Mine' } } }] });
});

test('lists flows as cases, each id once', async () => {
  const flows = await flowsOf(sound);
  const cases = flowCases(flows);
  expect(
    cases.map(({ id, title, at, operations }) => `${id} ${title} ${at.line} ${operations.map((operation) => operation.id).join()}`),
  ).toEqual(['flow/story/story story 6 open,me,GET /ready', 'flow/story/before before 29 me']);
  expect(() => flowCases([...flows, ...flows])).toThrow('/contract/story.arazzo.yaml:6:5: two flows are called flow/story/story');
});
