import type { HttpHandler } from 'msw';
import { describe, expectTypeOf, test } from 'vitest';
import { handlers } from './index.ts';

const mock = handlers({ api: 'sign-in', baseUrl: '' });

describe('handlers', () => {
  test('are named by operation and example', () => {
    expectTypeOf(mock.signIn.wrongPassword).returns.toEqualTypeOf<HttpHandler>();
    expectTypeOf([...mock]).toEqualTypeOf<HttpHandler[]>();
    // @ts-expect-error no such example
    void mock.signIn.rightPassword;
    // @ts-expect-error an operation of another API
    void mock.login;
    // @ts-expect-error no such API
    void handlers({ api: 'log-in', baseUrl: '' });
  });

  test('change only into what the contract allows for this status', () => {
    void mock.me.signedIn({ body: (shown) => ({ ...shown, rol: 'clerk' }) });
    // @ts-expect-error the wire says rol
    void mock.me.signedIn({ body: (shown) => ({ ...shown, rol: 1 }) });
    // @ts-expect-error a refusal has no user
    void mock.me.garbage({ body: (shown) => ({ ...shown, rol: shown.rol }) });
    // @ts-expect-error no such change
    void mock.me.signedIn({ status: 500 });
  });
});
