import { expect, test } from 'vitest';
import { makeCases, withOperation } from './cases.testing.ts';

const responses = { 200: { description: '' }, 401: { description: '' } };
const bearer = { type: 'http', scheme: 'bearer' };
const basic = { type: 'http', scheme: 'basic' };
const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
const make = (securitySchemes: object, security: object[], options: object = {}, more: object = {}) =>
  makeCases(withOperation({ responses, security, ...more }, { method: 'get', components: { securitySchemes } }), options);
const fixture = (value: string) => ({ fixtures: { credentials: { '*': { value } }, values: {} } });

test('a token from the fixtures, and what is wrong with others', async () => {
  const made = await make({ bearer }, [{ bearer: [] }], fixture('aaa.bbb.cccccccc'));
  expect(made.find('act/example/any/usual')?.request.headers).toEqual({ Authorization: 'Bearer aaa.bbb.cccccccc' });
  const wrong = made.under('act/credentials').filter(({ side }) => side === 'fail');
  const headers = Object.fromEntries(wrong.map(({ id, request }) => [id.split('/').at(-1), request.headers['Authorization']]));
  expect(headers).toMatchObject({
    empty: '',
    garbage: 'Bearer contract-kit-garbage',
    'scheme-only': 'Bearer',
    'other-scheme': 'Basic aaa.bbb.cccccccc',
    'without-scheme': 'aaa.bbb.cccccccc',
    'changed-signature': 'Bearer aaa.bbb.cccccAcc',
    'without-signature': 'Bearer aaa.bbb.',
    'two-values': 'Bearer aaa.bbb.cccccccc, Bearer aaa.bbb.cccccccc',
  });
  expect(wrong.find(({ id }) => id.endsWith('in-the-wrong-place'))?.request).toMatchObject({
    path: '/things?access_token=aaa.bbb.cccccccc',
    headers: {},
  });
  expect(wrong.find(({ id }) => id.endsWith('security/missing'))?.request.headers).toEqual({});
  for (const { expect: expected } of wrong)
    expect(expected).toEqual({ statuses: ['401'], documented: true, headers: { 'www-authenticate': null } });
  expect(made.find('act/credentials/bearer/security/scheme-in-capitals')?.request.headers['Authorization']).toMatch(/^BEARER /);
  expect(made.find('act/credentials/bearer/security/scheme-in-lower-case')?.request.headers['Authorization']).toMatch(/^bearer /);
});

test('an expired token says so', async () => {
  const made = await make({ bearer }, [{ bearer: [] }]);
  const token = made.find('act/credentials/bearer/security/expired')?.request.headers['Authorization']?.split('.')[1] ?? '';
  expect(JSON.parse(Buffer.from(token, 'base64url').toString())).toMatchObject({ exp: 946_688_400 });
});

test('made-up credentials are known for what they are, and a gap', async () => {
  const made = await make({ bearer }, [{ bearer: [] }]);
  expect(made.find('act/example/any/usual')?.expect.credentials).toBe('made-up');
  expect(made.find('act/credentials/bearer/security/garbage')?.expect.credentials).toBeUndefined();
  expect(made.gaps).toContainEqual(expect.objectContaining({ rule: 'bearer', side: 'pass' }));
});

test('credentials that an example of another operation shows', async () => {
  const shown = { 'x-request': { headers: { Authorization: 'Bearer {$response.body#/token}' }, after: 'shop.enter.any' }, value: {} };
  const security = [{ bearer: [] }];
  const json = (examples: object) => ({ 200: { description: '', content: { 'application/json': { examples } } } });
  const made = await makeCases({
    components: { securitySchemes: { bearer } },
    paths: {
      '/enter': { post: { operationId: 'enter', responses: json({ any: { value: {} } }) } },
      '/me': { get: { operationId: 'me', security, responses: json({ shown }) } },
      '/you': { get: { operationId: 'you', security, responses } },
    },
  });
  expect(made.find('you/example/any/usual')?.request).toMatchObject({
    headers: { Authorization: 'Bearer {$response.body#/token}' },
    before: { method: 'POST', path: '/enter' },
  });
  expect(made.find('you/credentials/bearer/security/changed-signature')?.request.headers['Authorization']).toBe(
    'Bearer {$response.body#/token|altered}',
  );
});

test('a key, a name with a password, and both together', async () => {
  const made = await make({ basic, key }, [{ basic: [], key: [] }], {
    fixtures: { credentials: { basic: { value: 'ann:secret' }, key: { value: 'k' } }, values: {} },
  });
  expect(made.find('act/example/any/usual')?.request.headers).toEqual({
    Authorization: 'Basic YW5uOnNlY3JldA==',
    'X-Key': 'k',
  });
  expect(made.find('act/credentials/key/security/missing')?.request.headers).toEqual({ Authorization: 'Basic YW5uOnNlY3JldA==' });
  expect(made.find('act/credentials/key/security/garbage')?.request.headers).toEqual({
    Authorization: 'Basic YW5uOnNlY3JldA==',
    'X-Key': 'contract-kit-garbage',
  });
  expect(made.find('act/credentials/key/security/in-the-wrong-place')?.request.path).toBe('/things?X-Key=k');
  expect(made.find('act/credentials/key/security/garbage')?.expect.headers).toBeUndefined();
});

test('every alternative has its turn, and nobody is asked where nobody needs to be', async () => {
  const either = await make({ bearer, key }, [{ bearer: [] }, { key: [] }], fixture('t'));
  expect(either.find('act/example/any/usual')?.request.headers).toEqual({ Authorization: 'Bearer t' });
  expect(either.find('act/credentials/key/security/valid')?.request.headers).toEqual({ 'X-Key': 't' });
  const optional = await make({ bearer }, [{}, { bearer: [] }]);
  expect(optional.under('act/credentials')).toEqual([]);
  expect(optional.find('act/example/any/usual')?.request.headers).toEqual({});
  expect(optional.gaps).toContainEqual(expect.objectContaining({ rule: 'bearer', side: 'fail' }));
});

test.each([
  [{ 403: { description: '' } }, ['403'], true],
  [{}, ['401', '403'], false],
])('where the contract has no 401: %j', async (other, statuses, documented) => {
  const made = await make({ bearer }, [{ bearer: [] }], {}, { responses: { 200: { description: '' }, ...other } });
  expect(made.find('act/credentials/security/security/missing')?.expect).toEqual({ statuses, documented });
});

test('whoever sends valid credentials is not answered 401', async () => {
  const made = await make({ bearer }, [{ bearer: [] }], fixture('t'));
  expect(made.find('act/example/any/usual')?.expect.statuses).toEqual(['200']);
});

test('an operation that needs no credentials is asked without those that its examples send', async () => {
  const components = { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } };
  const shown = (headers: object) => ({
    responses: {
      200: { description: '', content: { 'application/json': { examples: { seen: { value: {}, 'x-request': { headers } } } } } },
      401: { description: '' },
    },
  });
  const made = await makeCases(withOperation(shown({ Authorization: 'Bearer x' }), { method: 'get', components }));
  expect(made.under('act/credentials')).toMatchObject([{ request: { headers: {} }, expect: { statuses: ['200'] }, side: 'pass' }]);
  const other = await makeCases(withOperation(shown({ 'X-Other': 'x' }), { method: 'get', components }));
  expect(other.under('act/credentials')).toEqual([]);
});
