/** A request as the API in memory saw it. */
export interface Seen {
  path: string;
  authorization: string | null;
  body: Record<string, string>;
}

export interface FakeApi {
  fetch(request: Request): Promise<Response>;
  seen: Seen[];
  /** From now on no access token that was handed out is good. */
  expire(): void;
  /** How the next renewals are answered, in place of new tokens. */
  renewals: (() => Response | Promise<Response>)[];
  /** The paths of what was sent. */
  paths(): string[];
}

const user = {
  id: 1,
  username: 'johndoe',
  email: 'john.doe@example.com',
  firstName: 'John',
  lastName: 'Doe',
  rol: 'admin',
  avatar: '',
  status: 'active',
  lastLogin: '2026-01-01T00:00:00Z',
  createdAt: '2026-01-01T00:00:00Z',
  permissions: [],
  stats: {},
};

/** The sign-in API in memory, at any base URL: sessions with rotating tokens, without passwords. `life` is that of an access token, in milliseconds. */
export function createFakeApi({ clock = Date.now, life = 86_400_000 }: { clock?: () => number; life?: number } = {}): FakeApi {
  const api = { seen: [] as Seen[], renewals: [] as FakeApi['renewals'] };
  const [access, refresh] = [new Map<string, string>(), new Map<string, string>()];
  let count = 0;
  const issue = (session: string) => {
    const tokens = { accessToken: jwt(++count, clock(), life), refreshToken: `refresh-${count}` };
    access.set(tokens.accessToken, session);
    refresh.set(tokens.refreshToken, session);
    return tokens;
  };
  const answers = createAnswers(api, access, refresh, issue);
  const fetch = async (request: Request) => {
    const path = new URL(request.url).pathname.split('/').at(-1) ?? '';
    const seen = {
      path,
      authorization: request.headers.get('authorization'),
      body: request.body ? ((await request.json()) as Record<string, string>) : {},
    };
    api.seen.push(seen);
    return answers[path]?.(seen) ?? json(404, { statusCode: 404, message: 'Not Found' });
  };
  return { ...api, fetch, expire: () => access.clear(), paths: () => api.seen.map(({ path }) => path) };
}

function createAnswers(
  api: Pick<FakeApi, 'renewals'>,
  access: Map<string, string>,
  refresh: Map<string, string>,
  issue: (session: string) => object,
): Record<string, (seen: Seen) => Response | Promise<Response>> {
  return {
    'sign-in': ({ body }) => (body['password'] === 'wrong' ? denied() : json(200, { ...issue(crypto.randomUUID()), user })),
    refresh({ body }) {
      const scripted = api.renewals.shift();
      if (scripted) return scripted();
      const session = refresh.get(body['refreshToken'] ?? '');
      refresh.delete(body['refreshToken'] ?? '');
      return session === undefined ? denied() : json(200, issue(session));
    },
    'sign-out'({ body }) {
      const session = refresh.get(body['refreshToken'] ?? '');
      for (const tokens of [access, refresh]) for (const [token, owner] of tokens) if (owner === session) tokens.delete(token);
      return new Response(null, { status: 204 });
    },
    me: ({ authorization }) => (access.has(authorization?.slice(7) ?? '') ? json(200, user) : denied()),
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function denied(): Response {
  return json(401, { statusCode: 401, message: 'Unauthorized' });
}

function jwt(id: number, now: number, life: number): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [encode({ alg: 'none' }), encode({ jti: id, iat: now / 1000, exp: (now + life) / 1000 }), 'signature'].join('.');
}
