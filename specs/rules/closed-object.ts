import type { Oas3Rule } from '@redocly/openapi-core';
import { at, follow, isNode, placeOf } from './node.ts';
import type { Node, Place, Reporter, Resolver } from './node.ts';
import { isClosed, partsOf, relationOf } from './schema.ts';

/** Bodies are closed: a misspelt property must be an error, not silence. */
export const closedObject = (() => {
  const seen = { open: new Set<Node>(), enclosed: new Set<Node>() };
  return {
    MediaType(mediaType: unknown, ctx) {
      const place = placeOf(mediaType, ctx);
      const schema = place && at(ctx, place, 'schema');
      if (schema) walk(ctx, schema, false, seen);
    },
  };
}) satisfies Oas3Rule;

type Seen = { open: Set<Node>; enclosed: Set<Node> };

/** What is open in a schema by itself, by the keys that lead there, and what it refers to. */
type Look = { open: (string | number)[][]; references: { ref: string; enclosed: boolean }[] };

/** `enclosed`: a schema around this one closes the same object, so this one is a branch and must stay open. */
function walk(ctx: Resolver & Reporter, schema: Place, enclosed: boolean, seen: Seen): void {
  const visited = enclosed ? seen.enclosed : seen.open;
  if (visited.has(schema.node)) return;
  visited.add(schema.node);
  const { open, references } = lookAt(schema.node, enclosed);
  for (const keys of open) {
    const message = 'An open object: add `additionalProperties: false`, or `unevaluatedProperties: false` where schemas are combined.';
    const location = keys.length > 0 ? schema.location.child(keys) : schema.location;
    ctx.report({ message, location: location.key() });
  }
  for (const reference of references) {
    const target = follow(ctx, { $ref: reference.ref }, schema.location);
    if (target) walk(ctx, target, reference.enclosed, seen);
  }
}

/** By the object that a schema is, for a linter that sees it again. */
const known = { open: new WeakMap<Node, Look>(), enclosed: new WeakMap<Node, Look>() };

function lookAt(schema: Node, enclosed: boolean): Look {
  const looks = enclosed ? known.enclosed : known.open;
  const look = looks.get(schema) ?? { open: [], references: [] };
  if (!looks.has(schema)) lookInto(schema, enclosed, [], look);
  looks.set(schema, look);
  return look;
}

function lookInto(schema: unknown, enclosed: boolean, keys: (string | number)[], look: Look): void {
  if (!isNode(schema)) return;
  if (typeof schema.$ref === 'string') return void look.references.push({ ref: schema.$ref, enclosed });
  const closed = enclosed || isClosed(schema);
  if ('properties' in schema && !closed) look.open.push(keys);
  for (const [keyword, inner, part] of partsOf(schema)) {
    const relation = relationOf(keyword);
    if (relation !== 'question') lookInto(part, closed && relation === 'in-place', [...keys, ...inner], look);
  }
}
