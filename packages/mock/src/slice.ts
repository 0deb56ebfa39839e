import { dereference, isObject, type JsonObject } from '@countersign/codegen/json';
import type { Operation } from './contract.ts';

/** A document of one operation and all that it refers to, for a reader of whole documents. It shares nothing with the contract. */
export function slice({ document, method, path }: Pick<Operation, 'document' | 'method' | 'path'>): JsonObject {
  const { paths, webhooks: _, components, ...head } = document;
  const item = dereference(document, isObject(paths) ? paths[path] : {});
  const wanted = ['parameters', 'servers', method.toLowerCase()].filter((key) => key in item);
  const schemes = isObject(components) ? components['securitySchemes'] : undefined;
  const sliced = structuredClone({
    ...head,
    paths: { [path]: Object.fromEntries(wanted.map((key) => [key, item[key]])) },
    // Named by the operation, not referred to.
    components: schemes === undefined ? {} : { securitySchemes: schemes },
  });
  // The list grows as it is walked.
  const references = referencesIn(sliced);
  for (const reference of references) {
    const added = copy(document, sliced, reference);
    if (added !== undefined) references.push(...referencesIn(added));
  }
  return sliced;
}

function referencesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = '$ref' in node && typeof node.$ref === 'string' ? [node.$ref] : [];
  return [...own, ...Object.values(node).flatMap(referencesIn)];
}

/** Copies what a reference leads to. Undefined if it is there already, or nowhere. */
function copy(from: JsonObject, to: JsonObject, reference: string): unknown {
  const keys = reference.split('/').slice(1);
  const names = keys.map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = names.pop();
  let [source, target]: [unknown, JsonObject] = [from, to];
  for (const name of names) {
    source = (Object(source) as JsonObject)[name];
    target[name] ??= Array.isArray(source) ? [] : {};
    target = target[name] as JsonObject;
  }
  const value = last === undefined ? undefined : (Object(source) as JsonObject)[last];
  if (last === undefined || value === undefined || last in target) return undefined;
  return (target[last] = structuredClone(value));
}
