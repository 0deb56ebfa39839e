// @vitest-environment happy-dom
/// <reference lib="dom" />
import { act, createElement, StrictMode, type ReactNode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createFakeApi, json } from './api.testing.ts';
import { type Client, createClient } from './index.ts';
import { type SignIn, useSession, useSignIn } from './react.ts';
import { baseUrl, credentials } from './session.testing.ts';

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

function setUp(fetch: (request: Request) => Promise<Response> = createFakeApi().fetch): Client<'sign-in'> {
  return createClient({ api: 'sign-in', baseUrl, fetch });
}

/** Renders into an empty page that is gone after the test. */
async function render(node: ReactNode) {
  const container = document.createElement('div');
  const root = createRoot(container);
  await act(async () => root.render(node));
  const unmount = () => act(async () => root.unmount());
  onTestFinished(unmount);
  return { container, unmount };
}

function Who({ client }: { client: Client<'sign-in'> }) {
  const { state, user, isReady } = useSession(client);
  return `${state} ${user?.role ?? 'nobody'} ${isReady ? 'ready' : 'unknown'}`;
}

/** A client whose listeners are counted. */
function counted(client: Client<'sign-in'>) {
  let listeners = 0;
  const { session } = client;
  const subscribe: typeof session.subscribe = (listener) => {
    const stop = session.subscribe(listener);
    listeners++;
    return () => {
      stop();
      listeners--;
    };
  };
  return { client: { ...client, session: { ...session, subscribe } }, count: () => listeners };
}

describe('useSession', () => {
  test('shows the session and renders again when it changes', async () => {
    const client = setUp();
    const { container } = await render(createElement(Who, { client }));
    expect(container.textContent).toBe('signed-out nobody ready');
    await act(() => client.signIn(credentials));
    expect(container.textContent).toBe('signed-in admin ready');
    await act(() => client.session.signOut());
    expect(container.textContent).toBe('signed-out nobody ready');
  });

  test('leaves no listener behind, though StrictMode mounts twice', async () => {
    const { client, count } = counted(setUp());
    const { unmount } = await render(createElement(StrictMode, null, createElement(Who, { client }), createElement(Who, { client })));
    expect(count()).toBe(2);
    await unmount();
    expect(count()).toBe(0);
  });

  test('renders on a server without sending or listening, and is taken over by the page', async () => {
    const api = createFakeApi();
    const { client, count } = counted(setUp(api.fetch));
    await client.signIn(credentials);
    const html = renderToString(createElement(Who, { client }));
    expect(html).toBe('signed-out nobody unknown');
    expect([count(), api.paths()]).toEqual([0, ['sign-in']]);
    const container = document.createElement('div');
    container.innerHTML = html;
    const errors: unknown[] = [];
    const root = await act(async () =>
      hydrateRoot(container, createElement(Who, { client }), { onRecoverableError: (error) => errors.push(error) }),
    );
    onTestFinished(() => act(async () => root.unmount()));
    expect([errors, container.textContent]).toEqual([[], 'signed-in admin ready']);
  });
});

describe('useSignIn', () => {
  /** Renders a component that uses it, and gives what it was given last. */
  async function use(client: Client<'sign-in'>) {
    const given: SignIn<'sign-in'>[] = [];
    function Form() {
      given.push(useSignIn(client));
      return null;
    }
    const page = await render(createElement(Form));
    return { ...page, last: () => given.at(-1) as SignIn<'sign-in'> };
  }

  test('is pending until the answer, then without an error', async () => {
    const api = createFakeApi();
    const gate = Promise.withResolvers<void>();
    const client = setUp(async (request) => {
      await gate.promise;
      return api.fetch(request);
    });
    const { last } = await use(client);
    expect(last()).toMatchObject({ isPending: false, error: null });
    let result: ReturnType<ReturnType<typeof last>['signIn']> | undefined;
    await act(async () => void (result = last().signIn(credentials)));
    expect(last()).toMatchObject({ isPending: true, error: null });
    await act(async () => gate.resolve());
    expect(last()).toMatchObject({ isPending: false, error: null });
    expect(await result).toMatchObject({ ok: true, status: 200 });
    expect(client.session.get().state).toBe('signed-in');
  });

  test('tells the error once, sends once, and forgets on reset', async () => {
    let sent = 0;
    const { last } = await use(setUp(async () => (sent++, json(503, { statusCode: 503, message: 'Service Unavailable' }))));
    const { signIn } = last();
    await act(async () => void (await signIn(credentials)));
    expect(last()).toMatchObject({ isPending: false, error: { code: 'unavailable' } });
    expect([sent, last().signIn]).toEqual([1, signIn]);
    await act(async () => last().reset());
    expect(last().error).toBeNull();
  });

  test('of two at once tells of the later one', async () => {
    const gates = [Promise.withResolvers<Response>(), Promise.withResolvers<Response>()] as const;
    let sent = 0;
    const { last } = await use(setUp(() => (gates[sent++] as (typeof gates)[0]).promise));
    await act(async () => {
      void last().signIn(credentials);
      void last().signIn(credentials);
    });
    await act(async () => gates[1].resolve(json(401, { statusCode: 401, message: 'Invalid email or password' })));
    await act(async () => gates[0].reject(new TypeError('reset')));
    expect(last()).toMatchObject({ isPending: false, error: { code: 'unauthorized' } });
  });

  test('may be left while it is under way', async () => {
    const gate = Promise.withResolvers<Response>();
    const { last, unmount } = await use(setUp(() => gate.promise));
    let result: ReturnType<ReturnType<typeof last>['signIn']> | undefined;
    await act(async () => void (result = last().signIn(credentials)));
    await unmount();
    gate.reject(new TypeError('reset'));
    expect(await result).toMatchObject({ ok: false, status: 'none' });
  });
});
