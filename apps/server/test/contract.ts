import { documents } from '@countersign/contracts/documents';
import { expect } from 'vitest';
import { dereference, type Document } from '../src/http/document.ts';
import { expectHeaders, faults, type HeaderSpec, type Schema } from './conformance.ts';

interface DocumentedAnswer {
  headers?: Record<string, HeaderSpec>;
  content?: Record<string, { schema: Schema }>;
}

/** An operation as its contract describes it, with every reference resolved. */
export interface ContractOperation {
  api: string;
  operationId: string;
  /** In capitals. */
  method: string;
  /** With the server's path, which is also in `base`, and with the examples of its parameters. */
  path: string;
  base: string;
  /** Of every path of the operation, whatever its parameters. */
  pattern: RegExp;
  bodySchema: Schema | undefined;
  answers: Record<string, DocumentedAnswer>;
}

interface DocumentedParameter {
  name: string;
  examples?: Record<string, { value: unknown }>;
}

interface DocumentedOperation {
  operationId: string;
  parameters?: DocumentedParameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, DocumentedAnswer>;
}

export const operations: readonly ContractOperation[] = Object.entries(documents).flatMap(([api, document]) => {
  const { servers, paths } = dereference(document as Document) as {
    servers: { url: string }[];
    paths: Record<string, Record<string, DocumentedOperation> & { parameters?: DocumentedParameter[] }>;
  };
  const base = servers[0]?.url.replace(/\/$/, '') ?? '';
  return Object.entries(paths).flatMap(([path, { parameters: shared = [], ...item }]) =>
    Object.entries(item).map(([method, { operationId, parameters = [], requestBody, responses }]) => ({
      api,
      operationId,
      method: method.toUpperCase(),
      path: base + fill(path, [...shared, ...parameters]),
      base,
      pattern: toPattern(base + path),
      bodySchema: Object.values(requestBody?.content ?? {})[0]?.schema,
      answers: responses,
    })),
  );
});

function toPattern(template: string): RegExp {
  const texts = template.split(/\{[^}]*\}/).map((text) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${texts.join('[^/]+')}$`);
}

function fill(path: string, parameters: readonly DocumentedParameter[]): string {
  const shown = new Map(parameters.map(({ name, examples = {} }) => [name, Object.values(examples)[0]?.value]));
  return path.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(String(shown.get(name))));
}

/** The longest base first: whatever no other API has is left to the one at the root. */
const byBase = operations.toSorted((a, b) => b.base.length - a.base.length);

/**
 * Expects an answer to be one that the contract has for this method and path: a documented status, exactly the documented headers, the content
 * type, and a body that fits. `path` is without its query.
 */
export function expectDocumented(
  { method, path }: { method: string; path: string },
  response: { status: number; headers: Headers; text: string },
): void {
  const siblings = operations.filter(({ pattern }) => pattern.test(path));
  const operation = siblings.find((sibling) => sibling.method === method);
  const spokesman = operation ?? siblings[0] ?? byBase.find(({ base }) => path === base || path.startsWith(`${base}/`)) ?? byBase.at(-1);
  // Of a path with parameters there may be nothing that is called so.
  if (operation) expect(operation.path === path ? [404, 405] : [405]).not.toContain(response.status);
  else expect(response.status).toBe(siblings.length > 0 ? 405 : 404);
  const answer = spokesman?.answers[response.status];
  if (!answer) return expect.fail(`${spokesman?.operationId} answered ${response.status}: ${response.text}`);
  expectHeaders(response.headers, answer.headers ?? {});
  expectBody(answer, method, response);
}

function expectBody({ content }: DocumentedAnswer, method: string, { headers, text }: { headers: Headers; text: string }): void {
  const [[mediaType, { schema }] = [undefined, { schema: {} }]] = Object.entries(content ?? {});
  expect(headers.get('Content-Type')).toBe(mediaType ? `${mediaType}; charset=utf-8` : null);
  if (mediaType === undefined || method === 'HEAD') return expect(text).toBe('');
  expect(faults(schema, JSON.parse(text))).toStrictEqual([]);
}
