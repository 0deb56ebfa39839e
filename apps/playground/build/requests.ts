import type { Case } from '@countersign/contract-kit';
import type { TryRequest } from '../src/contract.ts';

type CaseRequest = Case['request'];

export interface Requests {
  toRequest(request: CaseRequest): TryRequest;
  /** What is sent first, each once. */
  befores: TryRequest[];
}

/** Requests as the page keeps them: in few bytes. */
export function createRequests(): Requests {
  const befores: TryRequest[] = [];
  const known = new Map<CaseRequest, number>();
  const toIndex = (before: CaseRequest): number => {
    const index = known.get(before) ?? befores.findIndex((other) => JSON.stringify(other) === JSON.stringify(toRequest(before)));
    if (index !== -1) return index;
    const made = befores.push(toRequest(before)) - 1;
    known.set(before, made);
    return made;
  };
  const toRequest = ({ method, path, headers, body, before, set }: CaseRequest): TryRequest => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : new TextDecoder().decode(body);
    const short = text?.trimEnd();
    return {
      method,
      path,
      headers,
      ...(short !== undefined && { body: short }),
      ...(text && short !== text && { length: text.length }),
      ...(before && { before: toIndex(before) }),
      ...(set && { set }),
    };
  };
  return { toRequest, befores };
}
