import { describe, expect, test } from 'vitest';
import type { CaseRequest } from '../case.ts';
import { resolve } from './expression.ts';

const source = {
  request: { method: 'POST', url: 'http://h/x', headers: [['X-Sent', 's']], body: Buffer.from('{"name":"joe"}') },
  answer: { status: 201, headers: [['ETag', '"1"']], body: Buffer.from('{"id":"a/b","n":{"deep":[1,{"x":true}]}}') },
} as const;
const request: CaseRequest = { method: 'GET', path: '/', headers: {}, body: undefined };

describe('an expression', () => {
  test('stands for a part of the earlier answer or request', () => {
    const headers = {
      A: '{$response.header.etag} {$request.header.X-Sent}',
      B: 'Bearer {$response.body#/id}',
      C: '{$statusCode} {$request.body#/name}',
    };
    expect(resolve({ ...request, path: '/{$response.body#/id}?n={$response.body#/n/deep/0}', headers }, source)).toStrictEqual({
      request: { ...request, path: '/a%2Fb?n=1', headers: { A: '"1" s', B: 'Bearer a/b', C: '201 joe' } },
    });
  });
  test('puts a value of any type into the body, with and without braces', () => {
    const set = { '/a': '{$response.body#/n/deep}', b: '$response.body#/id', '/c/0': 'x-{$request.body#/name}' };
    const body = JSON.stringify({ a: 1, b: 2, c: [3, 4], d: 5 });
    expect(resolve({ ...request, body, set }, source)).toStrictEqual({
      request: { ...request, body: JSON.stringify({ a: [1, { x: true }], b: 'a/b', c: ['x-joe', 4], d: 5 }) },
    });
  });
  test.each([
    [{ path: '/{$response.body#/none}' }, '$response.body#/none'],
    [{ headers: { A: '{$response.header.None}' } }, '$response.header.None'],
    [{ set: { '/a': '$response.body#/id' }, body: 'no JSON' }, 'a JSON body to put them into'],
  ])('that stands for nothing is missing: %j', (more, missing) =>
    expect(resolve({ ...request, ...more }, source)).toStrictEqual({ missing: [missing] }),
  );
});
