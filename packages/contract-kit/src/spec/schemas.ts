import { entries, get, keyOf, locate, refOf, type Graph, type Node } from './graph.ts';
import { listKeywords, mapKeywords, schemaKeywords } from './keywords.ts';
import { SpecError } from './location.ts';
import { fromOpenApi30 } from './openapi-3.0.ts';
import type { Origin, Schema, SchemaObject, Schemas } from './spec.ts';

/**
 * What a schema is read for. In a request `readOnly` properties are not required, in a response `writeOnly` ones are not, and a response may hold
 * nothing that its schema does not describe. A `part` is a branch of a composition in a response: the whole says what is described, not the part.
 */
export type Purpose = 'request' | 'response' | 'part';

const one = new Set([...schemaKeywords, 'contentSchema']);
const many = new Set(listKeywords);
const named = new Set(mapKeywords);
const branches = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);
const annotations = ['description', 'title', 'example', 'examples', 'default', 'deprecated', 'externalDocs', 'xml', '$comment'];
/** Of use to readers only, or of a meaning that is taken into account here; `$id` and `$anchor` would change what references mean. */
const dropped = new Set([
  ...annotations,
  '$ref',
  '$id',
  '$schema',
  '$anchor',
  '$defs',
  '$dynamicAnchor',
  '$dynamicRef',
  'definitions',
  'discriminator',
  'nullable',
]);

export interface SchemaReader extends Schemas {
  /** The schema at a node. The same node and purpose give the same object. */
  read(node: Node, purpose: Purpose): Schema;
}

interface Registry {
  graph: Graph;
  openapi: '3.0' | '3.1';
  origins: WeakMap<object, Origin>;
  /** By purpose and place. */
  schemas: Map<string, Schema>;
  /** What `schema:0`, `schema:1`, … stand for. */
  targets: { node: Node; purpose: Purpose; schema?: Schema }[];
  names: Map<string, string>;
}

/** Reads schemas on demand, so that a circle of references ends. */
export function createSchemas(graph: Graph, openapi: '3.0' | '3.1'): SchemaReader {
  const registry: Registry = { graph, openapi, origins: new WeakMap(), schemas: new Map(), targets: [], names: new Map() };
  return {
    read: (node, purpose) => read(registry, node, purpose),
    named: (ref) => resolveName(registry, ref),
    deref: (schema) => deref(registry, schema),
    locate(schema, ...path) {
      const origin = registry.origins.get(schema);
      if (!origin) throw new Error('not a schema of this contract');
      return locate(get(origin.node, ...path));
    },
    originOf: (schema) => registry.origins.get(schema),
    find: ({ file, pointer }) => (graph.documents.find((document) => document.file === file) ?? graph.root.document).locate(pointer),
    examplesOf(schema) {
      const origin = registry.origins.get(schema);
      if (!origin) return [];
      const [example, examples, standard] = ['example', 'examples', 'default'].map((key) => get(origin.node, key).value);
      return [example, ...(Array.isArray(examples) ? (examples as unknown[]) : []), standard].filter((value) => value !== undefined);
    },
  };
}

function read(registry: Registry, node: Node, purpose: Purpose): Schema {
  const key = `${purpose} ${keyOf(node)}`;
  const known = registry.schemas.get(key);
  if (known !== undefined) return known;
  const schema = toSchema(registry, node, purpose);
  registry.schemas.set(key, schema);
  if (typeof schema === 'object') registry.origins.set(schema, { node, purpose });
  return schema;
}

function toSchema(registry: Registry, node: Node, purpose: Purpose): Schema {
  if (typeof node.value === 'boolean') return node.value;
  if (typeof node.value !== 'object' || node.value === null || Array.isArray(node.value))
    throw new SpecError('a schema must be an object', locate(node));
  const ref = refOf(node.value);
  // OpenAPI 3.0 ignores whatever stands beside a `$ref`.
  const own = ref !== undefined && registry.openapi === '3.0' ? [] : entries(node);
  const schema: Record<string, unknown> = Object.fromEntries(
    own.flatMap(([keyword, value]) => (dropped.has(keyword) ? [] : [[keyword, readKeyword(registry, keyword, value, purpose)]])),
  );
  // What stands alone closes its target; what has something beside it is closed as a whole.
  const isAlone = ref !== undefined && Object.keys(schema).length === 0;
  const inside = isAlone || purpose === 'request' ? purpose : 'part';
  if (ref !== undefined) schema['$ref'] = nameOf(registry, registry.graph.target(node, ref), inside);
  if (registry.openapi === '3.0') fromOpenApi30(schema, node.value);
  if (Array.isArray(schema['required'])) schema['required'] = withoutOneWay(registry.graph, node, schema['required'], purpose);
  return purpose === 'response' && !isAlone && isOpenByOmission(registry.graph, node)
    ? { ...schema, unevaluatedProperties: false }
    : schema;
}

function readKeyword(registry: Registry, keyword: string, node: Node, purpose: Purpose): unknown {
  const inside = purpose === 'part' ? 'response' : purpose;
  const inner = branches.has(keyword) && purpose !== 'request' ? 'part' : inside;
  if (one.has(keyword) && !Array.isArray(node.value)) return read(registry, node, inner);
  if (many.has(keyword)) return entries(node).map(([, branch]) => read(registry, branch, inner));
  if (named.has(keyword)) return Object.fromEntries(entries(node).map(([name, schema]) => [name, read(registry, schema, inner)]));
  return node.value;
}

/** The required properties without those that must not be sent in this direction. */
function withoutOneWay(graph: Graph, node: Node, required: readonly unknown[], purpose: Purpose): unknown[] {
  const mark = purpose === 'request' ? 'readOnly' : 'writeOnly';
  return required.filter((name) => {
    const property = get(node, 'properties', String(name));
    return property.value === undefined || get(graph.follow(property), mark).value !== true;
  });
}

function nameOf({ names, targets }: Registry, node: Node, purpose: Purpose): string {
  const key = `${purpose} ${keyOf(node)}`;
  const name = names.get(key) ?? `schema:${targets.push({ node, purpose }) - 1}`;
  names.set(key, name);
  return name;
}

function resolveName(registry: Registry, ref: string): Schema {
  const target = registry.targets[Number(ref.slice('schema:'.length))];
  if (!target) throw new Error(`no schema is named ${ref}`);
  return (target.schema ??= read(registry, target.node, target.purpose));
}

function deref(registry: Registry, schema: Schema): Schema {
  let current = schema;
  const seen = new Set<Schema>();
  while (typeof current === 'object' && typeof current['$ref'] === 'string' && Object.keys(current).length === 1) {
    const origin = registry.origins.get(current);
    if (seen.has(current)) throw new SpecError('a schema that is nothing but a circle of $ref', origin && locate(origin.node));
    seen.add(current);
    current = resolveName(registry, current['$ref']);
  }
  return current;
}

/** Describes properties and says nothing of others: whoever wrote it did not mean "anything else as well". */
function isOpenByOmission(graph: Graph, node: Node): boolean {
  const parts = partsOf(graph, node);
  const says = (...keywords: string[]) => parts.some((part) => keywords.some((keyword) => keyword in part));
  return says('properties') && !says('additionalProperties', 'unevaluatedProperties', 'patternProperties');
}

/** The schema itself, and all that applies to the same value with it. */
function partsOf(graph: Graph, node: Node): SchemaObject[] {
  const parts = new Map<string, SchemaObject>();
  const visit = (part: Node): void => {
    const { value } = part;
    if (typeof value !== 'object' || value === null || parts.has(keyOf(part))) return;
    parts.set(keyOf(part), value as SchemaObject);
    const ref = refOf(value);
    if (ref !== undefined) visit(graph.target(part, ref));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) for (const [, branch] of entries(get(part, keyword))) visit(branch);
    for (const keyword of ['if', 'then', 'else']) visit(get(part, keyword));
  };
  visit(node);
  return [...parts.values()];
}
