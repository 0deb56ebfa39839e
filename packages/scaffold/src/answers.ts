import { posix, relative, sep } from 'node:path';
import { borrow, examplesOf, requestOf, schemaFor, toReference } from './borrow.ts';
import type { Api, Failure, Repository } from './repository.ts';
import type { Shape } from './shape.ts';
import { commonFailures, oddRequests, type CommonFailure } from './templates/failures.ts';
import { toResponse, type ExampleText } from './templates/response.ts';
import { invalidSchema } from './templates/schemas.ts';
import type { Tokens } from './tokens.ts';
import { capitalise } from './words.ts';

/** What an operation is written with. */
export interface Draft {
  repository: Repository;
  api: Api;
  shape: Shape;
  /** Undefined for an operation that wants none. */
  tokens: Tokens | undefined;
  tag: string | undefined;
  /** The file that it is written in, below the top of the repository. */
  home: string;
  /** The responses that the API has as components. */
  known: readonly string[];
  /** Components that the API needs for it, as YAML by kind and name. */
  components: { kind: string; name: string; text: string }[];
}

/** The common answers of an operation as YAML by status, and the request examples that bring some of them about. */
export function commonAnswers(draft: Draft): { responses: [status: string, text: string][]; requests: [name: string, ExampleText][] } {
  const { tokens, shape, api } = draft;
  const takesBody = bodyMethods.has(shape.method);
  const statuses = [
    ...(tokens ? ['401'] : []),
    '404',
    '405',
    ...(takesBody ? ['413', '415'] : []),
    '429',
    ...(tokens ? ['500', '503'] : []),
  ];
  const found = statuses.map((status) => ({ status, loan: borrow(api.spec, status, { secured: tokens !== undefined, takesBody }) }));
  const responses = found.map(({ status, loan }): [string, string] => {
    if (loan) return [status, toReference(draft.home, { ...loan.response.at, file: toRepository(draft, loan.response.at.file) })];
    return [status, addResponse(draft, commonFailures[status] as CommonFailure)];
  });
  const requests = found.flatMap(({ status, loan }): [string, ExampleText][] => {
    if (status !== '413' && status !== '415') return [];
    if (!loan) return Object.keys(commonFailures[status]?.examples ?? {}).map((name) => [name, oddRequests[name] ?? {}]);
    return examplesOf(loan.response).map(({ name }) => [name, { ...oddRequests[name], request: requestOf(loan.operation, name) ?? {} }]);
  });
  return { responses, requests };
}

export const bodyMethods: ReadonlySet<string> = new Set(['post', 'put', 'patch']);

/** Whatever stands on the stage, below the top of the repository. */
export function toRepository({ repository }: Draft, file: string): string {
  return relative(repository.stage, file).split(sep).join('/');
}

function addResponse(draft: Draft, { name, failure, examples, request, ...parts }: CommonFailure): string {
  const { api, tokens } = draft;
  const shared = { ...(request && { request: request(api.serverPath, tokens) }), value: api.envelope(failure).body };
  const shown = Object.entries(examples).map(([key, example]) => [key, { ...example, ...shared }]);
  const inApi = { ...draft, home: api.file };
  const text = toResponse({ ...parts, schema: errorSchema(inApi, failure), examples: Object.fromEntries(shown) }, sharedFrom(api.file));
  // One of that name did not fit, or it would have been borrowed.
  const free = draft.known.includes(name) ? `${capitalise(draft.shape.operationId)}${name}` : name;
  draft.components.push({ kind: 'responses', name: free, text });
  return toReference(draft.home, { file: api.file, pointer: `/components/responses/${free}` });
}

/** `$ref` to what describes the body of a failure: what the API has for it, else what all APIs share. */
export function errorSchema(draft: Draft, failure: Failure): string {
  const { api, home, components } = draft;
  const { status, body } = api.envelope(failure);
  const own = schemaFor(api.spec, String(status), body);
  if (own) return toReference(home, { ...own, file: toRepository(draft, own.file) });
  if (failure.code !== 'invalid') return toReference(home, { file: 'specs/shared/status-error.yaml', pointer: '' });
  if (!components.some(({ name }) => name === 'Invalid'))
    components.push({ kind: 'schemas', name: 'Invalid', text: invalidSchema(status) });
  return toReference(home, { file: api.file, pointer: '/components/schemas/Invalid' });
}

/** The way to `specs/shared` from a file of the specs. */
export function sharedFrom(file: string): string {
  return posix.relative(posix.dirname(file), 'specs/shared');
}
