import { createWireClient } from './wire.ts';
import type { TestServer } from './server.ts';

const password = 'password123';

/** A client of the sign-in API, and the tokens of a new session of the active demo account. */
export async function signIn({ address }: TestServer) {
  const client = createWireClient({ api: 'sign-in', baseUrl: address });
  const result = await client.signIn({ body: { username: 'johndoe', password } });
  if (result.status !== 200) throw new Error(`sign-in answered ${result.status}`);
  return { client, ...result.body };
}

/** A client of the login API, and a new token of the active demo account. */
export async function logIn({ address }: TestServer) {
  const client = createWireClient({ api: 'login', baseUrl: address });
  const result = await client.login({ body: { email: 'john.doe@example.com', password } });
  if (result.status !== 200) throw new Error(`login answered ${result.status}`);
  return { client, token: result.body.data.token };
}

/** The header that carries a token. */
export function bearer(token: string): { Authorization: string } {
  return { Authorization: `Bearer ${token}` };
}
