import type { CaseRequest } from '../case.ts';
import { isAnswer, type Exchange, type SentRequest } from '../exchange.ts';
import type { Courier, Delivery } from './courier.ts';
import { resolve, type Source } from './expression.ts';
import type { Target } from './target.ts';

/** Whether the contract has a 429 for this request that says how long to wait. */
export type MayThrottle = (request: SentRequest) => boolean;

/** A request that is ready to be sent, or why there is none. */
export interface Prepared {
  /** What was sent before it. */
  exchanges: readonly Exchange[];
  request?: SentRequest;
  /** Without a request. */
  stop?: Stop;
}

export interface Stop {
  verdict: 'failed' | 'inconclusive';
  reason: string;
  /** That came instead of a 2xx. */
  status?: number;
}

/** The requests that others need before them. */
export interface Preparer {
  /** `isShared`: what was sent before may have been sent for another request too, because neither changes anything. */
  prepare(request: CaseRequest, isShared: boolean): Promise<Prepared>;
}

type Earlier = Prepared & { source?: Source };

/** Milliseconds. What an answer handed out may live for a short time only. */
const longestShare = 15_000;

export function createPreparer(courier: Courier, target: Target, mayThrottle: MayThrottle = () => true): Preparer {
  const shared = new Map<string, { earlier: Promise<Earlier>; since: number }>();

  async function prepare(request: CaseRequest, isShared: boolean): Promise<Prepared> {
    if (!request.before) return { exchanges: [], request: target(request) };
    const { exchanges, source, stop } = await (isShared ? share(request.before) : sendFirst(request.before, false));
    if (!source) return { exchanges, ...(stop && { stop }) };
    const resolved = resolve(request, source);
    if ('request' in resolved) return { exchanges, request: target(resolved.request) };
    return { exchanges, stop: inconclusive(`the answer to ${nameOf(source.request)} has no ${resolved.missing.join(', ')}`) };
  }

  function share(before: CaseRequest): Promise<Earlier> {
    const key = JSON.stringify(before);
    const known = shared.get(key);
    if (known && performance.now() - known.since < longestShare) return known.earlier;
    const earlier = sendFirst(before, true);
    shared.set(key, { earlier, since: performance.now() });
    return earlier;
  }

  async function sendFirst(before: CaseRequest, isShared: boolean): Promise<Earlier> {
    const prepared = await prepare(before, isShared);
    if (!prepared.request) return prepared;
    const delivery = await courier.deliver(prepared.request, () => true);
    return toEarlier([...prepared.exchanges, ...delivery.exchanges], delivery, mayThrottle);
  }

  return { prepare };
}

function toEarlier(
  exchanges: readonly Exchange[],
  { last: { answer, request }, isThrottled }: Delivery,
  mayThrottle: MayThrottle,
): Earlier {
  if (!isAnswer(answer))
    return { exchanges, stop: { verdict: answer.kind === 'unsendable' ? 'inconclusive' : 'failed', reason: answer.message } };
  if (isThrottled && mayThrottle(request))
    return { exchanges, stop: inconclusive(`throttled: ${nameOf(request)} asks for more patience than there is`) };
  if (answer.status >= 200 && answer.status < 300) return { exchanges, source: { request, answer } };
  const reason = `${nameOf(request)}, which comes before it, was answered ${answer.status}`;
  return { exchanges, stop: { verdict: 'failed', reason, status: answer.status } };
}

function inconclusive(reason: string): Stop {
  return { verdict: 'inconclusive', reason };
}

/** Without the query, which may hold a key. */
function nameOf({ method, url }: SentRequest): string {
  return `${method} ${new URL(url).pathname}`;
}
