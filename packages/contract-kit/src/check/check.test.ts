import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { answer, exchange, faults, operation, options, request } from './contract.testing.ts';

describe('a right answer has no fault', () => {
  test.each([
    ['JSON', answer(200, { id: 1 })],
    ['JSON that says its charset', answer(200, { id: 1 }, { 'Content-Type': 'application/json; charset="UTF-8"' })],
    ['another type of the same status', answer(200, 'text', { 'Content-Type': 'text/plain' })],
    ['nothing, where nothing is documented', answer(204)],
    ['a status of a range', answer(404, {})],
    ['a type with the parameter that the contract writes', answer(500, {})],
    ['optional headers that fit', answer(200, { id: 1 }, { 'X-Tags': '1, 2', 'X-Kind': 'order' })],
    ['a list in two lines', answer(200, { id: 1 }, { 'X-Tags': ['1', '2'] })],
  ])('%s', (_title, reply) => expect(faults(reply)).toStrictEqual([]));
});

test('no answer is one fault, in the words of the one who sent it', () => {
  expect(check(exchange({ kind: 'refused', message: 'nobody is there' }), options())).toStrictEqual([
    { rule: 'connection', message: 'nobody is there', expected: '2XX or 4XX or 5XX', actual: 'refused', at: operation.at },
  ]);
});

describe('the status', () => {
  test('is one that the case expects', () => {
    expect(faults(answer(200, { id: 1 }), { statuses: ['400', '5XX'] })).toStrictEqual(['status: answers 200 instead of 400 or 5XX']);
  });
  test('is documented', () => {
    expect(faults(answer(302), { statuses: ['3XX'] })).toStrictEqual(['status: answers 302, which the contract does not document']);
  });
  test('need not be, if the case says so', () => {
    expect(faults(answer(302, '<p>', { 'Content-Type': 'text/html' }), { statuses: ['3XX'], documented: false })).toStrictEqual([]);
  });
});

describe('the content type', () => {
  test.each([
    ['undocumented', answer(200, { id: 1 }, { 'Content-Type': 'text/html' }), 'has a content type that the contract does not document'],
    ['missing', answer(404, {}, { 'Content-Type': null }), 'has a body, but no Content-Type'],
    ['there twice', answer(404, {}, { 'Content-Type': ['application/problem+json', 'text/html'] }), 'has more than one Content-Type'],
    ['unreadable', answer(404, {}, { 'Content-Type': 'json' }), 'has an unreadable Content-Type'],
    [
      'without its parameter',
      answer(500, {}, { 'Content-Type': 'application/vnd.shop+json' }),
      'has a content type that the contract does not document',
    ],
    [
      'in another charset',
      answer(404, {}, { 'Content-Type': 'application/problem+json; charset=latin1' }),
      'is JSON in another charset than UTF-8',
    ],
  ])('is not %s', (_title, reply, message) => expect(faults(reply)).toContain(`content-type: ${message}`));
  test('is the one of the example', () => {
    const found = faults(answer(200, 'a', { 'Content-Type': 'text/plain' }), { body: { mediaType: 'application/json', value: { id: 1 } } });
    expect(found).toContain('content-type: has another content type than the example');
  });
});

describe('a header', () => {
  test.each([
    ['missing', { 'X-Count': null }, 'has no X-Count'],
    ['below its minimum', { 'X-Count': '0' }, 'its X-Count breaks its schema'],
    ['no integer', { 'X-Count': 'many' }, 'its X-Count breaks its schema'],
    ['an integer with a zero before it', { 'X-Count': '01' }, 'its X-Count breaks its schema'],
    ['there twice', { 'X-Count': ['1', '1'] }, 'has X-Count 2 times'],
    ['another constant', { 'X-Kind': 'Order' }, 'its X-Kind breaks its schema'],
    ['a list of other things', { 'X-Tags': '1,a' }, 'its X-Tags breaks its schema'],
    ['a single-valued one twice', { ETag: ['"a"', '"b"'] }, 'has etag 2 times'],
  ])('is not %s', (_title, headers, message) => expect(faults(answer(200, { id: 1 }, headers))).toStrictEqual([`header: ${message}`]));
  test.each(['Set-Cookie', 'X-Powered-By', 'Location', 'Access-Control-Allow-Origin', 'Content-Encoding'])(
    '%s is documented or not there',
    (name) => {
      const reply = answer(200, { id: 1 }, { [name]: 'x' });
      expect(faults(reply)).toStrictEqual([
        expect.stringContaining(`header: has the header ${name.toLowerCase()}, which the contract does not document: `),
      ]);
      expect(check(exchange(reply), { ...options(), tolerate: [name.toLowerCase()] })).toStrictEqual([]);
    },
  );
  test('where somebody says what all answers carry, they carry that and nothing else', () => {
    const reply = answer(200, { id: 1 }, { 'X-Safe': 'yes', 'X-Debug': '1' });
    const found = check(exchange(reply), { ...options(), headers: { 'X-Safe': 'no', 'X-Any': null } });
    expect(found.map(({ message }) => message)).toStrictEqual([
      'its X-Safe is not that of every answer',
      'its X-Any is not that of every answer',
      'has the header x-debug, which nobody documents',
    ]);
    expect(check(exchange(reply), { ...options(), headers: { 'X-Safe': 'yes', 'X-Debug': null } })).toStrictEqual([]);
  });
  test('tells where it is documented', () => {
    const [found] = check(exchange(answer(200, { id: 1 }, { 'X-Count': '0' })), options());
    expect(found).toMatchObject({ expected: 'minimum 1', actual: '0', at: { line: 18 } });
  });
  test.each([
    [401, { 'WWW-Authenticate': null }, 'has no WWW-Authenticate'],
    [405, { Allow: null }, 'has no Allow'],
  ])('that each %i has is there', (status, headers, message) =>
    expect(faults(answer(status, {}, headers))).toStrictEqual([`header: ${message}`]),
  );
  test('has the value that the case expects; methods in any order', () => {
    const headers = { allow: ['GET', 'POST'], 'x-a': 'b', 'x-any': null };
    expect(faults(answer(405, {}, { Allow: 'POST, GET', 'X-A': 'b', 'X-Any': 'c' }), { headers })).toStrictEqual([]);
    expect(faults(answer(405, {}, { Allow: 'POST, GET, PUT', 'X-A': 'B' }), { headers })).toStrictEqual([
      'header: its allow is not the one that it must be',
      'header: its x-a is not the one that it must be',
      'header: has no x-any',
    ]);
  });
});

describe('a body', () => {
  const bom = Buffer.from('\uFEFF{"id":1}');
  test.each([
    [
      'of another length',
      answer(200, { id: 1 }, { 'Content-Length': '3' }),
      'header: has a Content-Length that is not the length of its body',
    ],
    ['with 204', answer(204, 'x', { 'Content-Type': null, 'Content-Length': null }), 'body: has a body with POST and 204'],
    ['that is missing', answer(200), 'body: has no body'],
    ['that is not UTF-8', answer(200, Buffer.from([34, 0xff, 34])), 'body: is not valid UTF-8'],
    ['with a byte order mark', answer(200, bom), 'body: begins with a byte order mark'],
    ['that is not JSON', answer(200, '{"id":1'), expect.stringContaining('body: is not JSON')],
    ['with more after it', answer(200, '{"id":1}{}'), expect.stringContaining('body: is not JSON')],
    [
      'with a name twice',
      answer(200, '{"id":2,"lines":[{"sku":"a","sk\\u0075":"b"}],"id":1}'),
      'body: is not JSON: the name "sku" stands twice in one object',
    ],
    ['of a type that is wrong', answer(200, { id: '1' }), 'body: /id: must be integer (type)'],
    ['without what it must have', answer(200, {}), 'body: /id: no property id'],
    ['with more than is documented', answer(200, { id: 1, extra: 1 }), 'body: /extra: undocumented property extra'],
    [
      'with a date that is none',
      answer(200, { id: 1, at: '2026-02-30T00:00:00Z' }),
      expect.stringContaining('body: /at: must match format "date-time"'),
    ],
    [
      'of text that is too long',
      answer(200, 'longer', { 'Content-Type': 'text/plain' }),
      expect.stringContaining('body: the body: must NOT have more than 5'),
    ],
    ['that says another status', answer(404, { statusCode: 400 }), 'body: says statusCode 400 in an answer of status 404'],
    ['whose error says another code', answer(404, { error: { code: 410 } }), 'body: says code 410 in an answer of status 404'],
  ])('%s is a fault', (_title, reply, message) => expect(faults(reply)).toContainEqual(message));
  test.each([
    ['Content-Length', '0'],
    ['Content-Type', 'text/plain'],
  ])('of 204 has no %s', (name, value) => {
    expect(faults(answer(204, undefined, { [name]: value }))).toContain(`header: has a ${name} without a body`);
  });
  test.each([{ code: 7 }, { status: 'open' }, { status: 1 }, { data: { statusCode: 1 } }])('%j says nothing about the status', (body) =>
    expect(faults(answer(404, body))).toStrictEqual([]),
  );
  test('is not there after HEAD, and not missed', () => {
    const reply = { ...answer(200), headers: answer(200, { id: 1 }).headers };
    expect(faults(reply, {}, request({}, {}, 'HEAD'))).toStrictEqual([]);
  });
  test('is not there where the case wants none', () => {
    expect(faults(answer(404, {}), { empty: true, documented: false })).toStrictEqual(['body: is not empty']);
  });
  test('is at fault where its keyword stands', () => {
    const [found] = check(exchange(answer(200, { id: 'x' })), options());
    expect(found).toMatchObject({ expected: 'integer', actual: '"x"', at: { line: 27 } });
  });
});
