import { slug } from '../cases/identity.ts';
import type { SentRequest } from '../exchange.ts';
import { isAnswer } from '../exchange.ts';
import type { Result } from '../result.ts';
import type { Location } from '../spec/location.ts';
import type { Operation, ResponseSpec } from '../spec/spec.ts';
import { responseOf } from '../check/status.ts';
import type { Contract } from '../suite/contracts.ts';
import type { Meddler, TrafficMutant } from './mutant.ts';
import { keyOf, toPath } from './record.ts';
import type { Wire } from './wire.ts';

/** An operation, and how the right server answered its cases. */
export interface Site {
  contract: Contract;
  operation: Operation;
  /** Those that passed. */
  results: readonly Result[];
  /** What the contract says of the statuses that came. */
  reached: readonly ResponseSpec[];
  /** Those of every answer. */
  headers: Readonly<Record<string, string | null>> | undefined;
  /** Whether an example says word by word what the answer to a request is. */
  isShown(request: SentRequest): boolean;
}

/** One way to answer wrongly. */
export interface AnswerIdea {
  /** The last parts of the id. */
  name: string;
  kind: string;
  title: string;
  at?: Location | undefined;
  change(answer: Wire, request: SentRequest): Wire | undefined;
}

/** One way to judge something else than was sent, or to remember what should be forgotten. */
export interface LiveIdea {
  name: string;
  kind: string;
  title: string;
  at?: Location | undefined;
  meddle(): Meddler;
}

export function toSite(contract: Contract, operation: Operation, all: readonly Result[], headers: Site['headers']): Site {
  const results = all.filter(({ case: test, verdict }) => test.operation === operation && test.kind !== 'flow' && verdict === 'passed');
  const answers = results.flatMap(({ exchanges }) => exchanges.at(-1)?.answer ?? []).filter(isAnswer);
  const reached = new Set(answers.flatMap(({ status }) => responseOf(operation, status) ?? []));
  const shown = results.flatMap(({ case: { expect }, exchanges }) => (expect.body ? [toKey(exchanges.at(-1)?.request)] : []));
  const keys = new Set(shown);
  return { contract, operation, results, reached: [...reached], headers, isShown: (request) => keys.has(toKey(request)) };
}

function toKey(request: SentRequest | undefined): string {
  return request === undefined ? '' : keyOf({ ...request, url: toPath(request.url) });
}

export function toAnswerMutant({ contract, operation }: Site, response: ResponseSpec, idea: AnswerIdea): TrafficMutant {
  const { name, kind, title, at = response.at, change } = idea;
  const answer = (wire: Wire, request: SentRequest) =>
    responseOf(operation, wire.status) === response ? change(wire, request) : undefined;
  return {
    id: toId(contract, operation, `answer/${response.status}/${name}`),
    kind,
    api: contract.spec.name,
    operation,
    title: `${response.status}: ${title}`,
    at,
    needs: 'answer',
    meddle: () => ({ answer }),
  };
}

export function toLiveMutant({ contract, operation }: Site, idea: LiveIdea): TrafficMutant {
  const { name, kind, title, at = operation.at, meddle } = idea;
  return { id: toId(contract, operation, `request/${name}`), kind, api: contract.spec.name, operation, title, at, needs: 'live', meddle };
}

function toId({ spec }: Contract, { id }: Operation, rest: string): string {
  return [`${spec.name}.${slug(id)}`, ...rest.split('/').map(slug).filter(Boolean)].join('/');
}
