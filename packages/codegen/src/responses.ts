import { dereference, isObject, type JsonObject } from './json.ts';

/** The documented answers of an operation by exact status, without references at their top. */
export function responsesOf(document: JsonObject, operationId: string): [status: string, response: JsonObject][] {
  const { responses } = operationOf(document, operationId);
  const exact = Object.entries(isObject(responses) ? responses : {}).filter(([status]) => /^\d{3}$/.test(status));
  return exact.map(([status, response]) => [status, dereference(document, response)]);
}

/** The schema of each answer that is JSON, as it was written. */
export function schemasOf(document: JsonObject, operationId: string): [status: string, schema: unknown][] {
  return responsesOf(document, operationId).flatMap(([status, response]): [string, unknown][] => {
    const schema = jsonOf(response)['schema'];
    return schema === undefined ? [] : [[status, schema]];
  });
}

/** The JSON media type of a body, or nothing. */
export function jsonOf({ content }: JsonObject): JsonObject {
  const found = Object.entries(isObject(content) ? content : {}).find(([type]) => /^[^;]+[/+]json\s*(;|$)/.test(type));
  return isObject(found?.[1]) ? found[1] : {};
}

export function operationOf(document: JsonObject, operationId: string): JsonObject {
  const items = Object.values(isObject(document['paths']) ? document['paths'] : {});
  const operations = items.flatMap((item) => Object.values(isObject(item) ? item : {}));
  const found = operations.find((operation) => isObject(operation) && operation['operationId'] === operationId);
  return isObject(found) ? found : {};
}
