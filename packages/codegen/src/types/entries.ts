import { isObject, type JsonObject } from '../json.ts';

/** An entry of a document that becomes one member of an interface: a path, a webhook, a component. */
export interface Entry {
  /** `paths`, `webhooks`, or a kind of components. */
  section: string;
  name: string;
  node: unknown;
}

/** The kinds of components that have types, in the order in which they are written. */
export const componentKinds = ['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'pathItems'];

/** All entries that have types, in the order in which they are written. */
export function entriesOf(document: JsonObject): Entry[] {
  const components = isObject(document['components']) ? document['components'] : {};
  const sections = [
    ['paths', document['paths']],
    ['webhooks', document['webhooks']],
    ...componentKinds.map((kind) => [kind, components[kind]] as const),
  ] as const;
  return sections.flatMap(([section, entries]) =>
    Object.entries(isObject(entries) ? entries : {}).map(([name, node]) => ({ section, name, node })),
  );
}

/** The document with other entries in place of its own; an entry for which there is nothing is left out. */
export function withEntries(document: JsonObject, replace: (entry: Entry) => unknown): JsonObject {
  const inSection = (section: string, entries: unknown) => {
    if (!isObject(entries)) return entries;
    const replaced = Object.entries(entries).map(([name, node]) => [name, replace({ section, name, node })] as const);
    return Object.fromEntries(replaced.filter(([, node]) => node !== undefined));
  };
  const replaced = Object.entries(document).map(([key, value]) => {
    if (key === 'paths' || key === 'webhooks') return [key, inSection(key, value)];
    if (key !== 'components' || !isObject(value)) return [key, value];
    return [key, Object.fromEntries(Object.entries(value).map(([kind, entries]) => [kind, inSection(kind, entries)]))];
  });
  return Object.fromEntries(replaced) as JsonObject;
}

/** The entry that a pointer (`#/…`) leads into. */
export function entryAt(document: JsonObject, pointer: string): Entry | undefined {
  const [root = '', ...keys] = pointer
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  const [section = '', name = ''] = root === 'components' ? keys : [root, ...keys];
  const container = root === 'components' ? document['components'] : document;
  const entries = isObject(container) ? container[section] : undefined;
  return isObject(entries) && name in entries ? { section, name, node: entries[name] } : undefined;
}
