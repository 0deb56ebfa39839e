import { describe, expectTypeOf, test } from 'vitest';
import type { Complete, OperationId, PathParameters, QueryParameters, RequestBody, ResponseBody, Responses, Status } from './index.ts';

const email = 'john.doe@example.com';
const phone = '+525512345678';
const username = 'johndoe';
const password = 'password123';

describe('signIn', () => {
  type Body = RequestBody<'sign-in', 'signIn'>;

  test('takes either identifier, or both', () => {
    const bodies: Body[] = [
      { email, password },
      { username, password },
      { email, username, password },
    ];
    expectTypeOf(bodies).items.toExtend<{ password: string }>();
  });

  test('refuses neither', () => {
    // @ts-expect-error neither
    const neither: Body = { password };
    // @ts-expect-error undefined is neither
    const nothing: Body = { email: undefined, password };
    void [neither, nothing];
  });

  test('refuses no password, and an unknown property', () => {
    // @ts-expect-error no password
    const open: Body = { email };
    // @ts-expect-error unknown
    const unknown: Body = { email, password, rememberMe: true };
    // @ts-expect-error misspelled
    const misspelled: Body = { eMail: email, password };
    void [open, unknown, misspelled];
  });
});

describe('login', () => {
  type Body = RequestBody<'login', 'login'>;

  test('takes one identifier', () => {
    const bodies: Body[] = [
      { email, password },
      { phone, password },
    ];
    expectTypeOf(bodies).items.toExtend<{ password: string }>();
  });

  test('refuses both', () => {
    // @ts-expect-error both
    const both: Body = { email, phone, password };
    // @ts-expect-error undefined is not the same as left out: JSON.stringify drops it, other encoders do not
    const halfway: Body = { email, phone: undefined, password };
    const wide = { email, phone, password };
    // @ts-expect-error both, from a variable
    const smuggled: Body = wide;
    void [both, halfway, smuggled];
  });

  test('refuses neither, and an unknown property', () => {
    // @ts-expect-error neither
    const neither: Body = { password };
    // @ts-expect-error unknown
    const unknown: Body = { email, password, username };
    void [neither, unknown];
  });
});

describe('responses', () => {
  type Named = { id: number; name: string };

  test('each status has exactly its body', () => {
    expectTypeOf<ResponseBody<'login', 'login', 422>>().toEqualTypeOf<{ message: string; errors: { [key: string]: string[] } }>();
    expectTypeOf<ResponseBody<'login', 'login', 500>>().toEqualTypeOf<{ status: number; message: string }>();
    expectTypeOf<ResponseBody<'login', 'login', 200>['data']['user']>().toEqualTypeOf<{
      id: number;
      name: string;
      email: string;
      roles: Named[];
      permissions: Named[];
    }>();
    expectTypeOf<ResponseBody<'sign-in', 'signIn', 401>>().toEqualTypeOf<{ statusCode: number; message: string }>();
    expectTypeOf<Responses<'login', 'login'>[422]>().toEqualTypeOf<ResponseBody<'login', 'login', 422>>();
  });
});

describe('what the contract does not have', () => {
  test('a status that it does not name does not exist', () => {
    expectTypeOf<401>().not.toExtend<Status<'login', 'login'>>();
    expectTypeOf<422>().not.toExtend<Status<'sign-in', 'signIn'>>();
    expectTypeOf<Status<'login', 'login'>>().not.toExtend<200>();
    // @ts-expect-error not in the contract
    type Teapot = ResponseBody<'login', 'login', 418>;
    void (0 as unknown as Teapot);
  });

  test('an operation that does not exist, or is of another API, is an error', () => {
    expectTypeOf<'login'>().not.toExtend<OperationId<'sign-in'>>();
    // @ts-expect-error of another API
    type Foreign = RequestBody<'sign-in', 'login'>;
    void (0 as unknown as Foreign);
  });

  test('an operation without a body or parameters', () => {
    expectTypeOf<RequestBody<'platform', 'live'>>().toEqualTypeOf<undefined>();
    expectTypeOf<PathParameters<'platform', 'live'>>().toEqualTypeOf<undefined>();
    expectTypeOf<QueryParameters<'platform', 'live'>>().toEqualTypeOf<undefined>();
  });
});

describe('Complete', () => {
  type Body = {
    id: number;
    nick?: string;
    deep?: { list?: { tag?: string }[] };
    map: { [key: string]: { hint?: string } };
    pair: [number, { x?: 1 }];
  };
  type Whole = Complete<Body>;

  test('every optional property must be mentioned, at any depth', () => {
    expectTypeOf<Whole>().toEqualTypeOf<{
      id: number;
      nick: string | undefined;
      deep: { list: { tag: string | undefined }[] | undefined } | undefined;
      map: { [key: string]: { hint: string | undefined } };
      pair: [number, { x: 1 | undefined }];
    }>();
    // @ts-expect-error nick is not mentioned
    const forgotten: Whole = { id: 1, deep: undefined, map: {}, pair: [1, { x: 1 }] };
    const whole: Whole = { id: 1, nick: undefined, deep: { list: [{ tag: undefined }] }, map: { any: { hint: 'x' } }, pair: [1, { x: 1 }] };
    void [forgotten, whole];
  });

  test('what is required, a union, unknown or a primitive stays', () => {
    expectTypeOf<Complete<ResponseBody<'login', 'login', 422>>>().toEqualTypeOf<ResponseBody<'login', 'login', 422>>();
    expectTypeOf<Complete<{ a: 1 } | { b?: 2 }>>().toEqualTypeOf<{ a: 1 } | { b: 2 | undefined }>();
    expectTypeOf<Complete<{ [key: string]: unknown }>>().toEqualTypeOf<{ [key: string]: unknown }>();
    expectTypeOf<Complete<string | undefined>>().toEqualTypeOf<string | undefined>();
  });
});
