/** What went to addresses that no contract documents. */
export interface Elsewhere {
  /** With the scheme. */
  host: string;
  count: number;
  /** The most frequent ones, without queries, with `{…}` for what looks like an id or a secret: `GET /users/{…}`. */
  addresses: readonly { address: string; count: number }[];
}

const shown = 5;

export interface Addresses {
  add(method: string, url: string): void;
  /** The busiest host first. */
  list(): Elsewhere[];
  /** Every path, tidied. */
  paths(): Set<string>;
}

export function createElsewhere(): Addresses {
  const hosts = new Map<string, Map<string, number>>();
  const paths = new Set<string>();
  return {
    add(method, url) {
      const { origin, protocol, pathname } = new URL(url);
      const path = origin === 'null' ? '' : tidyPath(pathname);
      const host = origin === 'null' ? protocol : origin;
      const addresses = hosts.get(host) ?? new Map<string, number>();
      const address = `${method} ${path}`.trimEnd();
      addresses.set(address, (addresses.get(address) ?? 0) + 1);
      hosts.set(host, addresses);
      paths.add(path);
    },
    list: () => [...hosts].map(([host, addresses]) => toElsewhere(host, addresses)).toSorted((a, b) => b.count - a.count),
    paths: () => paths,
  };
}

function toElsewhere(host: string, found: ReadonlyMap<string, number>): Elsewhere {
  const addresses = [...found].map(([address, count]) => ({ address, count })).toSorted((a, b) => b.count - a.count);
  return { host, count: addresses.reduce((sum, { count }) => sum + count, 0), addresses: addresses.slice(0, shown) };
}

/** Numbers, UUIDs and whatever is long and has digits in it may be anything, and may be secret. */
export function tidyPath(path: string): string {
  const isName = (segment: string) => /^[\w.~%@:+-]{0,40}$/.test(segment) && !/^\d+$|^[\da-f-]{16,}$/i.test(segment) && !isRandom(segment);
  return path
    .split('/')
    .map((segment) => (isName(segment) ? segment : '{…}'))
    .join('/');
}

function isRandom(segment: string): boolean {
  return segment.length >= 20 && /\d/.test(segment);
}
