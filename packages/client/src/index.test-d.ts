import { describe, expectTypeOf, test } from 'vitest';
import { type Client, type ClientError, createClient, type Refusal, type Result, type Success, type Undocumented } from './index.ts';

const client = createClient({ api: 'login', baseUrl: '' });
const email = 'john.doe@example.com';
const password = 'password123';

describe('createClient', () => {
  test('has the methods of its API and no other', () => {
    expectTypeOf(client).toEqualTypeOf<Client<'login'>>();
    expectTypeOf(client.login).toBeFunction();
    expectTypeOf<Client<'login'>>().not.toHaveProperty('signIn');
    expectTypeOf<Client<'sign-in'>>().toHaveProperty('signIn');
    // @ts-expect-error no such API
    void createClient({ api: 'log-in', baseUrl: '' });
  });
});

describe('the input', () => {
  test('has to fulfil the contract', () => {
    void client.login({ email, password });
    void client.login(
      { phone: '+525512345678', password },
      { headers: { 'x-request-id': 'r1' }, signal: new AbortController().signal, timeout: 1000 },
    );
    // @ts-expect-error both identifiers
    void client.login({ email, phone: '+525512345678', password });
    // @ts-expect-error no identifier
    void client.login({ password });
    // @ts-expect-error unknown property
    void client.login({ email, password, remember: true });
    // @ts-expect-error nothing
    void client.login();
    // @ts-expect-error unknown option
    void client.login({ email, password }, { retries: 3 });
  });

  test('may be left out where nothing is required', () => {
    const platform = createClient({ api: 'platform', baseUrl: '' });
    void platform.live();
    void platform.live({ headers: { 'x-request-id': 'r1' } });
    // @ts-expect-error no body in the contract
    void platform.live({ body: {} });
  });
});

const result = {} as Result<'login', 'login'>;

describe('the result', () => {
  test('is narrowed by status to the body of exactly that status', () => {
    if (result.status === 200) expectTypeOf(result.body.data.token_type).toEqualTypeOf<'Bearer'>();
    if (result.status === 422) expectTypeOf(result.body).toEqualTypeOf<{ message: string; errors: { [key: string]: string[] } }>();
    if (result.status === 500) expectTypeOf(result.body).toEqualTypeOf<{ status: number; message: string }>();
    if (result.status === 'undocumented') expectTypeOf(result.body).toEqualTypeOf<string>();
    if (result.status !== 'none') expectTypeOf(result.headers).toEqualTypeOf<Headers>();
    if (!result.ok) expectTypeOf(result.error).toEqualTypeOf<ClientError>();
  });

  test('is narrowed by ok', () => {
    if (result.ok) expectTypeOf(result.status).toEqualTypeOf<200>();
    else expectTypeOf(result.status).extract<200>().toBeNever();
  });
});

describe('the result before it is told apart', () => {
  test('a status of another operation is an error', () => {
    // @ts-expect-error login answers wrong credentials with 422
    void (result.status === 401);
    // @ts-expect-error the errors of a 422 are not there before it is told apart
    if (!result.ok && result.status !== 'none') void result.body.errors;
  });

  test('can be exhausted', () => {
    function exhaust({ status }: Success<200, 'a'> | Refusal<401, 'b'> | Undocumented): string {
      switch (status) {
        case 200:
        case 401:
        case 'undocumented':
          return 'told apart';
        default:
          return status satisfies never;
      }
    }
    expectTypeOf(exhaust).returns.toBeString();
  });
});

describe('names', () => {
  const signIn = createClient({ api: 'sign-in', baseUrl: '' });

  test('the client says role where the wire says rol', () => {
    type User = Awaited<ReturnType<typeof signIn.me>>;
    expectTypeOf<User>().toHaveProperty('role');
    expectTypeOf<User>().not.toHaveProperty('rol');
    expectTypeOf<Awaited<ReturnType<typeof signIn.signIn>>['user']>().toEqualTypeOf<User>();
    expectTypeOf(signIn.session.get().user).toEqualTypeOf<User | null>();
  });

  test('an API without a session has none', () => {
    expectTypeOf<Client<'platform'>>().not.toHaveProperty('session');
    expectTypeOf<Client<'login'>>().toHaveProperty('session');
    expectTypeOf<NonNullable<ReturnType<Client<'login'>['session']['get']>['user']>['roles']>().toEqualTypeOf<
      { id: number; name: string }[]
    >();
  });
});
