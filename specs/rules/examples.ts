import { at, entries } from './node.ts';
import type { Place, Resolver } from './node.ts';

/** A named example. `toKey` tells where its name stands: an example that several names share has one place and many keys. */
export type Example = Place & { name: string; toKey: () => Place['location'] };

/** The examples of a media type, parameter or header; `under` is `x-examples` for a response without a body. */
export function examplesOf(ctx: Resolver, holder: Place, under: 'examples' | 'x-examples' = 'examples'): Example[] {
  const map = at(ctx, holder, under);
  return entries(ctx, holder, under).map(([name, place]) => ({ ...place, name, toKey: () => (map ?? holder).location.child(name).key() }));
}

/** The examples of a request body or response, over all its media types. */
export function bodyExamplesOf(ctx: Resolver, body: Place): Example[] {
  return [...entries(ctx, body, 'content').flatMap(([, media]) => examplesOf(ctx, media)), ...examplesOf(ctx, body, 'x-examples')];
}

/** Whether the text of the request is the example's value itself instead of its JSON. */
export function isRaw(example: Place): boolean {
  const request = example.node['x-request'];
  return typeof request === 'object' && request !== null && 'raw' in request && request.raw === true;
}

export function isMarkedInvalid(example: Place): boolean {
  return example.node['x-invalid'] === true;
}
