import {
  apis,
  type ApiName,
  type Operation,
  type OperationId,
  type PathParameters,
  type RequestBody,
  type ResponseBody,
  type Status,
} from '@countersign/contracts';

/** An answer as it came over the wire, told apart by its status. */
export type WireResult<A extends ApiName, Op extends OperationId<A>> = {
  [S in Status<A, Op>]: { status: S; body: ResponseBody<A, Op, S>; response: Response };
}[Status<A, Op>];

/** One method per operation: no session, no other names, no errors. Every answer is a result. */
export type WireClient<A extends ApiName> = {
  readonly [Op in OperationId<A>]: (input?: WireInput<RequestBody<A, Op>, PathParameters<A, Op>>) => Promise<WireResult<A, Op>>;
};

type WireInput<Body, Params> = { headers?: Record<string, string> } & ([Body] extends [undefined] ? object : { body: Body }) &
  ([Params] extends [undefined] ? object : { params: Params });

interface AnyInput {
  headers?: Record<string, string>;
  body?: unknown;
  params?: Readonly<Record<string, unknown>>;
}

/** Talks to a server that is tested without a client in between that would be clever. */
export function createWireClient<A extends ApiName>({ api, baseUrl }: { api: A; baseUrl: string }): WireClient<A> {
  const { serverPath, operations } = apis[api];
  const methods = Object.entries<Operation>(operations).map(([id, { method, path }]) => [
    id,
    async ({ body, headers, params = {} }: AnyInput = {}) => {
      const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
      const init = {
        method: method.toUpperCase(),
        headers: { ...json, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      const filled = path.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
      const response = await fetch(new URL(serverPath + filled, baseUrl), init);
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown), response };
    },
  ]);
  return Object.fromEntries(methods) as WireClient<A>;
}
