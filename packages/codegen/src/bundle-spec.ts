import type { Linked } from '@countersign/lint/references';
import {
  BaseResolver,
  bundleDocument,
  type Config,
  detectSpec,
  type Document,
  getTypes,
  isMappingRef,
  unescapePointerFragment,
} from '@redocly/openapi-core';
import { isObject, type JsonObject, mentions } from './json.ts';

/**
 * Brings a document and all that it refers to together, as `redocly bundle` does. Of a document that is in one file already almost everything stays as
 * it is, in the same objects.
 * @param values pointers to the references that stand for what is no component: an example, a text
 */
export async function bundleSpec(
  document: Document,
  linked: Linked,
  config: Config,
  values: readonly string[],
): Promise<JsonObject | Error> {
  const parsed = document.parsed as JsonObject;
  if (linked.files.size === 1 && !namesSchemasOtherwise(parsed))
    return values.reduce((whole, pointer) => inline(whole, toKeys(pointer), document, linked), parsed);
  // Bundling changes what it is given.
  const copies = new Map(Array.from(linked.files, ([file, read]) => [file, 'document' in read ? copy(read.document) : read.error]));
  const externalRefResolver = new BaseResolver();
  externalRefResolver.resolveDocument = async <Parsed>(base: string | null, ref: string) => {
    const found = copies.get(externalRefResolver.resolveExternalRef(base, ref));
    if (!found || found instanceof Error) throw found ?? new Error(`there is no file ${ref}`);
    return found as Document<Parsed>;
  };
  const own = copies.get(document.source.absoluteRef);
  if (!own || own instanceof Error) return own ?? new Error('The document is gone.');
  const types = getTypes(detectSpec(parsed));
  const { bundle, problems } = await bundleDocument({ document: own, config, types, externalRefResolver });
  const failure = problems.find(({ severity }) => severity === 'error');
  return failure ? new Error(failure.message) : (bundle.parsed as JsonObject);
}

function toKeys(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescapePointerFragment);
}

/** Puts what the reference at this place leads to in its stead; whatever is not on the way there stays the same object. */
function inline<Value>(value: Value, [key, ...keys]: readonly string[], document: Document, linked: Linked): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (key === undefined) return resolve(value as JsonObject, document, linked) as Value;
  const inner = inline((value as JsonObject)[key], keys, document, linked);
  if (Array.isArray(value)) return value.with(Number(key), inner) as Value;
  return Object.defineProperty({ ...value }, key, { value: inner, enumerable: true, writable: true, configurable: true });
}

function resolve(reference: JsonObject, { source }: Document, { references }: Linked): unknown {
  const { $ref, ...beside } = reference;
  const { node, chain } = references.get(`${source.absoluteRef}::${String($ref)}`) ?? {};
  const target: unknown = chain?.[0]?.node ?? node;
  return isObject(target) ? { ...target, ...beside } : target;
}

function copy({ source, parsed }: Document): Document {
  return { source, parsed: structuredClone(parsed) };
}

/** Whether a discriminator names a schema in another way than by its place among the components. */
function namesSchemasOtherwise(document: JsonObject): boolean {
  if (mentions(document, 'defaultMapping')) return true;
  if (!mentions(document, 'mapping')) return false;
  const schemas = isObject(document['components']) ? document['components']['schemas'] : undefined;
  return targetsIn(document).some((target) => {
    const [, name = ''] = /^#\/components\/schemas\/([\w.-]+)$/.exec(target) ?? [];
    const schema = isObject(schemas) ? schemas[name] : undefined;
    return !isObject(schema) || '$ref' in schema;
  });
}

function targetsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || !mentions(value, 'mapping')) return [];
  const mapping = isObject(value) && isObject(value['mapping']) ? Object.values(value['mapping']) : [];
  const targets = mapping.filter((target): target is string => typeof target === 'string' && isMappingRef(target));
  return [...targets, ...Object.values(value).flatMap(targetsIn)];
}
