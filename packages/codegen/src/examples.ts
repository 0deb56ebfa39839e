import { header, quote } from './emit.ts';
import { dereference, isObject, type JsonObject } from './json.ts';
import { operationsOf } from './operations.ts';
import { jsonOf, operationOf, responsesOf } from './responses.ts';
import { toHeaders } from './sample.ts';
import { usualPath } from './usual-path.ts';
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
  const parts = Array.from(documents, ([api, document]) => {
    const { statuses, values } = partOf(document);
    return { statuses: `    ${quote(api)}: {\n${statuses}    };\n`, values: `    ${quote(api)}: {\n${values}    },\n` };
  });
  return [
    header(source),
    '/** The status of each example. */',
    `export interface ExampleStatuses {\n${parts.map(({ statuses }) => statuses).join('')}}\n`,
    'export const examples: { readonly [api in keyof ExampleStatuses]: unknown } = {',
    `${parts.map(({ values }) => values).join('')}};\n`,
  ].join('\n');
}

const known = new WeakMap<JsonObject, { statuses: string; values: string }>();

/** What is written of one API, kept as long as its document. */
function partOf(document: JsonObject): { statuses: string; values: string } {
  const part = known.get(document) ?? emitPart(document);
  known.set(document, part);
  return part;
}

function emitPart(document: JsonObject): { statuses: string; values: string } {
  const operations = operationsOf(document).map(([id]) => [id, [...examplesOf(document, id)]] as const);
  const write = (end: string, toText: (shown: Shown) => string) => {
    const lines = operations.map(([id, examples]) => {
      const entries = examples.map(([name, shown]) => `            ${quote(name)}: ${toText(shown)}${end}\n`);
      return `        ${quote(id)}: {\n${entries.join('')}        }${end}\n`;
    });
    return lines.join('');
  };
  return { statuses: write(';', ({ status }) => String(status)), values: write(',', emitShown) };
}

const bodies = new WeakMap<object, string>();

function emitShown(shown: Shown): string {
  return emitEntries(Object.entries(shown).map(([key, value]) => [key, key === 'body' ? emitBody(value) : emitValue(value)]));
}

/** Most bodies are the same objects as in an earlier document. */
function emitBody(body: unknown): string {
  if (typeof body !== 'object' || body === null) return emitValue(body);
  const text = bodies.get(body) ?? emitValue(body);
  bodies.set(body, text);
  return text;
}

/** The examples of an operation's answers. Of two with the same name the first keeps it, and the others bear their status as well. */
function examplesOf(document: JsonObject, id: string): Map<string, Shown> {
  const { requestBody } = operationOf(document, id);
  const { examples: requests = {} } = jsonOf(dereference(document, requestBody));
  const path = usualPath(document, id);
  const found = new Map<string, Shown>();
  for (const [status, response] of responsesOf(document, id)) {
    const { schema, examples = response['x-examples'] } = jsonOf(response);
    for (const [name, value] of Object.entries(isObject(examples) ? examples : {})) {
      const example = dereference(document, value);
      const request = isObject(requests) && Object.hasOwn(requests, name) ? dereference(document, requests[name]) : undefined;
      const deviation = { ...(path !== undefined && { path }), ...toObject(request?.['x-request']), ...toObject(example['x-request']) };
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
  return emitEntries(Object.entries(value).map(([key, inner]) => [key, emitValue(inner)]));
}

function emitEntries(entries: readonly (readonly [key: string, text: string])[]): string {
  const texts = entries.map(([key, text]) => `${key === '__proto__' ? '["__proto__"]' : quote(key)}: ${text}`);
  return texts.length > 0 ? `{ ${texts.join(', ')} }` : '{}';
}
