import { createClient, type ApiName } from '@countersign/client';
import { type Api, befores, type TryRequest } from './contract.ts';
import { exchange, type Exchange, type Verdict } from './wire.ts';

/** How many requests are under way at once where it takes many. */
const together = 6;

/** What came of it; no exchange when the server did not answer. */
export interface Outcome {
  exchange: Exchange | null;
  verdict?: Verdict;
}

type Call = (...input: unknown[]) => Promise<Verdict>;

/**
 * Gets one documented answer: sends exactly the request that the contract shows for it, and lets the client of that API say what the answer is.
 * @param onCount is told how many requests were sent where it takes many
 */
export async function run(api: Api, tried: NonNullable<Exchange['tried']>, onCount: (sent: number) => void): Promise<Outcome> {
  const { operation, one } = tried;
  const request = await prepare(one.request);
  if (one.repeat) await exhaust(request, one.repeat, onCount);
  const outcome: Outcome = { exchange: null };
  const client = createClient({
    api: api.name as ApiName,
    baseUrl: '',
    // Credentials of its own keep the session out of it; what is sent is the request below.
    headers: { Authorization: 'None' },
    fetch: async (_request, { signal }) => {
      const done = await exchange(toRequest(request), signal, { tried });
      outcome.exchange = done.exchange;
      return done.response;
    },
  });
  // Which operation it is, is known at run time only.
  const call = (client.safe as unknown as Readonly<Record<string, Call>>)[operation.id];
  const verdict = await call?.(...(operation.takesBody ? [{}] : []));
  return { ...outcome, ...(verdict && { verdict }) };
}

/** The request with what an earlier answer has to fill in. */
async function prepare(request: TryRequest): Promise<TryRequest> {
  const before = request.before === undefined ? undefined : befores[request.before];
  if (!before) return request;
  const response = await fetch(toRequest(await prepare(before)));
  const answer: unknown = await response.json();
  const fillIn = (text: string) =>
    text.replaceAll(/\{?\$response\.body#(\/[^{}\s]*)\}?/g, (_all, pointer: string) => String(at(answer, pointer)));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, fillIn(value)]));
  const set = Object.entries(request.set ?? {}).map(([pointer, value]) => [pointer.replace(/^\//, ''), fillIn(value)]);
  const body =
    set.length > 0 ? JSON.stringify({ ...(JSON.parse(request.body ?? '{}') as object), ...Object.fromEntries(set) }) : request.body;
  return { ...request, headers, ...(body !== undefined && { body }) };
}

/** Sends it until the server has had enough. */
async function exhaust(request: TryRequest, most: number, onCount: (sent: number) => void): Promise<void> {
  for (let sent = 0; sent < most; sent += together) {
    const answers = await Promise.all(Array.from({ length: together }, () => fetch(toRequest(request))));
    onCount(sent + together);
    if (answers.some(({ status }) => status === 429)) return;
  }
}

function toRequest({ method, path, headers, body, length }: TryRequest): Request {
  // As bytes, because a text would get a content type where the contract wants none.
  const bytes = body === undefined ? null : new TextEncoder().encode(body.padEnd(length ?? 0));
  return new Request(path, { method, headers, body: bytes, cache: 'no-store', credentials: 'omit' });
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
