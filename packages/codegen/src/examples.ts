import { header, quote } from './emit.ts';
import { dereference, isObject, type JsonObject } from './json.ts';
import { operationsOf } from './operations.ts';
import { jsonOf, operationOf, responsesOf } from './responses.ts';
import { toHeaders } from './sample.ts';
import { varyingIn } from './varying.ts';

/** An answer that the contract shows, and the request that gets it. */
interface Shown {
  status: number;
  headers: JsonObject;
  /** JSON; absent if the answer has no body. */
  body?: unknown;
  /** Pointers into the body to what differs each time. */
  varies?: string[];
  /** How it is asked for, as far as the contract says so; absent means as usual. */
  request?: JsonObject;
  /** The state in which the server answers so. */
  given?: string;
}

/** All examples by API, operation and name, for mocks and tests; and their statuses as types. */
export function emitExamples(source: string, documents: ReadonlyMap<string, JsonObject>): string {
  const apis = [...documents].map(([api, document]) => {
    const operations = operationsOf(document).map(([id]) => [id, [...examplesOf(document, id)]] as const);
    return [api, operations] as const;
  });
  const write = (indent: string, toText: (shown: Shown) => string) =>
    apis.map(([api, operations]) => {
      const lines = operations.map(([id, examples]) => {
        const entries = examples.map(([name, shown]) => `            ${quote(name)}: ${toText(shown)}`);
        return `        ${quote(id)}: {\n${entries.map((entry) => `${entry}${indent}\n`).join('')}        }${indent}\n`;
      });
      return `    ${quote(api)}: {\n${lines.join('')}    }${indent}\n`;
    });
  return [
    header(source),
    '/** The status of each example. */',
    `export interface ExampleStatuses {\n${write(';', ({ status }) => String(status)).join('')}}\n`,
    'export const examples: { readonly [api in keyof ExampleStatuses]: unknown } = {',
    `${write(',', emitValue).join('')}};\n`,
  ].join('\n');
}

/** The examples of an operation's answers. Of two with the same name the first keeps it, and the others bear their status as well. */
function examplesOf(document: JsonObject, id: string): Map<string, Shown> {
  const { requestBody } = operationOf(document, id);
  const { examples: requests = {} } = jsonOf(dereference(document, requestBody));
  const found = new Map<string, Shown>();
  for (const [status, response] of responsesOf(document, id)) {
    const { schema, examples = response['x-examples'] } = jsonOf(response);
    for (const [name, value] of Object.entries(isObject(examples) ? examples : {})) {
      const example = dereference(document, value);
      const request = isObject(requests) && Object.hasOwn(requests, name) ? dereference(document, requests[name]) : undefined;
      const deviation = { ...toObject(request?.['x-request']), ...toObject(example['x-request']) };
      const given = example['x-given'] ?? request?.['x-given'];
      const sent = { ...deviation, ...(request && 'value' in request && { body: request['value'] }) };
      const varies = varyingIn(document, schema, example['value']);
      found.set(found.has(name) ? `${name}${status}` : name, {
        status: Number(status),
        headers: toHeaders(document, response),
        ...('value' in example && { body: example['value'] }),
        ...(varies.length > 0 && { varies }),
        ...(Object.keys(sent).length > 0 && { request: sent }),
        ...(typeof given === 'string' && { given }),
      });
    }
  }
  return found;
}

function toObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** JSON in which `__proto__` is a property and not the prototype. */
function emitValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(emitValue).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key === '__proto__' ? '["__proto__"]' : quote(key)}: ${emitValue(inner)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}
