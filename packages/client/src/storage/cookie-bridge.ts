import { createId, fromText, type Kept, toText } from '../session/kept.ts';
import type { SessionStorage } from '../storage.ts';
import { createChannel } from './channel.ts';

/** How long the backend may take, in milliseconds. */
const patience = 10_000;

export interface BridgeOptions {
  /** Sends the requests. The global `fetch` of the moment if left out. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * Keeps the access token in memory, and leaves the refresh token to a backend of the page's own origin, which keeps it in an httpOnly cookie that no
 * script can read. The backend answers at one address, to three requests, each with `X-Session-Bridge: 1`, which no foreign page can send unasked:
 *
 * - `PUT {refreshToken}` after a sign-in: sets the cookie (`HttpOnly; Secure; SameSite=Strict; Path=` that address), 204.
 * - `POST` when an access token is needed: exchanges the cookie's token at the API and sets the new one, 200 `{accessToken}`; 401 when there is no
 *   cookie or the API refused its token; anything else when it cannot tell, which keeps the session.
 * - `DELETE` at sign-out: ends the session at the API with the cookie's token and clears the cookie, 204.
 */
export function cookieBridge(url: string, options: BridgeOptions = {}): SessionStorage {
  const ask = (method: string, body?: object) => send(url, method, body, options);
  const channel = createChannel(`countersign.bridge.${url}`);
  let kept: string | null = null;
  return {
    async get() {
      const token = kept === null ? await toToken(await ask('POST')) : null;
      if (token !== null) kept = toText(createKept(token));
      return kept;
    },
    async set(text) {
      const { refreshToken, ...rest } = fromText(text) ?? {};
      kept = toText(rest as Kept);
      if (refreshToken === undefined) return;
      demand(await ask('PUT', { refreshToken }));
      channel.tell();
    },
    async remove() {
      kept = null;
      channel.tell();
      demand(await ask('DELETE'));
    },
    renew: async () => toToken(await ask('POST')),
    // What this tab has in memory says nothing of what another tab did: the cookie does.
    subscribe: (listener) =>
      channel.listen(() => {
        kept = null;
        listener();
      }),
  };
}

function send(url: string, method: string, body: object | undefined, { fetch = globalThis.fetch }: BridgeOptions): Promise<Response> {
  return fetch(url, {
    method,
    credentials: 'same-origin',
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
    headers: { 'x-session-bridge': '1', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function toToken(response: Response): Promise<string | null> {
  if (response.status === 401) return null;
  demand(response);
  const { accessToken } = (await response.json()) as { accessToken?: unknown };
  if (typeof accessToken !== 'string') throw new TypeError('the bridge answered no access token');
  return accessToken;
}

function createKept(token: string): Kept {
  return { id: createId(), at: Date.now(), accessToken: token, user: null };
}

function demand({ ok, status }: Response): void {
  if (!ok) throw new Error(`the bridge answered ${status}`);
}
