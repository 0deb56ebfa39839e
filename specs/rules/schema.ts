import { at, follow, isNode } from './node.ts';
import type { Node, Place, Resolver } from './node.ts';

/** Applicators that judge the very value that their schema judges. */
const inPlace = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas']);

/** Applicators that only ask a question: what they describe is not what is allowed. */
const questions = new Set(['not', 'if']);

const single = new Set([
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
const lists = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const maps = new Set(['$defs', 'dependentSchemas', 'patternProperties', 'properties']);

export type Relation = 'in-place' | 'question' | 'part';

export function relationOf(keyword: string): Relation {
  if (inPlace.has(keyword)) return 'in-place';
  return questions.has(keyword) ? 'question' : 'part';
}

/** What stands directly inside a schema as a schema, with the keys that lead to it; references are not followed. */
export function partsOf(schema: Node): [keyword: string, keys: (string | number)[], value: unknown][] {
  return Object.keys(schema).flatMap((keyword) =>
    parts(keyword, schema[keyword]).map(([name, value]): [string, (string | number)[], unknown] => [
      keyword,
      name === undefined ? [keyword] : [keyword, name],
      value,
    ]),
  );
}

function parts(keyword: string, value: unknown): [name: string | number | undefined, value: unknown][] {
  if (single.has(keyword)) return [[undefined, value]];
  if (lists.has(keyword) && Array.isArray(value)) return [...value.entries()];
  return maps.has(keyword) && isNode(value) ? Object.entries(value) : [];
}

/** Whether the schema names this type. */
export function hasType(schema: Node, type: string): boolean {
  return Array.isArray(schema.type) ? schema.type.includes(type) : schema.type === type;
}

/** Whether the schema lists its values, so that nothing else about it is open. */
export function isListed(schema: Node): boolean {
  return 'enum' in schema || 'const' in schema;
}

export function isClosed(schema: Node): boolean {
  return schema.additionalProperties === false || schema.unevaluatedProperties === false;
}

/** Whether the schema accepts properties under names of the sender's choice and names none of its own. */
export function isMap(schema: Node): boolean {
  if ('properties' in schema || isListed(schema)) return false;
  const open = schema.additionalProperties ?? schema.unevaluatedProperties;
  if ('patternProperties' in schema || open === true || isNode(open)) return true;
  // A bare `type: object` accepts any property; a branch such as `required: [email]` only narrows another schema.
  return hasType(schema, 'object') && open === undefined && !['required', ...inPlace].some((keyword) => keyword in schema);
}

/** The names that a value must have, those that a branch asks for included. */
export function requiredOf(ctx: Resolver, schema: Place): Set<string> {
  const own = Array.isArray(schema.node.required) ? schema.node.required.map(String) : [];
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = schema.node[keyword];
    return Array.isArray(list) ? list.map((value, index) => follow(ctx, value, schema.location.child([keyword, index]))) : [];
  });
  return new Set([...own, ...branches.flatMap((branch) => (branch ? [...requiredOf(ctx, branch)] : []))]);
}

/** The schema of a parameter, header or media type. */
export function schemaOf(ctx: Resolver, holder: Place): Place | undefined {
  return at(ctx, holder, 'schema');
}

/**
 * The schema without what it refers to; something else stands in place of each reference.
 * @returns nothing if it asks which properties or items others have looked at, for then those others have to be within it
 */
export function toOwnSchema(schema: Node, toReference: (ref: string) => Node): Node | undefined {
  let isOwn = true;
  const copy = (value: unknown): unknown => {
    if (!isNode(value)) return value;
    if ('unevaluatedProperties' in value || 'unevaluatedItems' in value) isOwn = false;
    // References were resolved without `$id`.
    const { $ref, $id: _, ...keywords } = value;
    const own = Object.entries(keywords).map(([keyword, inner]) => [keyword, copyKeyword(keyword, inner, copy)]);
    return { ...Object.fromEntries(own), ...(typeof $ref === 'string' && toReference($ref)) };
  };
  const own = copy(schema);
  return isOwn && isNode(own) ? own : undefined;
}

/** A JSON Schema that stands alone: the target of each reference becomes one of `$defs`. */
export function toJsonSchema(ctx: Resolver, schema: Place): Node {
  const names = new Map<string, string>();
  const defs: Record<string, unknown> = {};
  const toName = ({ node, location }: Place): string => {
    const known = names.get(location.absolutePointer);
    if (known !== undefined) return known;
    const name = `d${names.size}`;
    // Named before it is copied, so that a schema may refer to itself.
    names.set(location.absolutePointer, name);
    defs[name] = copy(node, location);
    return name;
  };
  const copy = (value: unknown, location: Place['location']): unknown => {
    if (!isNode(value)) return value;
    const target = typeof value.$ref === 'string' ? follow(ctx, value, location) : undefined;
    return Object.fromEntries(
      Object.entries(value).flatMap(([keyword, inner]): [string, unknown][] => {
        if (keyword === '$ref') return target ? [['$ref', `#/$defs/${toName(target)}`]] : [];
        return [[keyword, copyKeyword(keyword, inner, (part) => copy(part, location))]];
      }),
    );
  };
  return { allOf: [{ $ref: `#/$defs/${toName(schema)}` }], $defs: defs };
}

function copyKeyword(keyword: string, value: unknown, copy: (part: unknown) => unknown): unknown {
  if (single.has(keyword)) return copy(value);
  if (lists.has(keyword) && Array.isArray(value)) return value.map(copy);
  if (!maps.has(keyword) || !isNode(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy(part)]));
}
