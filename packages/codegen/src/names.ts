import { dereference, isObject, type JsonObject, mentions } from './json.ts';

/** What bears another name in the client: the value itself, and by their wire names what is in it. `*` is each item of a list or value of a map. */
export interface NameTree {
  as?: string;
  in?: Record<string, NameTree>;
}

/**
 * The tree of all `x-client-name` in what the schema describes; undefined if there is none. That no schema with an alias contains itself, and that no
 * alias collides, was checked with the spec.
 */
export function toNames(document: JsonObject, schema: unknown): NameTree | undefined {
  return mentions(document, 'x-client-name') ? toTree(document, schema, []) : undefined;
}

function toTree(document: JsonObject, schema: unknown, above: readonly unknown[]): NameTree | undefined {
  const node = dereference(document, schema);
  if (!isObject(schema) || above.includes(node)) return undefined;
  const below = (value: unknown) => toTree(document, value, [...above, node]);
  const branches = branchesOf(node).map((branch) => below(branch)?.in ?? {});
  const own = Object.entries(isObject(node['properties']) ? node['properties'] : {}).map(([key, property]) => {
    const alias = aliasOf(property);
    return toEntry(key, { ...(alias !== undefined && { as: alias }), ...below(property) });
  });
  const each = ['items', 'additionalProperties'].map((key) => toEntry('*', below(node[key]) ?? {}));
  const inner = Object.assign({}, ...branches, ...own, ...each) as Record<string, NameTree>;
  return Object.keys(inner).length > 0 ? { in: inner } : undefined;
}

/** The schemas that all describe the same value. */
export function branchesOf(schema: JsonObject): unknown[] {
  return ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? (schema[keyword] as unknown[]) : []));
}

export function aliasOf(property: unknown): string | undefined {
  return isObject(property) && typeof property['x-client-name'] === 'string' ? property['x-client-name'] : undefined;
}

/** The same path by the client's names. */
export function translate(path: readonly string[], names: NameTree | undefined): string[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const node = names?.in?.[key];
  return [node?.as ?? key, ...translate(rest, node)];
}

function toEntry(key: string, tree: NameTree): Record<string, NameTree> {
  return Object.keys(tree).length > 0 ? { [key]: tree } : {};
}
