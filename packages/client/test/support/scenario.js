// What a consumer does with the installed package. Plain JavaScript, because it runs as it stands on every Node and in a browser.
import { ClientError, createClient, isClientError } from '@countersign/client';
import { createClient as createSignInClient } from '@countersign/client/sign-in';
import { createRawClient } from '@countersign/client/raw';
import { webStorage } from '@countersign/client/storage';
import { createValidate } from '@countersign/client/validate';

const email = 'john.doe@example.com';
const password = 'password123';

/** Plays it at a server whose `POST /expire` makes every access token of before fail. @returns what happened */
export async function play(baseUrl) {
  const storage = webStorage(createItems(), { lock: true });
  const client = createClient({ api: 'sign-in', baseUrl, storage, validate: createValidate({ mode: 'throw' }) });
  const events = [];
  client.session.subscribe((_, { type, reason }) => events.push(reason ? `${type}: ${reason}` : type));
  const wrong = await tell(client.signIn({ email, password: 'a wrong one' }));
  const invalid = await tell(client.signIn({ email: 'nobody', password: '' }));
  const { user } = await client.signIn({ email, password });
  const me = await client.safe.me();
  const found = await createSignInClient({ baseUrl, storage }).session.ready();
  await fetch(`${baseUrl}/expire`, { method: 'POST' });
  const together = await Promise.all(Array.from({ length: 20 }, () => client.safe.me()));
  await client.session.signOut();
  return {
    user: [user.role, user.rol, me.status, me.body.email],
    found: [found.state, found.user.email, found.isRenewable],
    together: together.map(({ status }) => status),
    left: [client.session.get().state, storage.get()],
    errors: { wrong, invalid, signedOut: await tell(client.me()), ...(await fail(baseUrl)) },
    raw: (await createRawClient({ api: 'platform', baseUrl }).GET('/livez')).data,
    events,
  };
}

/** Sign-ins that get no answer. */
async function fail(baseUrl) {
  const client = createSignInClient({ baseUrl });
  return {
    late: await tell(client.signIn({ email, password }, { timeout: 0 })),
    aborted: await tell(client.signIn({ email, password }, { signal: AbortSignal.abort() })),
    unreachable: await tell(createSignInClient({ baseUrl: 'http://127.0.0.1:9' }).signIn({ email, password })),
  };
}

/** What an error says of itself, and that it says nothing else. */
async function tell(call) {
  const error = await call.catch((reason) => reason);
  const text = `${error} ${error.stack} ${JSON.stringify(error)}`;
  const isSound = error instanceof ClientError && error instanceof Error && isClientError(error) && !text.includes(password);
  return [isSound, error.kind, error.code, error.status ?? null, error.issues.map(({ field }) => field)];
}

/** What every runtime has, in place of `localStorage`. */
function createItems() {
  const items = new Map();
  const store = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
  return () => store;
}
