import type { Location, UserContext } from '@redocly/openapi-core';

export type Node = { readonly [key: string]: unknown };

/** An object of the document, references followed, and where it stands. */
export type Place = { node: Node; location: Location };

export type Resolver = Pick<UserContext, 'resolve'>;
export type Reporter = Pick<UserContext, 'report'>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows a reference. `undefined` for what is no object and for a reference to nowhere, which Redocly's own rules report. */
export function follow(ctx: Resolver, value: unknown, location: Location): Place | undefined {
  if (!isNode(value)) return undefined;
  if (typeof value.$ref !== 'string') return { node: value, location };
  const target = ctx.resolve<object>({ $ref: value.$ref }, location.source.absoluteRef);
  return isNode(target.node) && target.location ? { node: target.node, location: target.location } : undefined;
}

/** The object under `key`. */
export function at(ctx: Resolver, place: Place, key: string): Place | undefined {
  const value = place.node[key];
  return isNode(value) ? follow(ctx, value, place.location.child(key)) : undefined;
}

/** The objects of the map under `key`, by name. */
export function entries(ctx: Resolver, place: Place, key: string): [name: string, place: Place][] {
  const map = at(ctx, place, key);
  if (!map) return [];
  return Object.keys(map.node).flatMap((name) => {
    const entry = at(ctx, map, name);
    return entry ? [[name, entry] satisfies [string, Place]] : [];
  });
}

/** What a visitor was called with, as a place. */
export function placeOf(value: unknown, ctx: Pick<UserContext, 'location'>): Place | undefined {
  return isNode(value) ? { node: value, location: ctx.location } : undefined;
}
