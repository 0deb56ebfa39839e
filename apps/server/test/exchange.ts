import type { ExamplePair, ExampleRequest } from './examples.ts';

/** Sends the request of an example as it stands. */
export function send(address: string, { method, path, headers, body }: ExampleRequest): Promise<Response> {
  return fetch(new URL(path, address), { method, headers, ...(body && { body: Buffer.from(body) }) });
}

/** Sends first what the example wants to come before it, and fills what its request takes from that answer. */
export async function prepare(address: string, { request }: ExamplePair, pairs: readonly ExamplePair[]): Promise<ExampleRequest> {
  const { after, headers, set, body } = request;
  if (after === undefined) return request;
  const [api, operationId, name] = after.split('.');
  const first = pairs.find(({ title }) => title.startsWith(`${api} ${operationId} 2`) && title.endsWith(` ${name}`));
  if (!first) throw new Error(`no example is named ${after}`);
  const answer: unknown = await (await send(address, first.request)).json();
  const resolve = (text: string) =>
    text.replaceAll(/\$response\.body#(\/[\w/]+)/g, (_all, pointer: string) => String(valueAt(answer, pointer)));
  const filled = Object.entries(set).map(([key, expression]) => [key, resolve(expression)]);
  const own = body && (JSON.parse(new TextDecoder().decode(body)) as object);
  return {
    ...request,
    headers: Object.fromEntries(Object.entries(headers).map(([name_, value]) => [name_, resolve(value).replaceAll(/[{}]/g, '')])),
    body: own && new TextEncoder().encode(JSON.stringify({ ...own, ...Object.fromEntries(filled) })),
  };
}

function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
