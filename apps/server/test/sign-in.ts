import { apis, type Operation, type SessionApi } from '@countersign/contracts';
import { examples } from '@countersign/contracts/examples';
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

/** The header of a new token of the active demo account, by the API that hands it out: whichever that is, its contract says how. */
export async function authorized({ address }: TestServer, api: SessionApi): Promise<{ Authorization: string }> {
  const { serverPath, operations, session } = apis[api];
  const { operation, accessToken } = session?.begin ?? {};
  const shown = Object.values(examples[api]?.[operation ?? ''] ?? {}).find(({ status, request }) => status < 300 && request?.body);
  const { method, path } = (operations as Readonly<Record<string, Operation>>)[operation ?? ''] ?? {};
  const init = { method: String(method), headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(shown?.request?.body) };
  const response = await fetch(new URL(`${serverPath}${path}`, address), init);
  const token = (accessToken ?? []).reduce<unknown>((body, name) => Object(body)[name], await response.json());
  if (typeof token !== 'string') throw new Error(`${operation} answered ${response.status} without a token`);
  return bearer(token);
}
