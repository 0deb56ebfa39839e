import { coverage } from '../coverage/coverage.ts';
import { percentOf, type Coverage } from '../coverage/item.ts';
import type { Exchange } from '../exchange.ts';
import type { Recording } from '../har/read.ts';
import type { Spec } from '../spec/spec.ts';
import { documentedOf, type Examination } from './examine.ts';
import { toAddress } from './traffic.ts';

/** How much of the contracts the traffic exercises, of each kind of sentence, and what it never shows. */
export interface Exercise {
  api: string;
  percent: { responses: number; keywords: number; headers: number; security: number };
  /** Ids of operations. */
  operations: readonly string[];
  /** `login 422`. */
  answers: readonly string[];
}

/** `today`: the coverage holds waivers against it. */
export function exerciseOf(state: Examination, recordings: readonly Recording[], today: Date): Exercise[] {
  const bySpec = new Map<Spec, Exchange[]>();
  for (const { spec, operation, recorded } of documentedOf(state, recordings)) {
    const request = { ...recorded.request, url: toAddress(recorded.request.url, operation) };
    const exchange = { request, answer: recorded.answer, startedAt: 0, duration: 0 };
    const exchanges = bySpec.get(spec) ?? [];
    exchanges.push(exchange);
    bySpec.set(spec, exchanges);
  }
  return [...state.oracles.keys()].map((spec) => toExercise(spec, coverage(spec, [], { recorded: bySpec.get(spec) ?? [], today }), state));
}

function toExercise({ name, operations }: Spec, { dimensions }: Coverage, { seen }: Examination): Exercise {
  const { responses, keywords, headers, security } = dimensions;
  const missing = operations.filter((operation) => !seen.has(operation)).map(({ id }) => id);
  const answers = responses.filter(({ covered, operation }) => !covered && !missing.includes(operation));
  return {
    api: name,
    percent: { responses: percentOf(responses), keywords: percentOf(keywords), headers: percentOf(headers), security: percentOf(security) },
    operations: missing,
    answers: answers.map(({ what, aspect }) => `${what} ${aspect}`),
  };
}
