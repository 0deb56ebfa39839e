import { dereference, escapeKey, isObject, type JsonObject } from './json.ts';
import { findOperation } from './operations.ts';

/** The documented answers of an operation by exact status, without references at their top. */
export function responsesOf(document: JsonObject, operationId: string): [status: string, response: JsonObject][] {
  const { responses } = operationOf(document, operationId);
  const exact = Object.entries(isObject(responses) ? responses : {}).filter(([status]) => /^\d{3}$/.test(status));
  return exact.map(([status, response]) => [status, dereference(document, response)]);
}

/** The schema of each answer that is JSON, as it was written, and where. */
export function schemasOf(document: JsonObject, operationId: string): [status: string, schema: unknown, pointer: string][] {
  const { method = '', path = '' } = findOperation(document, operationId) ?? {};
  const { responses } = operationOf(document, operationId);
  return responsesOf(document, operationId).flatMap(([status, response]): [string, unknown, string][] => {
    const [type, media] = jsonEntry(response) ?? [];
    if (type === undefined || !isObject(media) || media['schema'] === undefined) return [];
    const raw = isObject(responses) ? responses[status] : undefined;
    const own = `#/paths/${escapeKey(path)}/${method}/responses/${status}`;
    const at = isObject(raw) && typeof raw['$ref'] === 'string' ? raw['$ref'] : own;
    return [[status, media['schema'], `${at}/content/${escapeKey(type)}/schema`]];
  });
}

/** The JSON media type of a body, or nothing. */
export function jsonOf(body: JsonObject): JsonObject {
  const [, media] = jsonEntry(body) ?? [];
  return isObject(media) ? media : {};
}

function jsonEntry({ content }: JsonObject): [type: string, media: unknown] | undefined {
  return Object.entries(isObject(content) ? content : {}).find(([type]) => /^[^;]+[/+]json\s*(;|$)/.test(type));
}

const known = new WeakMap<JsonObject, ReadonlyMap<unknown, JsonObject>>();

export function operationOf(document: JsonObject, operationId: string): JsonObject {
  const operations = known.get(document) ?? byId(document);
  known.set(document, operations);
  return operations.get(operationId) ?? {};
}

function byId(document: JsonObject): Map<unknown, JsonObject> {
  const items = Object.values(isObject(document['paths']) ? document['paths'] : {});
  const operations = items.flatMap((item) => Object.values(isObject(item) ? item : {})).filter(isObject);
  // Of two with the same id the first; that there are none is checked with the spec.
  return new Map(operations.toReversed().map((operation) => [operation['operationId'], operation]));
}
