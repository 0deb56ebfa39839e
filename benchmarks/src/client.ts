import { createClient } from '@countersign/client';
// oxlint-disable-next-line no-restricted-imports -- what the client is compared with
import createPlain from 'openapi-fetch';
import { median } from './statistics.ts';

/** What a call of the client costs beside one of plain openapi-fetch: by turns in one process, on a `fetch` that answers at once. */
const rounds = 60;
const calls = 500;
const limit = 1.3;

const user = {
  id: 1,
  username: 'johndoe',
  email: 'john.doe@example.com',
  firstName: 'John',
  lastName: 'Doe',
  rol: 'admin',
  avatar: 'https://example.com/avatars/johndoe.png',
  status: 'active',
  lastLogin: '2026-03-08T00:00:00.000Z',
  createdAt: '2025-01-15T09:30:00.000Z',
  permissions: ['view-items', 'create-inventory'],
  stats: { ordersPlaced: 12 },
};
const baseUrl = 'https://id.example.com';

const headers = { 'content-type': 'application/json' };
/** A token as the server hands it out: opaque ones cost less or more to look into. */
const accessToken = [
  { alg: 'RS256', kid: '1' },
  { sub: '1', jti: 'a', iat: 1_772_928_000, exp: 1_773_014_400 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('signature')
  .join('.');
const bodies = { me: JSON.stringify(user), signIn: JSON.stringify({ accessToken, refreshToken: 'a-refresh-token', user }) };
let sent = new Request(baseUrl);
const fetch = async (request: Request) => {
  sent = request;
  return new Response(request.url.endsWith('/sign-in') ? bodies.signIn : bodies.me, { headers });
};

const client = createClient({ api: 'sign-in', baseUrl, fetch });
const credentials = { email: user.email, password: 'password123' };
await client.signIn(credentials);
const platform = createClient({ api: 'platform', baseUrl, fetch });
const plain = createPlain<Paths>({ baseUrl, fetch });
const signedIn = createPlain<Paths>({ baseUrl, fetch, headers: { authorization: `Bearer ${accessToken}` } });

/** `me` adds the session and the renames, `signIn` a new session. */
const pairs = {
  live: [() => platform.safe.live(), () => plain.GET('/livez')],
  me: [() => client.safe.me(), () => signedIn.GET('/api/v1/auths/me')],
  signIn: [() => client.safe.signIn(credentials), () => plain.POST('/api/v1/auths/sign-in', { body: credentials })],
} as const;

type Answer = { responses: { 200: { content: { 'application/json': unknown } } } };
type Get = { get: Answer };
interface Paths {
  '/livez': Get;
  '/api/v1/auths/me': Get;
  '/api/v1/auths/sign-in': { post: Answer & { requestBody: { content: { 'application/json': typeof credentials } } } };
}

/** What a call puts on the wire. */
async function wireOf(call: () => Promise<unknown>): Promise<string> {
  await call();
  return JSON.stringify([sent.method, sent.url, ...sent.headers, await sent.text()]);
}

/** Microseconds of the processor per call: what else the machine does counts little. */
async function measure(call: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage().user;
  for (let count = 0; count < calls; count++) await call();
  return (process.cpuUsage().user - start) / calls;
}

for (const [name, [ours, theirs]] of Object.entries(pairs)) {
  if ((await wireOf(ours)) !== (await wireOf(theirs))) throw new Error(`${name}: not the same request`);
  const times: [client: number, plain: number][] = [];
  for (let round = 0; round <= rounds; round++) {
    // Who goes first pays for the other's garbage, so they take turns in that, too.
    const first = round % 2 ? await measure(ours) : 0;
    const second = await measure(theirs);
    times.push([first || (await measure(ours)), second]);
  }
  // The first round warms up.
  const ratio = median(times.slice(1).map(([own, other]) => own / other));
  const [mine, theirsTime] = [0, 1].map((side) => median(times.slice(1).map((pair) => pair[side] ?? Number.NaN)).toFixed(1));
  console.log(`${name}: ${mine} µs beside ${theirsTime} µs, ratio ${ratio.toFixed(2)}`);
  if (!(ratio <= limit)) process.exitCode = 1;
}
