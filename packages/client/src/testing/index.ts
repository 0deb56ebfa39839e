import { type ApiName, apis, type Operation, type OperationId, type ResponseBody, type Status } from '@countersign/contracts';
import { type Example, type ExampleName, type ExampleStatus, examples } from '@countersign/contracts/examples';
import { http, type HttpHandler } from 'msw';
import { toBase } from '../transport.ts';
import { answerTo } from './match.ts';

/** How a mocked answer differs from what the contract shows. */
export interface Change<Body> {
  /** Answers one call only; then the handlers before it are in force again. */
  once?: boolean;
  /** Headers in addition, or in place of the contract's; null leaves one out. */
  headers?: { readonly [name: string]: string | null };
  /** Makes another body of the one that the contract shows; both by the names of the wire. */
  body?: (shown: Body) => Body;
}

/** One function per example of an operation. Its handler gives every call of the operation the answer that the example shows. */
export type OperationHandlers<A extends ApiName, Op extends OperationId<A>> = {
  readonly [Name in ExampleName<A, Op>]: (change?: Change<BodyShown<A, Op, Name>>) => HttpHandler;
};

type BodyShown<A extends ApiName, Op extends OperationId<A>, Name extends ExampleName<A, Op>> = ResponseBody<
  A,
  Op,
  ExampleStatus<A, Op, Name> & Status<A, Op>
>;

/**
 * The handlers of an API: by operation and example each answer of the contract, and by iteration, as in `setupServer(...handlers(…))`, what answers
 * every request of an example as that example shows, and any other request of the API with the first success, or what its path, its method or a
 * missing token asks for. It remembers nothing.
 */
export type Handlers<A extends ApiName> = { readonly [Op in OperationId<A>]: OperationHandlers<A, Op> } & Iterable<HttpHandler>;

/** @param options as for `createClient`: the same `baseUrl` reaches the handlers */
export function handlers<A extends ApiName>({ api, baseUrl }: { api: A; baseUrl: string }): Handlers<A> {
  const { serverPath, operations } = apis[api];
  const base = toBase(baseUrl, serverPath);
  const byOperation = Object.entries<Operation>(operations).map(([id, { method, path }]) => {
    const url = base + path.replaceAll(/\{(\w+)\}/g, ':$1');
    const add = http[method as 'get'];
    const named = Object.entries(examples[api]?.[id] ?? {}).map(([name, example]) => [
      name,
      ({ once = false, ...change }: Change<unknown> = {}) => add(url, () => toResponse(example, change), { once }),
    ]);
    return [id, Object.fromEntries(named)] as const;
  });
  // The path of a `baseUrl` is no part of the contract's paths.
  const prefix = base.slice(0, base.length - serverPath.length).replace(/^[a-z]+:\/\/[^/]*/i, '');
  const all = http.all(`${base}/*`, async ({ request }) => {
    const path = new URL(request.url).pathname.slice(prefix.length);
    const example = answerTo(api, { method: request.method, path, headers: request.headers, body: await request.clone().text() });
    return example && toResponse(example);
  });
  const tree: object = Object.fromEntries(byOperation);
  return Object.assign(tree, { [Symbol.iterator]: () => [all][Symbol.iterator]() }) as Handlers<A>;
}

function toResponse({ status, headers: promised, body }: Example, { headers = {}, body: change }: Change<unknown> = {}): Response {
  const sent = new Headers(promised);
  if (body !== undefined) sent.set('content-type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) sent.delete(name);
    else sent.set(name, value);
  }
  const shown = change ? change(structuredClone(body)) : body;
  return new Response(shown === undefined ? null : JSON.stringify(shown), { status, headers: sent });
}
