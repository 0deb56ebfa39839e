import type { KeyRing } from './key-ring.ts';
import type { Store } from './store.ts';

/**
 * What the server does for itself, to be called every minute or so in every process: takes the steps of a key rotation that are due, and deletes
 * what has expired. Rejects when the database is away; the next call then does the rest.
 */
export async function maintain({ store, keys, clock }: { store: Store; keys: KeyRing; clock: () => number }): Promise<void> {
  await keys.maintain();
  await store.prune(clock());
}
