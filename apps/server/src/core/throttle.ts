import type { Attempt, Charge } from './attempt.ts';
import type { Limit } from './bucket.ts';
import { fail } from './failures.ts';
import { createInsurance } from './insurance.ts';
import type { Pseudonym } from './pseudonym.ts';

export interface Taken {
  /** Milliseconds until an attempt may be made. If this is not 0 nothing was counted. */
  wait: number;
  silent: boolean;
  charges: readonly Charge[];
}

/** Where the buckets are. `now` is in epoch milliseconds. */
export interface ThrottleStore {
  /** Counts the attempt in all its buckets or in none. However many attempts are made at once, no bucket takes more than its limit. */
  take(attempt: Attempt, now: number): Promise<Taken>;
  giveBack(charges: readonly Charge[]): Promise<void>;
  /** Removes the buckets that are empty; resolves to how many. */
  prune(now: number): Promise<number>;
}

const seconds = 1000;
const minutes = 60 * seconds;

export type Limits = Record<keyof typeof defaultLimits, Limit>;

export const defaultLimits = {
  /** An identifier from one source: 5, then one after 1, 2, 4, 8, 8 and from then on 15 minutes. */
  pair: { burst: 5, block: minutes, refill: 15 * minutes },
  /** An identifier from all sources where its account did not sign in before: about 100 guesses a day, however many addresses they come from. */
  identifier: { burst: 10, block: minutes, refill: 15 * minutes },
  /** An account by whichever of its identifiers, from all sources where it did not sign in before. */
  account: { burst: 10, block: minutes, refill: 15 * minutes },
  /** A source with accounts that did not sign in there before: 30 per 5 minutes … */
  source: { burst: 30, block: 10 * seconds, refill: 10 * seconds },
  /** … of 20 distinct identifiers per 10 minutes: one password for many accounts. */
  spread: { burst: 20, block: 30 * seconds, refill: 30 * seconds },
  /** A source with accounts that did, such as an office behind one address: 300 per 5 minutes. */
  knownSource: { burst: 300, block: seconds, refill: seconds },
} satisfies Record<string, Limit>;

/** Five times as many attempts, for where people try a server out with accounts that are no secret. */
export const relaxedLimits: Limits = {
  pair: relax(defaultLimits.pair),
  identifier: relax(defaultLimits.identifier),
  account: relax(defaultLimits.account),
  source: relax(defaultLimits.source),
  spread: relax(defaultLimits.spread),
  knownSource: relax(defaultLimits.knownSource),
};

function relax(limit: Limit): Limit {
  return { ...limit, burst: limit.burst * 5 };
}

export interface ThrottleRequest {
  /** In canonical form, each with its kind: `email:ann@example.com`. What has no canonical form as it was sent. */
  identifiers: readonly string[];
  /** The account they belong to, if they belong to one. */
  account: number | undefined;
  /** A bucket of `toSource`. */
  source: string;
  /** Whether this account signed in from this source before, see `KnownSources`. */
  trusted: boolean;
}

export interface Reservation {
  /**
   * The account is under attack by its other identifiers. The password is to be verified against a dummy and called wrong: an open refusal would
   * tell that the identifiers belong together.
   */
  silent: boolean;
  /** After a right password: gives back what this attempt took, and nothing else, so that no one buys attempts with an account of his own. Never rejects. */
  refund(): Promise<void>;
}

export interface Throttle {
  /** Counts the attempt before anything is verified. Throws `too-many-requests`, for identifiers of no account just the same. */
  reserve(request: ThrottleRequest): Promise<Reservation>;
  /** Removes the buckets that are empty; resolves to how many. */
  prune(): Promise<number>;
}

export interface ThrottleOptions {
  store: ThrottleStore;
  pseudonym: Pseudonym;
  /** Epoch milliseconds. */
  clock: () => number;
  limits?: Partial<Limits>;
  /** Told when the store failed and the buckets of this process were used. */
  onStoreError?: (error: unknown) => void;
}

export function createThrottle({ store, pseudonym, clock, limits, onStoreError }: ThrottleOptions): Throttle {
  const rules = { ...defaultLimits, ...limits };
  const insurance = createInsurance();
  // Without its store the throttle must neither let everyone in nor keep everyone out.
  const take = (attempt: Attempt, now: number) =>
    store.take(attempt, now).then(
      (taken) => ({ ...taken, from: store }),
      async (error: unknown) => {
        onStoreError?.(error);
        return { ...(await insurance.take(attempt, now)), from: insurance };
      },
    );

  return {
    async reserve(request) {
      const now = clock();
      const { wait, silent, charges, from } = await take(toAttempt(request, rules, pseudonym), now);
      if (wait > 0) fail('too-many-requests', { retryAfter: Math.ceil(wait / seconds), fields: request.identifiers.map(kindOf) });
      let left = charges;
      return {
        silent,
        async refund() {
          // A point that time has taken may be someone else's by now.
          const own = left.filter(({ limit }) => clock() < now + limit.refill);
          left = [];
          await from.giveBack(own).catch((error: unknown) => onStoreError?.(error));
        },
      };
    },
    prune: () => store.prune(clock()),
  };
}

/** Lets everything pass: for servers under test. */
export const noThrottle: Throttle = {
  reserve: async () => ({ silent: false, refund: async () => {} }),
  prune: async () => 0,
};

function toAttempt({ identifiers, account, source, trusted }: ThrottleRequest, limits: Limits, pseudonym: Pseudonym): Attempt {
  const charge = (kind: keyof Limits, ...parts: string[]): Charge => ({ key: pseudonym(kind, ...parts), limit: limits[kind] });
  const each = [...new Set(identifiers)];
  // Who has no account is counted alike, so that the same work is done.
  const owner = account === undefined ? ['unknown', ...each] : ['account', String(account)];
  const pairs = each.map((identifier) => charge('pair', identifier, source));
  // Only sources where the account signed in before stay out of what strangers can fill.
  if (trusted) {
    return { pairs, totals: [charge('knownSource', source)], spread: undefined, hidden: charge('pair', ...owner, source) };
  }
  return {
    pairs,
    totals: [...each.map((identifier) => charge('identifier', identifier)), charge('source', source)],
    spread: charge('spread', source),
    hidden: charge('account', ...owner),
  };
}

function kindOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(':'));
}
