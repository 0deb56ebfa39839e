import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documents, type OpenApiDocument } from './documents.ts';
import { apis, type BodyKind } from './index.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const specs = new URL('../../../specs/', import.meta.url);
const folders = readdirSync(specs).filter((name) => existsSync(new URL(`${name}/openapi.yaml`, specs)));

/** All operations of a document with their exact statuses, told from the document alone. */
function operationsOf({ paths }: OpenApiDocument): [id: string, method: string, path: string, statuses: string[]][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const statuses = Object.keys(operation.responses).filter((status) => /^\d{3}$/.test(status));
      return [[operation.operationId, method, path, statuses] as [string, string, string, string[]]];
    }),
  );
}

describe('every folder of specs', () => {
  test('is an API, with a document', () => {
    expect(Object.keys(apis).toSorted()).toEqual(folders.toSorted());
    expect(Object.keys(documents).toSorted()).toEqual(folders.toSorted());
  });

  test.each(Object.entries(documents))('%s: the operations of the document are those of the client', (name, document) => {
    const api: { serverPath: string; operations: object } = apis[name as keyof typeof apis];
    const table = Object.entries(api.operations as Record<string, { method: string; path: string; responses: Record<string, BodyKind> }>);
    const promised = table.map(([id, { method, path, responses }]) => [id, method, path, Object.keys(responses)]);
    expect(promised.toSorted()).toEqual(operationsOf(document).toSorted());
    expect(new URL(document.servers?.[0]?.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '')).toBe(api.serverPath);
  });

  test.each(Object.entries(documents))('%s: the document refers to nothing outside itself', (_, document) => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(JSON.stringify(document)).not.toMatch(/"\$ref":"(?!#\/components\/)/);
  });
});
