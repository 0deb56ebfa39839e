import { expect, test } from 'vitest';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { jsonBody, makeCases, withOperation } from './cases.testing.ts';

const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
const answer = (examples: object) => ({ description: '', content: { 'application/json': { schema: {}, examples } } });

test('a request example is sent, and the response example of its name comes back', async () => {
  const made = await makeCases(
    withOperation({
      requestBody: jsonBody(schema, { good: { value: { name: 'a' } }, bad: { 'x-invalid': true, value: {} } }),
      responses: { 201: answer({ good: { value: { id: 1 } } }), 400: answer({ bad: { value: { message: 'no' } } }) },
    }),
  );
  expect(made.find('act/example/201/good')).toMatchObject({
    side: 'pass',
    request: { method: 'POST', path: '/things', body: '{"name":"a"}', headers: { 'Content-Type': 'application/json' } },
    expect: { statuses: ['201'], documented: true, body: { mediaType: 'application/json', value: { id: 1 } } },
  });
  expect(made.find('act/example/400/bad')).toMatchObject({ side: 'fail', request: { body: '{}' }, expect: { statuses: ['400'] } });
});

test('x-request says how a request differs', async () => {
  const requests = {
    good: { value: { name: 'ä' } },
    raw: { 'x-invalid': true, 'x-request': { raw: true }, value: '{"name":' },
    large: { 'x-request': { padTo: 64, headers: { 'Content-Type': null, Accept: 'text/plain' } }, value: { name: 'ä' } },
  };
  const bad = { value: {} };
  const responses = {
    200: answer({ good: bad }),
    400: answer({ raw: bad, large: bad }),
    404: answer({ elsewhere: { 'x-request': { path: '/else?a=1', method: 'GET' }, value: {} } }),
  };
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema, requests), responses }));
  expect(made.find('act/example/400/raw')?.request.body).toBe('{"name":');
  const large = made.find('act/example/400/large')?.request;
  expect(new TextEncoder().encode(String(large?.body))).toHaveLength(64);
  expect(large?.headers).toEqual({ Accept: 'text/plain' });
  expect(made.find('act/example/404/elsewhere')?.request).toMatchObject({ method: 'GET', path: '/else?a=1', body: undefined });
});

test('what is sent before is built from the contract that has it', async () => {
  const signIn = withOperation({
    operationId: 'enter',
    requestBody: jsonBody(schema, { byName: { value: { name: 'a' } } }),
    responses: { 200: answer({ byName: { value: { token: 't' } } }) },
  });
  const other = await loadSpec('/contract/gate/openapi.json', JSON.stringify({ openapi: '3.1.0', info: {}, ...signIn }));
  const request = { after: 'gate.enter.byName', set: { name: '$response.body#/token' }, headers: { 'X-Token': '{$response.body#/token}' } };
  const responses = { 204: { description: '', 'x-examples': { done: {}, undone: { 'x-request': { after: 'gate.enter.nobody' } } } } };
  const made = await makeCases(
    withOperation({ requestBody: jsonBody(schema, { done: { 'x-request': request, value: { name: 'x' } } }), responses }),
    { others: [other], oracle: createOracle(other.schemas) },
  );
  expect(made.find('act/example/204/done')).toMatchObject({
    request: {
      before: { method: 'POST', path: '/things', body: '{"name":"a"}' },
      set: { '/name': '$response.body#/token' },
      headers: { 'X-Token': '{$response.body#/token}' },
    },
    expect: { statuses: ['204'], empty: true },
  });
  expect(made.gaps).toContainEqual(
    expect.objectContaining({ rule: 'undone', reason: 'gate.enter.nobody is not an example of a known contract' }),
  );
});

test('a state is handed on', async () => {
  const made = await makeCases(
    withOperation({ responses: { 503: answer({ away: { 'x-given': 'database-away', value: {} } }) } }, { method: 'get' }),
  );
  expect(made.find('act/example/503/away')?.given).toBe('database-away');
});

test('an answer that nothing tells how to get is a gap, and there is a request that keeps every rule all the same', async () => {
  const made = await makeCases(
    withOperation({ responses: { 200: { description: '' }, 404: answer({ gone: { value: {} } }) } }, { method: 'get' }),
  );
  expect(made.gaps).toContainEqual(expect.objectContaining({ rule: 'gone', side: 'fail' }));
  expect(made.find('act/example/any/usual')).toMatchObject({ side: 'pass', expect: { statuses: ['200', '404'] } });
});

test('of several answers to the one usual request, only the status is expected', async () => {
  const made = await makeCases(withOperation({ responses: { 200: answer({ cat: { value: 1 }, dog: { value: 2 } }) } }, { method: 'get' }));
  expect(made.under('act/example/200').map((one) => one.expect)).toEqual([{ statuses: ['200'], documented: true }]);
});

test('an example of values that may not exist is a gap until the fixtures name some', async () => {
  const parts = withOperation(
    {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      responses: { 200: answer({ one: { value: { id: 7 } } }) },
    },
    { path: '/things/{id}', method: 'get' },
  );
  expect((await makeCases(parts)).find('act/example/200/one')).toBeUndefined();
  const made = await makeCases(parts, { fixtures: { credentials: {}, values: { act: { id: 7 } } } });
  expect(made.find('act/example/200/one')?.request.path).toBe('/things/7');
});

test('what is taken from an earlier answer stays as long as nothing else is put in its place', async () => {
  const names = { type: 'object', properties: { name: { type: 'string', maxLength: 5 }, size: { type: 'integer' } }, required: ['name'] };
  const requests = {
    good: { value: { name: 'x', size: 1 }, 'x-request': { after: 'shop.act.first', set: { name: '$response.body#/id' } } },
    first: { value: { name: 'a' } },
  };
  const responses = {
    200: answer({ good: { value: {} }, first: { 'x-request': { path: '/else' }, value: {} } }),
    400: { description: '' },
  };
  const made = await makeCases(withOperation({ requestBody: jsonBody(names, requests), responses }));
  const withId = made.under('act/schema/size/type').find(({ side, request }) => side === 'fail' && String(request.body).includes('"x"'));
  expect(withId?.request.set).toEqual({ '/name': '$response.body#/id' });
  expect(withId?.request.before).toBeDefined();
  const long = made
    .under('act/schema/name/maxLength')
    .find(({ side, request }) => side === 'fail' && String(request.body).includes('size'));
  expect([long?.request.set, long?.request.before]).toEqual([undefined, undefined]);
  expect(made.find('act/body/malformed/truncated')?.request.before).toBeUndefined();
});

test('a 401 that the contract shows without more is for a request without credentials', async () => {
  const operation = { security: [{ key: [] }], responses: { 200: { description: '' }, 401: answer({ nobody: { value: {} } }) } };
  const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };
  const made = await makeCases(withOperation(operation, { method: 'get', components }));
  expect(made.find('act/example/401/nobody')).toMatchObject({ request: { headers: {} }, expect: { statuses: ['401'] } });
});

test('an example that breaks its own schema is refused, whatever is shown for it: the schema is the law', async () => {
  const closed = { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false };
  const examples = { good: { value: { a: 'x' } }, bad: { value: { b: 'x' } } };
  const responses = {
    200: { description: '', content: { 'application/json': { examples: { good: { value: {} }, bad: { value: {} } } } } },
    422: { description: '' },
  };
  const made = await makeCases(withOperation({ requestBody: jsonBody(closed, examples), responses }));
  expect(made.find('act/example/200/good')?.expect.statuses).toEqual(['200']);
  expect(made.find('act/example/200/bad')).toMatchObject({
    title: 'the example bad, which breaks its own schema',
    expect: { statuses: ['422'] },
  });
});
