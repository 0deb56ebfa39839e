import { isObject, type JsonObject } from './json.ts';

/** One way to fulfil a schema: which properties must be there, and which must not. */
interface Variant {
  required: string[];
  absent: string[];
}

/**
 * Rewrites each schema that asks for alternative properties (`oneOf` or `anyOf` of `{required: […]}`, or `not: {required: […]}`) into a union of
 * its variants, because openapi-typescript reads such branches as `unknown`. For types only: validators get the schema as it was written.
 * @returns a deep copy of the document, in which a forbidden property has the schema `false`, which becomes `?: never`
 */
export function withVariants(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withVariants);
  if (!isObject(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withVariants(value)]));
  return isAboutObjects(copy) ? toUnion(copy) : copy;
}

function isAboutObjects({ type }: JsonObject): boolean {
  return type === undefined || type === 'object' || (Array.isArray(type) && type.includes('object'));
}

function toUnion(schema: JsonObject): JsonObject {
  const { type, properties, required, additionalProperties, patternProperties, ...rest } = schema;
  const always: Variant = { required: toNames(required) ?? [], absent: [] };
  const constraints: Variant[][] = [];
  for (const [keyword, toVariants] of Object.entries(keywords)) {
    const variants = toVariants(rest[keyword]);
    if (variants) constraints.push(variants);
    if (variants) delete rest[keyword];
  }
  const variants = constraints.reduce(combine, [always]);
  // Nothing to do, or a schema that nothing fulfils: that is a matter for lint.
  if (constraints.length === 0 || variants.length === 0) return schema;
  const core = defined({ type: 'object', properties, additionalProperties, patternProperties });
  const others = Array.isArray(type) ? type.filter((name) => name !== 'object').map((name) => ({ type: name })) : [];
  const union = { oneOf: [...variants.map((variant) => toSchema(core, variant)), ...others] };
  return { ...rest, allOf: [...(Array.isArray(rest['allOf']) ? rest['allOf'] : []), union] };
}

const keywords = {
  oneOf: (value) => toBranches(value)?.flatMap(exactlyThis),
  anyOf: (value) => toBranches(value)?.map((names) => ({ required: names, absent: [] })),
  not: (value) => toRequired(value)?.map((name) => ({ required: [], absent: [name] })),
} satisfies Record<string, (value: unknown) => Variant[] | undefined>;

/** The branch is fulfilled and no other is: of each other branch, at least one name is absent. */
function exactlyThis(names: string[], index: number, branches: string[][]): Variant[] {
  const others = branches.filter((_, other) => other !== index);
  const choices = others.map((other) => other.filter((name) => !names.includes(name)).map((name) => ({ required: [], absent: [name] })));
  return choices.reduce<Variant[]>(combine, [{ required: names, absent: [] }]);
}

function combine(left: Variant[], right: Variant[]): Variant[] {
  const pairs = left.flatMap((a) => right.map((b) => ({ required: merge(a.required, b.required), absent: merge(a.absent, b.absent) })));
  return pairs.filter(({ required, absent }) => !required.some((name) => absent.includes(name)));
}

function toSchema(core: JsonObject, { required, absent }: Variant): JsonObject {
  const known = isObject(core['properties']) ? core['properties'] : {};
  // `true`: a name whose schema stands elsewhere, in an `allOf`; without it openapi-typescript would drop the requirement.
  const elsewhere = Object.fromEntries(required.filter((name) => !Object.hasOwn(known, name)).map((name) => [name, true]));
  const forbidden = Object.fromEntries(absent.map((name) => [name, false]));
  return { ...core, properties: { ...known, ...elsewhere, ...forbidden }, required };
}

function toBranches(value: unknown): string[][] | undefined {
  if (!Array.isArray(value)) return undefined;
  const branches = value.map(toRequired);
  return branches.every((names) => names !== undefined) ? branches : undefined;
}

/** The names, if the schema says nothing else than that they are required. */
function toRequired(value: unknown): string[] | undefined {
  if (!isObject(value)) return undefined;
  const { required, title: _title, description: _description, type, ...more } = value;
  return Object.keys(more).length === 0 && (type === undefined || type === 'object') ? toNames(required) : undefined;
}

function toNames(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : undefined;
}

function merge(a: string[], b: string[]): string[] {
  return [...new Set([...a, ...b])];
}

function defined(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
