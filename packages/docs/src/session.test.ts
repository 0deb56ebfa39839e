import { expect, test } from 'vitest';
import { widgets } from '../test/contract.ts';
import { toSession } from './session.ts';

test('what hands out tokens, what sends them and what ends it is read from x-session', () => {
  const enter = { method: 'POST', path: '/v2/enter', accessToken: '/access', refreshToken: '/renewal' };
  expect(toSession(widgets)).toStrictEqual({
    scheme: 'pass',
    grants: [enter, { ...enter, path: '/v2/stay' }],
    senders: [{ method: 'POST', path: '/v2/stay' }],
    end: { method: 'POST', path: '/v2/leave' },
    // Not that of the example which sends a token of the wrong kind.
    placeholders: ['some renewal'],
  });
});

test('without a session, or without a bearer token, there is nothing to carry', () => {
  const { 'x-session': _, ...rest } = widgets as typeof widgets & { 'x-session': object };
  expect(toSession(rest)).toBeUndefined();
  expect(toSession({ ...widgets, components: {} })).toBeUndefined();
});
