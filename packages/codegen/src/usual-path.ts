import { dereference, isObject, type JsonObject } from './json.ts';
import { findOperation, toServerPath } from './operations.ts';
import { operationOf } from './responses.ts';

/**
 * Where the requests of an operation with parameters in its path go, from the root of the server: with the first example of each parameter.
 * Undefined for an operation without such parameters, and where the contract shows no value for one.
 */
export function usualPath(document: JsonObject, operationId: string): string | undefined {
  const template = findOperation(document, operationId)?.path ?? '';
  const item = dereference(document, isObject(document['paths']) && document['paths'][template]);
  const parameters = [item, operationOf(document, operationId)].flatMap(({ parameters: listed }) => (Array.isArray(listed) ? listed : []));
  const values = new Map(parameters.map((parameter) => valueOf(document, dereference(document, parameter))));
  const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  if (names.length === 0 || names.some((name) => values.get(name) === undefined)) return undefined;
  const filled = template.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  return toServerPath(document) + filled;
}

function valueOf(document: JsonObject, { name, example, examples, schema }: JsonObject): [name: unknown, value: unknown] {
  const [first] = Object.values(isObject(examples) ? examples : {});
  const { examples: beside } = dereference(document, schema);
  return [name, example ?? dereference(document, first)['value'] ?? (Array.isArray(beside) ? beside[0] : undefined)];
}
