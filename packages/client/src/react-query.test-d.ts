import { QueryClient, useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { describe, expectTypeOf, test } from 'vitest';
import { type ClientError, createClient } from './index.ts';
import { mutationOptions, queryOptions } from './react-query.ts';

const client = createClient({ api: 'sign-in', baseUrl: '' });
const login = createClient({ api: 'login', baseUrl: '' });
type Me = Awaited<ReturnType<typeof client.me>>;

describe('queryOptions', () => {
  test('types the data and the error of every way to use it', () => {
    const options = queryOptions(client, 'me');
    const { data, error } = useQuery(options);
    expectTypeOf(data).toEqualTypeOf<Me | undefined>();
    expectTypeOf(error).toEqualTypeOf<ClientError | null>();
    expectTypeOf(useSuspenseQuery(options).data).toEqualTypeOf<Me>();
    expectTypeOf(new QueryClient().getQueryData(options.queryKey)).toEqualTypeOf<Me | undefined>();
    expectTypeOf(useQuery({ ...options, select: (me) => me.role }).data).toEqualTypeOf<string | undefined>();
  });

  test('is for operations that only read', () => {
    // @ts-expect-error a query that would log out when it is rendered
    void queryOptions(login, 'logout');
    // @ts-expect-error an operation of another API
    void queryOptions(login, 'me');
  });
});

describe('mutationOptions', () => {
  test('types the variables, the data and the error', () => {
    const { mutate, data, error } = useMutation(mutationOptions(client, 'signIn'));
    expectTypeOf(error).toEqualTypeOf<ClientError | null>();
    expectTypeOf(data?.user).toEqualTypeOf<Me | undefined>();
    mutate({ username: 'johndoe', password: 'password123' });
    // @ts-expect-error no identifier
    mutate({ password: 'password123' });
    useMutation(mutationOptions(login, 'logout')).mutate();
    // @ts-expect-error an operation that only reads
    void mutationOptions(client, 'me');
  });
});
