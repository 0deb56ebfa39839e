import { type ApiName, apis, type Operation } from '@countersign/contracts';
import { type Example, examples } from '@countersign/contracts/examples';

/** The request that gets an example, ready to be compared or sent. */
export interface ShownRequest {
  /** In capitals. */
  readonly method: string;
  /** From the root of the server. */
  readonly path: string;
  /** By their names in small letters; null is one that must not be there. */
  readonly headers: { readonly [name: string]: string | null };
  /** Undefined if there is none. */
  readonly body: string | undefined;
}

/** Gives the answer to what an example wants sent before it, as `api.operation.example`. */
export type Earlier = (name: string) => unknown;

/** The answers as the examples show them: what a mock has handed out. */
export const shownEarlier: Earlier = (name) => {
  const [api = '', operation = '', example = ''] = name.split('.');
  return examples[api]?.[operation]?.[example]?.body;
};

/** The request of an example: that of its operation, with what the example changes. `answer` is the one to what it wants sent before. */
export function toRequest(api: ApiName, id: string, { request = {} }: Example, answer: unknown): ShownRequest {
  const { serverPath, operations } = apis[api];
  const { method, path, fields } = operations[id as never] as Operation;
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value && fill(value, answer)]);
  const usual = fields ? { 'content-type': 'application/json' } : {};
  return {
    method: (request.method ?? method).toUpperCase(),
    path: request.path ?? serverPath + path,
    headers: { ...usual, ...Object.fromEntries(headers) },
    body: fields && toBody(request.body === undefined ? usualBody(api, id) : request, answer),
  };
}

function toBody({ body, raw, padTo = 0, set = {} }: NonNullable<Example['request']>, answer: unknown): string {
  if (raw) return String(body);
  const taken = Object.entries(set).map(([name, expression]) => [name, valueOf(expression, answer)]);
  const text = JSON.stringify(taken.length > 0 ? { ...Object(body), ...Object.fromEntries(taken) } : body);
  return text + ' '.repeat(Math.max(0, padTo - new TextEncoder().encode(text).length));
}

/** That of the first success which shows one. */
function usualBody(api: ApiName, id: string): NonNullable<Example['request']> {
  const shown = Object.values(examples[api]?.[id] ?? {}).find(({ status, request }) => status < 300 && request && 'body' in request);
  return shown?.request ?? { body: {} };
}

function fill(text: string, answer: unknown): string {
  return text.replaceAll(/\{(\$[^{}]+)\}/g, (_, expression: string) => String(valueOf(expression, answer)));
}

/** `$response.body#/…`, the only expression that examples use of an answer. */
function valueOf(expression: string, answer: unknown): unknown {
  const [, pointer = ''] = expression.split('#');
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((node, key) => Object(node)[key.replaceAll('~1', '/').replaceAll('~0', '~')], answer);
}
