import { isIP } from 'node:net';
import type { Pseudonym } from './pseudonym.ts';

/** How long a source counts as known after the last sign-in from it, in milliseconds: 90 days. */
export const knownFor = 90 * 24 * 60 * 60 * 1000;

const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * The bucket in which a client's address counts: an IPv4 address itself, also when it is written as IPv6 (`::ffff:1.2.3.4`, RFC 4291 section
 * 2.5.5.2), and the /56 of an IPv6 address, because one customer is given that many and could take another one for each attempt. Whatever is no
 * address shares the bucket `unknown`.
 */
export function toSource(address: string | undefined): string {
  const text = (address ?? '').replace(/%.*$/s, '');
  const family = isIP(text);
  if (family === 4) return text;
  if (family !== 6) return 'unknown';
  // The one spelling of RFC 5952, without dotted parts.
  const canonical = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const [, high, low] = mapped.exec(canonical) ?? [];
  return high && low ? [...toBytes(high), ...toBytes(low)].join('.') : toNetwork56(canonical);
}

function toBytes(group: string): [number, number] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}

function toNetwork56(canonical: string): string {
  const [head = '', tail] = canonical.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = tail ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail] : [...head];
  const [fourth = '0'] = groups.splice(3);
  const [high] = toBytes(fourth);
  return `${groups.join(':')}:${(high << 8).toString(16)}::/56`;
}

/** What the store keeps of where an account signed in. `source` is a pseudonym, times are epoch milliseconds. */
export interface KnownSourceStore {
  /** Never moves the time back. */
  remember(known: { accountId: number; source: string; at: number }): Promise<void>;
  /** The last sign-in of the account from there, or undefined. */
  lastSeen(known: { accountId: number; source: string }): Promise<number | undefined>;
  /** Forgets what was last seen before that time; resolves to how many. */
  prune(before: number): Promise<number>;
}

/** Where accounts signed in during the last 90 days; `source` is a bucket of `toSource`. */
export interface KnownSources {
  /** To be called after a successful sign-in. */
  remember(accountId: number, source: string, now: number): Promise<void>;
  /** The same query without an account, so that the time of the answer does not tell whether there is one. */
  isKnown(accountId: number | undefined, source: string, now: number): Promise<boolean>;
  prune(now: number): Promise<number>;
}

export function createKnownSources(store: KnownSourceStore, pseudonym: Pseudonym): KnownSources {
  // With the account in it: two accounts of one household cannot be linked by it.
  const hide = (accountId: number, source: string) => pseudonym('known-source', String(accountId), source);
  return {
    remember: (accountId, source, at) => store.remember({ accountId, source: hide(accountId, source), at }),
    async isKnown(accountId = 0, source, now) {
      const seen = await store.lastSeen({ accountId, source: hide(accountId, source) });
      // What is no address is everyone's.
      return seen !== undefined && seen > now - knownFor && source !== 'unknown';
    },
    prune: (now) => store.prune(now - knownFor),
  };
}
