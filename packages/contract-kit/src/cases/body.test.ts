import { expect, test } from 'vitest';
import { jsonBody, makeCases, withOperation } from './cases.testing.ts';

const schema = {
  type: 'object',
  properties: { name: { type: 'string', maxLength: 3 }, size: { type: 'integer' } },
  required: ['name'],
  additionalProperties: false,
};
const good = { good: { value: { name: 'abc', size: 1 } } };
const answers = (...statuses: number[]) => Object.fromEntries(statuses.map((status) => [status, { description: '' }]));

test('one fault in what works; the error names the field and no other', async () => {
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema, good), responses: answers(200, 401, 422) }));
  const long = made.under('act/schema/name/maxLength').find(({ side }) => side === 'fail');
  expect(JSON.parse(String(long?.request.body))).toMatchObject({ size: 1 });
  expect(long?.expect).toEqual({ statuses: ['422'], documented: true, fields: ['name'], others: ['size'] });
  expect(long?.at.pointer).toContain('/properties/name/maxLength');
});

test.each([
  [answers(200, 400), ['400'], true],
  [answers(200, 400, 422), ['400', '422'], true],
  [{ ...answers(200), '4XX': { description: '' } }, ['400', '422'], true],
  [answers(200), ['400', '422'], false],
])('what refuses a body: %j', async (responses, statuses, documented) => {
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema, good), responses }));
  expect(made.find('act/body/required/empty')?.expect).toEqual({ statuses, documented });
});

test('a valid body may be answered with what the contract shows for valid ones, and with no other refusal', async () => {
  const requests = { ...good, wrong: { value: { name: 'bad' } }, broken: { 'x-invalid': true, value: {} } };
  const shown = (value: unknown) => ({ description: '', content: { 'application/json': { examples: { wrong: { value } } } } });
  const made = await makeCases(
    withOperation({ requestBody: jsonBody(schema, requests), responses: { ...answers(200, 400, 409, 415), 422: shown('no') } }),
  );
  expect(made.find('act/media-type/Content-Type/with-charset')?.expect).toEqual({
    statuses: ['200', '409', '422'],
    documented: true,
    accepted: [{ status: '422', value: 'no' }],
  });
});

test('bodies that are not JSON, or of another kind', async () => {
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema, good), responses: answers(200, 400) }));
  const malformed = made.under('act/body/malformed');
  expect(malformed.map(({ id }) => id.split('/').at(-1))).toEqual([
    'whitespace',
    'not-json',
    'truncated',
    'with-a-trailing-comma',
    'in-single-quotes',
    'with-a-comment',
    'with-nan',
    'two-documents',
    'not-utf-8',
  ]);
  const decode = (body: unknown) =>
    typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body as Uint8Array);
  for (const { id, request } of malformed) expect(() => JSON.parse(decode(request.body)) as unknown, id).toThrow(/JSON|encoded data/);
  expect(made.find('act/body/type/string')?.request.body).toBe('"kit"');
});

test('a body that may be absent may be absent', async () => {
  const made = await makeCases(
    withOperation({ requestBody: { ...jsonBody(schema, good), required: false }, responses: answers(200, 400) }),
  );
  expect(made.find('act/body/required/absent')).toMatchObject({ side: 'pass', request: { body: undefined, headers: {} } });
});

test('content types: 415 where it is documented, any refusal and a remark where it is not', async () => {
  const requestBody = { ...jsonBody(schema, good) };
  const strict = await makeCases(withOperation({ requestBody, responses: answers(200, 400, 415) }));
  expect(strict.find('act/media-type/Content-Type/text-plain')?.expect).toEqual({ statuses: ['415'], documented: true });
  expect(strict.find('act/media-type/Content-Type/missing')?.request.headers).toEqual({});
  expect(strict.find('act/media-type/Content-Encoding/gzip')?.expect.statuses).toEqual(['415', '400']);
  expect(strict.find('act/media-type/Content-Type/in-capitals')).toMatchObject({
    side: 'pass',
    request: { headers: { 'Content-Type': 'Application/JSON' } },
  });
  const lax = await makeCases(withOperation({ requestBody, responses: answers(200) }));
  expect(lax.find('act/media-type/Content-Type/text-plain')?.expect).toEqual({ statuses: ['400', '415', '422'], documented: false });
  expect(lax.gaps.some(({ rule }) => rule === 'Content-Encoding')).toBe(true);
  const half = await makeCases(withOperation({ requestBody, responses: answers(200, 400) }));
  expect(half.find('act/media-type/Content-Type/text-plain')?.expect.documented).toBe(false);
});

test('a type that the operation takes is not a wrong one', async () => {
  const content = { 'application/json': { schema }, 'text/*': { schema: { type: 'string' } } };
  const made = await makeCases(withOperation({ requestBody: { required: true, content }, responses: answers(200, 415) }));
  expect(made.find('act/media-type/Content-Type/text-plain')).toBeUndefined();
  expect(made.find('act/media-type/Content-Type/application-xml')).toBeDefined();
});

test('the largest body and larger ones, where an example says where the limit is', async () => {
  const requests = { ...good, large: { 'x-request': { padTo: 101 }, value: { name: 'abc' } } };
  const responses = { ...answers(200), 413: { description: '', content: { 'application/json': { examples: { large: { value: {} } } } } } };
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema, requests), responses }));
  const sizes = made.under('act/size').map(({ request, side, expect: { statuses } }) => [String(request.body).length, side, statuses[0]]);
  expect(sizes).toEqual([
    [100, 'pass', '200'],
    [101, 'fail', '413'],
    [1000, 'fail', '413'],
    [101, 'fail', '413'],
  ]);
});

test('without a limit one large body; without 413 none', async () => {
  const requestBody = jsonBody(schema, good);
  const made = await makeCases(withOperation({ requestBody, responses: answers(200, 413) }));
  expect(made.under('act/size').map(({ request }) => String(request.body).length)).toEqual([2 * 2 ** 20]);
  expect((await makeCases(withOperation({ requestBody, responses: answers(200) }))).under('act/size')).toEqual([]);
});

test('forms are varied as texts; what the kit cannot write is a gap', async () => {
  const form = { 'application/x-www-form-urlencoded': { schema, example: { name: 'abc', size: 1 } } };
  const made = await makeCases(withOperation({ requestBody: { required: true, content: form }, responses: answers(200, 400) }));
  const bodies = made.under('act/schema').map(({ request, side }) => [side, request.body]);
  expect(bodies).toContainEqual(['fail', 'name=abc&size=1.5']);
  expect(bodies.some(([side, body]) => side === 'fail' && String(body).startsWith('name=abca'))).toBe(true);
  const xml = await makeCases(withOperation({ requestBody: { content: { 'application/xml': { schema } } } }));
  expect(xml.gaps).toContainEqual(expect.objectContaining({ reason: expect.stringContaining('application/xml') as string }));
});
