import { expect, test } from 'vitest';
import { jsonBody, makeCases, withOperation } from './cases.testing.ts';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const schema = {
  type: 'object',
  properties: { email: { type: 'string', format: 'email' }, phone: text, secret: { ...text, format: 'password' } },
  required: ['secret'],
};
const requests = {
  byEmail: { value: { email: 'ann@example.com', secret: 'password123' } },
  byPhone: { value: { phone: '+525512345678', secret: 'password123' } },
};
const answers = {
  200: { description: '', content: { 'application/json': { examples: { byEmail: { value: {} }, byPhone: { value: {} } } } } },
  401: { description: '' },
};

test('a wrong password, and then an account that nobody has, once for each way to name it', async () => {
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema, requests), responses: answers }));
  expect(made.under('act/same-answer').map(({ request, twin, expect: { statuses } }) => [request.body, twin?.body, statuses])).toEqual([
    ['{"email":"ann@example.com","secret":"password128"}', '{"email":"qqq@example.com","secret":"password123"}', ['401']],
    ['{"phone":"+525512345678","secret":"password128"}', '{"phone":"+525512890123","secret":"password123"}', ['401']],
  ]);
});

test('nothing to compare without an example that works, or behind credentials', async () => {
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema), responses: answers }));
  expect(made.under('act/same-answer')).toEqual([]);
  expect(made.gaps).toContainEqual(expect.objectContaining({ rule: 'same-answer' }));
  const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'K' } } };
  const secured = await makeCases(
    withOperation({ requestBody: jsonBody(schema, requests), responses: answers, security: [{ key: [] }] }, { components }),
  );
  expect(secured.under('act/same-answer')).toEqual([]);
});

test('an operation that takes a password is offered few wrong ones', async () => {
  const names = Array.from({ length: 15 }, (_one, index) => `part${index}`);
  const properties = { ...schema.properties, ...Object.fromEntries(names.map((name) => [name, text])) };
  const value = { ...requests.byEmail.value, ...Object.fromEntries(names.map((name) => [name, 'a'])) };
  const requestBody = jsonBody({ ...schema, properties }, { byEmail: { value } });
  const made = await makeCases(withOperation({ requestBody, responses: answers }), { exploration: 60 });
  const isRight = (body: unknown) =>
    Object.entries(value).every(([key, part]) => (JSON.parse(String(body)) as Record<string, unknown>)[key] === part);
  const wrong = made.under('act/schema').filter(({ side, request }) => side === 'pass' && !isRight(request.body));
  const [random, planned] = [wrong.filter(({ rule }) => rule === 'random'), wrong.filter(({ rule }) => rule !== 'random')];
  expect(planned).toHaveLength(20);
  expect(random.length).toBeLessThanOrEqual(20);
}, 30_000);

test('passwords that a careless comparison takes for the right one are wrong ones', async () => {
  const made = await makeCases(withOperation({ requestBody: jsonBody(schema, requests), responses: answers }));
  expect(made.under('act/credentials/secret').map(({ request, expect: { statuses } }) => [request.body, statuses])).toEqual([
    ['{"email":"ann@example.com","secret":"PASSWORD123"}', ['401']],
    ['{"email":"ann@example.com","secret":"password12"}', ['401']],
    ['{"email":"ann@example.com","secret":"password123q"}', ['401']],
  ]);
});

test('a refusal of credentials is no answer to a body that breaks its schema, unless the contract shows it for one', async () => {
  const refused = (examples: object) => ({ ...answers, 422: { description: '', content: { 'application/json': { examples } } } });
  const wrong = { value: { message: 'no' } };
  const examples = { ...requests, wrong: { value: { email: 'ann@example.com', secret: 'x' } }, broken: { value: {}, 'x-invalid': true } };
  const requestBody = jsonBody(schema, examples);
  const told = await makeCases(withOperation({ requestBody, responses: refused({ wrong }) }));
  expect(told.find('act/schema/body/required/missing-secret')?.expect.unlike).toEqual([{ status: '422', value: { message: 'no' } }]);
  const same = await makeCases(withOperation({ requestBody, responses: refused({ wrong, broken: wrong }) }));
  expect(same.find('act/schema/body/required/missing-secret')?.expect).not.toHaveProperty('unlike');
});
