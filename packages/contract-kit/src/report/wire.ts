import { isAnswer, type Exchange } from '../exchange.ts';
import { maskBody } from './masked.ts';
import type { Mask } from '../mask.ts';

/** A request and its answer as text, masked, JSON laid out. */
export interface Wire {
  request: string;
  answer: string;
  /** Milliseconds. */
  duration: number;
}

export function toWire({ request, answer, duration }: Exchange, mask: Mask): Wire {
  const received = isAnswer(answer)
    ? toMessage(`HTTP ${answer.status}`, answer.headers, answer.body, mask)
    : `no answer (${answer.kind}): ${answer.message}`;
  return { request: toMessage(`${request.method} ${request.url}`, request.headers, request.body, mask), answer: received, duration };
}

type Headers = Exchange['request']['headers'];

function toMessage(first: string, headers: Headers, body: Uint8Array | undefined, mask: Mask): string {
  const head = [first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body && body.length > 0 ? `${head}\n\n${maskBody(new TextDecoder().decode(body), mask, 2)}` : head;
}
