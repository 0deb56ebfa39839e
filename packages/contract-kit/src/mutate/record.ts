import type { Case } from '../case.ts';
import { createRouter, type Router } from '../coverage/route.ts';
import { isAnswer, type SentRequest } from '../exchange.ts';
import type { Result } from '../result.ts';
import type { Operation } from '../spec/spec.ts';
import type { Contract } from '../suite/contracts.ts';
import { toWire, type Wire } from './wire.ts';

/** A request and its answer, as the right server gave it. The URL is path and query. */
export interface Recorded {
  request: SentRequest;
  answer: Wire;
}

export function recordsOf({ exchanges }: Result): Recorded[] {
  return exchanges.flatMap(({ request, answer }) =>
    isAnswer(answer) ? [{ request: { ...request, url: toPath(request.url) }, answer: toWire(answer, request.method) }] : [],
  );
}

/** Plays the answers of a case in their order. Undefined for a request that was not sent then. */
export function createPlayer(records: readonly Recorded[]): (request: SentRequest) => Wire | undefined {
  const left = records.map(({ request, answer }) => ({ key: keyOf(request), answer }));
  return (request) => {
    const key = keyOf(request);
    const index = left.findIndex((record) => record.key === key);
    const [found] = index === -1 ? [] : left.splice(index, 1);
    return found?.answer;
  };
}

/** Equal for requests that are the same, but for what the connection adds. */
export function keyOf({ method, url, headers, body }: SentRequest): string {
  const kept = headers.map(([name, value]) => [name.toLowerCase(), value.trim()] as const);
  const sorted = kept.filter(([name]) => !ofTheConnection.has(name)).toSorted();
  return JSON.stringify([method, url, sorted, Buffer.from(body ?? []).toString('latin1')]);
}

const ofTheConnection = new Set(['host', 'connection', 'content-length']);

/** The operation that a request is for; one that is for none is the case's own, e.g. with a method that no operation has. */
export type Owner = (request: SentRequest, test: Case | undefined) => Operation | undefined;

export function createOwner(contracts: readonly Contract[]): Owner {
  const routers: Router[] = contracts.map(({ spec }) => createRouter(spec));
  return ({ method, url }, test) => {
    for (const router of routers) {
      const operation = router(method, url);
      if (operation) return operation;
    }
    return test?.operation;
  };
}

/** As it stands, without the server. */
export function toPath(url: string): string {
  return /^[^/]*\/\/[^/?#]*([^#]*)/.exec(url)?.[1] ?? url;
}
