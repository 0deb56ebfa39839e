import type { Location } from '../spec/location.ts';
import type { SecurityRequirement, SecurityScheme } from '../spec/spec.ts';
import type { Change } from './change.ts';
import type { Pair } from './side.ts';
import { change } from './words.ts';

/**
 * What became of the credentials. Each way in that was open must be open still: one of the new alternatives asks for nothing that it did not bring.
 * What a scheme is called in the contract does not travel.
 */
export function compareSecurity(pair: Pair): Change[] {
  const [old, next] = [waysInto(pair.old.security), waysInto(pair.next.security)];
  const closed = old.filter((way) => !next.some((other) => isSubset(other, way)));
  const opened = next.filter((way) => !old.some((other) => isSubset(other, way)));
  if (closed.length === 0 && opened.length === 0) return [];
  const harmless = opened.map((way) => change('minor', 'security-requirement-added', `${toText(way)} will do`, placeOf(pair), pair.id));
  return [...closed.map((way) => closedWay(pair, way, next)), ...(closed.length === 0 ? harmless : [])];
}

function closedWay(pair: Pair, way: readonly string[], next: readonly (readonly string[])[]): Change {
  const value = toText(way);
  const at = placeOf(pair);
  const wanted = next.map(toText).join(', or ');
  return {
    ...change('major', 'security-requirement-changed', `${value} will no longer do: asked for now is ${wanted}`, at, pair.id),
    witness: {
      kind: 'request',
      operation: pair.id,
      where: 'credentials',
      value,
      refusedBy: { keyword: 'security', at },
      says: `credentials: ${value} was enough, now security asks for ${wanted}`,
    },
  };
}

/** Where it is said now: of a scheme that changed under its name, where the scheme is. */
function placeOf({ old, next }: Pair): Location {
  const schemesIn = ({ security }: Pair['old']) => security.flat().map(({ scheme }) => scheme);
  const isOther = (one: SecurityScheme, other: SecurityScheme) => one.key === other.key && nameOf(one) !== nameOf(other);
  const changed = schemesIn(next).find((scheme) => schemesIn(old).some((other) => isOther(scheme, other)));
  return changed?.at ?? next.securityAt ?? next.at;
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
  return `${kind === 'http' ? key : kind} credentials`;
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.every((name) => all.includes(name));
}

/** A scheme with a scope is the scheme as well. */
function toText(way: readonly string[]): string {
  const distinct = way.filter((name) => !way.some((other) => other.startsWith(`${name} with scope `)));
  return way.length === 0 ? 'a request without credentials' : distinct.join(' and ');
}
