import type { SecurityRequirement, SecurityScheme } from '../spec/spec.ts';
import type { Change } from './change.ts';
import type { Pair } from './side.ts';
import { change, describe } from './words.ts';

/**
 * What became of the credentials. Each way in that was open must be open still: one of the new alternatives asks for nothing that it did not bring.
 * What a scheme is called in the contract does not travel.
 */
export function compareSecurity(pair: Pair): Change[] {
  const [old, next] = [waysInto(pair.old.security), waysInto(pair.next.security)];
  const closed = old.filter((way) => !next.some((other) => isSubset(other, way)));
  const opened = next.filter((way) => !old.some((other) => isSubset(other, way)));
  if (closed.length === 0 && opened.length === 0) return [];
  const harmless = opened.map((way) => change('minor', 'security-requirement-added', `${toText(way)} will do`, pair.next.at, pair.id));
  return [...closed.map((way) => closedWay(pair, way)), ...(closed.length === 0 ? harmless : [])];
}

function closedWay(pair: Pair, way: readonly string[]): Change {
  const value = toText(way);
  return {
    ...change('major', 'security-requirement-changed', `${value} will no longer do`, pair.next.at, pair.id),
    witness: {
      kind: 'request',
      operation: pair.id,
      where: 'credentials',
      value,
      refusedBy: { keyword: 'security', at: pair.next.at },
      says: describe('request', 'credentials', value, 'security'),
    },
  };
}

/** What each alternative asks for. No alternatives: nothing is asked for. */
function waysInto(security: readonly SecurityRequirement[]): string[][] {
  if (security.length === 0) return [[]];
  return security.map((requirement) =>
    requirement.flatMap(({ scheme, scopes }) => [nameOf(scheme), ...scopes.map((scope) => `${nameOf(scheme)} with scope ${scope}`)]),
  );
}

function nameOf({ kind, in: place, name, key }: SecurityScheme): string {
  if (kind === 'apiKey') return `an API key in ${place} ${name}`;
  return kind === 'http' ? `credentials of ${key}` : `credentials of kind ${kind}`;
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.every((name) => all.includes(name));
}

function toText(way: readonly string[]): string {
  return way.length === 0 ? 'a request without credentials' : way.join(' and ');
}
