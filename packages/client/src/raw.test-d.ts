import { describe, expectTypeOf, test } from 'vitest';
import { createRawClient } from './raw.ts';
import type { Paths, ResponseBody, Schema } from './types.ts';

const client = createRawClient({ api: 'sign-in', baseUrl: '' });

describe('createRawClient', () => {
  test('keeps the names of the wire, by path', async () => {
    const { data } = await client.GET('/me');
    expectTypeOf(data).toEqualTypeOf<Schema<'sign-in', 'User'> | undefined>();
    expectTypeOf<NonNullable<typeof data>['rol']>().toEqualTypeOf<string>();
    // @ts-expect-error a path of another API
    void client.POST('/login', { body: { email: 'a@b.example', password: 'secret' } });
    // @ts-expect-error no identifier
    void client.POST('/sign-in', { body: { password: 'secret' } });
  });
});

describe('types', () => {
  test('name what the contract has', () => {
    expectTypeOf<Paths<'login'>>().toHaveProperty('/login');
    expectTypeOf<ResponseBody<'login', 'login', 500>>().toEqualTypeOf<{ status: number; message: string }>();
    // @ts-expect-error no such schema
    expectTypeOf<Schema<'login', 'Nobody'>>().toBeNever();
  });
});
