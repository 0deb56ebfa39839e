import { denied, json } from '../../src/api.testing.ts';

export interface RotatingApi {
  fetch(request: Request): Promise<Response>;
  /** How often a refresh token was used when it must not be any more, which ends the session. */
  reuses(): number;
  /** The refresh token that was handed out last. */
  newest(): string;
}

const grace = 10_000;
const life = 86_400_000;
const user = { id: 1, username: 'johndoe', email: 'john.doe@example.com', rol: 'admin' };

/**
 * One session of the sign-in API in memory, with the server's rules: an access token lives a day; a refresh token gets one successor, the same again
 * within the grace and as long as that was not used; used later it ends the session. It answers at once; what makes answers late is in front of it.
 */
export function createRotatingApi(clock: () => number): RotatingApi {
  let isOver = false;
  let reuses = 0;
  let newest = 0;
  const spent = new Map<number, number>();
  const tokens = (generation: number) => ({ accessToken: jwt(clock()), refreshToken: `refresh-${generation}` });
  const renew = (generation: number) => {
    const at = spent.get(generation);
    if (at === undefined) newest = generation + 1;
    else if (clock() > at + grace || spent.has(generation + 1)) {
      reuses++;
      isOver = true;
    }
    if (isOver) return denied();
    spent.set(generation, at ?? clock());
    return json(200, tokens(generation + 1));
  };
  return {
    reuses: () => reuses,
    newest: () => `refresh-${newest}`,
    async fetch(request) {
      const path = new URL(request.url).pathname.split('/').at(-1);
      if (path === 'sign-in') return json(200, { ...tokens(0), user });
      if (path === 'refresh') return renew(Number(String(((await request.json()) as { refreshToken: string }).refreshToken).split('-')[1]));
      const { exp } = JSON.parse(atob(request.headers.get('authorization')?.split('.')[1] ?? '')) as { exp: number };
      return !isOver && clock() < exp * 1000 ? json(200, user) : denied();
    },
  };
}

let count = 0;

function jwt(now: number): string {
  const claims = { jti: ++count, iat: now / 1000, exp: (now + life) / 1000 };
  return ['{}', JSON.stringify(claims), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');
}
