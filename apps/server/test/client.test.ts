import { apis } from '@countersign/contracts';
import { expect, test } from 'vitest';
import { call } from '../../../packages/client/src/testing/answer.testing.ts';
import { type Row, rows, titleOf } from '../../../packages/client/src/testing/rows.testing.ts';
import { byRequest } from '../../../packages/client/src/testing/targets.testing.ts';
import type { Core } from '../src/core/core.ts';
import { Failure } from '../src/core/failures.ts';
import { statesOf } from './states.ts';
import { describeServers, type ServerOptions } from './server.ts';

// What the client makes of an answer that takes a state of the server. What a request alone brings about is tested in the client's package, with the
// same assertions, and so are the mocks.
const given = rows.filter(({ example }) => example.given !== undefined);

/** What stands in the contract for whatever is in front of the server, and cannot be brought about in it, whatever fails. */
const unreachable = new Set([
  // Asks nobody anything.
  'platform live 429',
]);

const pairOf = ({ api, id, example }: Row) => `${api} ${id} ${example.status}`;

describeServers(
  'the client',
  (start) => {
    const states = statesOf(start);

    test.each(given.filter((row) => !unreachable.has(pairOf(row))).map((row) => [titleOf(row), row] as const))('%s', async (_, row) => {
      const state = states[row.example.given ?? ''];
      const { baseUrl, bring } = state ? await state() : { baseUrl: (await start(faultOf(row))).address };
      const target = byRequest(baseUrl, async (request) => bring?.([await toSent(request)]));
      const { actual, expected } = await call(row, target);
      expect(actual).toStrictEqual(expected);
    });
  },
  // The client knows no database.
  ['sqlite'],
);

test('every documented status of every operation comes from the server, but for what can only come from before it', () => {
  const documented = Object.entries(apis).flatMap(([api, { operations }]) =>
    Object.entries(operations).flatMap(([id, { responses }]) => Object.keys(responses).map((status) => `${api} ${id} ${status}`)),
  );
  const shown = new Set(rows.map(pairOf));
  expect(documented.filter((pair) => !shown.has(pair))).toStrictEqual([]);
  expect([...unreachable].filter((pair) => !shown.has(pair))).toStrictEqual([]);
});

/** A server in which something fails that does not fail by itself: a core that throws, or, where no core is asked, the clock of the log. */
function faultOf({ id, example: { status } }: Row): ServerOptions {
  const failures: Record<number, () => Error> = {
    429: () => new Failure({ code: 'too-many-requests', data: { fields: [], retryAfter: 1 } }),
    503: () => new Failure({ code: 'unavailable', data: { retryAfter: 1 } }),
    500: () => new Error('a fault'),
  };
  const fail = () => {
    throw failures[status]?.();
  };
  const replace = (core: Core) => Object.fromEntries(Object.keys(core).map((name) => [name, fail])) as unknown as Core;
  return id === 'live' ? { now: fail } : { replace };
}

async function toSent(request: Request) {
  const body = request.body ? new Uint8Array(await request.clone().arrayBuffer()) : undefined;
  return { method: request.method, url: request.url, headers: [...request.headers], body };
}
