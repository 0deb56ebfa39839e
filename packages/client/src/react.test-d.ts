import { describe, expectTypeOf, test } from 'vitest';
import { type Client, type ClientError, createClient, type Result } from './index.ts';
import { useSession, useSignIn } from './react.ts';

const signIn = createClient({ api: 'sign-in', baseUrl: '' });
const login = createClient({ api: 'login', baseUrl: '' });
const platform = createClient({ api: 'platform', baseUrl: '' });

describe('useSession', () => {
  test('knows the user of the API by the names of the client', () => {
    expectTypeOf(useSession(signIn).user).toEqualTypeOf<Awaited<ReturnType<typeof signIn.me>> | null>();
    expectTypeOf(useSession(login).user).toEqualTypeOf<Awaited<ReturnType<typeof login.currentUser>>['data']['user'] | null>();
    // @ts-expect-error an API without a session
    void useSession(platform);
  });
});

describe('useSignIn', () => {
  test("takes what the operation takes that begins the API's session", () => {
    const form = useSignIn(login);
    expectTypeOf(form.error).toEqualTypeOf<ClientError | null>();
    expectTypeOf(form.signIn({ email: 'a@b.example', password: 'secret' })).resolves.toEqualTypeOf<Result<'login', 'login'>>();
    expectTypeOf(useSignIn(signIn).signIn).returns.resolves.toEqualTypeOf<Result<'sign-in', 'signIn'>>();
    // @ts-expect-error both identifiers
    void form.signIn({ email: 'a@b.example', phone: '+525512345678', password: 'secret' });
    // @ts-expect-error an API without a session
    void useSignIn(platform);
    expectTypeOf<Client<'login'>['api']>().toEqualTypeOf<'login'>();
  });
});
