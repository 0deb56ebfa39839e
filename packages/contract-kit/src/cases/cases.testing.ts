import type { Case, Gap } from '../case.ts';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { cases } from './cases.ts';
import type { CaseOptions } from './contract.ts';

export interface Made {
  cases: Case[];
  gaps: Gap[];
  /** The one with this id. */
  find(id: string): Case | undefined;
  /** Those whose ids begin so. */
  under(prefix: string): Case[];
}

/** The cases of an OpenAPI file that begins with `openapi` and `info`; `paths` and the rest are given as JSON. */
export async function makeCases(parts: object, options: Partial<CaseOptions> = {}): Promise<Made> {
  const spec = await loadSpec(
    '/contract/shop/openapi.yaml',
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, ...parts }),
  );
  const made = cases(spec, { oracle: createOracle(spec.schemas), ...options });
  return {
    ...made,
    find: (id) => made.cases.find((one) => one.id === id),
    under: (prefix) => made.cases.filter(({ id }) => id.startsWith(prefix)),
  };
}

/** A contract of one operation. */
export function withOperation(
  operation: object,
  { path = '/things', method = 'post', ...rest }: { path?: string; method?: string; components?: object } = {},
): object {
  return { paths: { [path]: { [method]: { operationId: 'act', responses: { 200: { description: 'ok' } }, ...operation } } }, ...rest };
}

export function jsonBody(schema: object, examples: object = {}): object {
  return { required: true, content: { 'application/json': { schema, examples } } };
}
