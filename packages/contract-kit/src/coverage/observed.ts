import type { Case } from '../case.ts';
import { isAnswer, type Answer, type Exchange, type SentRequest } from '../exchange.ts';
import type { Result } from '../result.ts';
import type { Operation } from '../spec/spec.ts';
import type { Router } from './route.ts';

/** One request that was answered. */
export interface Observed {
  request: SentRequest;
  answer: Answer;
  /** The case that was judged by it; recorded traffic has none. */
  case?: Case;
}

/**
 * What was seen of each operation. Of a case only the answer that was judged counts: what came before it (a 429 that was waited for) nobody looked at.
 * A case that is inconclusive shows nothing, and one for an unknown path says nothing of the operation that it is named for.
 */
export function observe(results: readonly Result[], recorded: readonly Exchange[], route: Router): Map<Operation, Observed[]> {
  const seen = new Map<Operation, Observed[]>();
  const add = (operation: Operation | undefined, { request, answer }: Exchange, judged?: Case) => {
    if (!operation || !isAnswer(answer)) return;
    const list = seen.get(operation) ?? [];
    list.push({ request, answer, ...(judged && { case: judged }) });
    seen.set(operation, list);
  };
  for (const result of results) {
    const last = result.exchanges.at(-1);
    if (last && result.verdict !== 'inconclusive' && result.case.kind !== 'path') add(result.case.operation, last, result.case);
  }
  for (const exchange of recorded) add(route(exchange.request.method, exchange.request.url), exchange);
  return seen;
}

/** The value of a header, the first if there are several. */
export function headerOf({ headers }: { headers: Answer['headers'] }, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** `application/json` of `Application/JSON; charset=utf-8`; empty where nothing says so. */
export function mediaTypeOf(message: { headers: Answer['headers'] }): string {
  return (headerOf(message, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Whether a media type of the contract, perhaps a range such as `text/*`, describes this one. */
export function describes(documented: string, actual: string): boolean {
  const [range = ''] = documented.split(';', 1);
  if (range === '*/*') return actual !== '';
  return range.endsWith('/*') ? actual.startsWith(range.slice(0, -1)) : range.trim() === actual;
}

/** The value of a JSON body; undefined for a body that is none. */
export function jsonOf(message: { headers: Answer['headers']; body: Uint8Array | undefined }): unknown {
  if (!/^application\/(.+\+)?json$/.test(mediaTypeOf(message)) || !message.body) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(message.body)) as unknown;
  } catch {
    return undefined;
  }
}
