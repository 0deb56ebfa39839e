import { responseOf } from '../check/status.ts';
import { createRouter, type Router } from '../coverage/route.ts';
import type { SentRequest } from '../exchange.ts';
import type { Operation, Spec } from '../spec/spec.ts';

const routers = new WeakMap<Spec, Router>();

/** The operation that a request is for, of the first contract that has one. */
export function findRoute(specs: readonly Spec[], { method, url }: SentRequest): Operation | undefined {
  for (const spec of specs) {
    const router = routers.get(spec) ?? createRouter(spec);
    routers.set(spec, router);
    const operation = router(method, url);
    if (operation) return operation;
  }
  return undefined;
}

/** Whether a 429 for this request is documented to say how long to wait. True of requests that no contract knows. */
export function mayThrottle(specs: readonly Spec[], request: SentRequest): boolean {
  const operation = findRoute(specs, request);
  return !operation || (responseOf(operation, 429)?.headers ?? []).some(({ name }) => name.toLowerCase() === 'retry-after');
}
