import { expect } from 'vitest';
import type { Failure } from '../src/core/failures.ts';
import { createPseudonym } from '../src/core/pseudonym.ts';
import { createThrottle, type ThrottleRequest } from '../src/core/throttle.ts';
import { createThrottleStore } from '../src/db/throttle.ts';
import type { OpenFresh } from './databases.ts';

/** Someone trying an identifier: of account 1, unless said otherwise. */
export const by = (source: string, identifier = 'email:ann@example.com', rest: Partial<ThrottleRequest> = {}): ThrottleRequest => ({
  identifiers: [identifier],
  account: 1,
  source,
  trusted: false,
  ...rest,
});

/** A throttle on a new database, with a clock that `pass` moves by milliseconds. */
export async function openThrottle(openFresh: OpenFresh) {
  const { database, knex } = await openFresh();
  let time = 1_800_000_000_000;
  const errors: unknown[] = [];
  const store = createThrottleStore(database.query);
  const pseudonym = createPseudonym('a secret');
  const throttle = createThrottle({ store, pseudonym, clock: () => time, onStoreError: (error) => errors.push(error) });
  const reserve = (request: ThrottleRequest) => throttle.reserve(request);
  /** `open`, `silent`, or the seconds to wait. */
  const attempt = (request: ThrottleRequest): Promise<'open' | 'silent' | number> =>
    reserve(request).then(
      ({ silent }) => (silent ? 'silent' : 'open'),
      ({ value }: Failure) => (value.code === 'too-many-requests' ? value.data.retryAfter : expect.fail(value.code)),
    );
  return { knex, throttle, reserve, attempt, errors, now: () => time, pass: (duration: number) => void (time += duration) };
}

/** How many passwords would have been verified. */
export function countOpen(waits: readonly unknown[]): number {
  return waits.filter((wait) => wait === 'open').length;
}
