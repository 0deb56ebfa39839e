import type { Expectation } from '../case.ts';
import type { Answer, SentRequest } from '../exchange.ts';
import { createMask } from '../mask.ts';
import type { Oracle } from '../oracle.ts';
import type { Fault } from '../result.ts';
import type { Location } from '../spec/location.ts';
import type { MediaType, Operation, ResponseSpec, Spec } from '../spec/spec.ts';
import { keyMaterialIn } from './key-material.ts';
import { mediaTypeOf, rank } from './media-type.ts';
import type { Keys } from './signature.ts';
import { responseOf } from './status.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface CheckOptions {
  operation: Operation;
  spec: Spec;
  oracle: Oracle;
  expect: Expectation;
  /** Of the request (`secretsOf`): none of them may come back, and none stands in a fault. */
  secrets: readonly string[];
  /** `shape`: bodies are not compared with the examples, because the server has other data. */
  examples?: 'exact' | 'shape';
  /** Headers, in lower case, that are no fault although the contract does not know them, e.g. what a proxy adds. */
  tolerate?: readonly string[];
  /** What servers publish to check the signatures of tokens; without it they are not checked. */
  keys?: Keys | undefined;
  /** Headers of every answer, with their value or null for any. If given, these must be there, and no other undocumented one may. */
  headers?: Readonly<Record<string, string | null>> | undefined;
}

/** An answer, and all that it is judged by. */
export interface Subject extends CheckOptions {
  request: SentRequest;
  answer: Answer;
  /** What the contract says of this status. */
  response: ResponseSpec | undefined;
  /** What it says of this content type; of the only one, if the answer has none. */
  media: MediaType | undefined;
  /** Where most faults of this answer belong. */
  at: Location;
  /** A value for people: secrets masked, and not too long. */
  show(value: unknown): string;
}

export function toSubject(request: SentRequest, answer: Answer, options: CheckOptions): Subject {
  const { operation, secrets } = options;
  const response = responseOf(operation, answer.status);
  return {
    ...options,
    request,
    answer,
    response,
    media: response && mediaOf(answer, response),
    at: response?.at ?? operation.at,
    show: createShow([...secrets, ...keyMaterialIn(answer.body)], vocabularyOf(options.spec)),
  };
}

function mediaOf(answer: Answer, { content }: ResponseSpec): MediaType | undefined {
  const actual = mediaTypeOf(answer);
  if (!actual) return content.length === 1 ? content[0] : undefined;
  return content
    .toSorted((a, b) => rank(b.mediaType, actual) - rank(a.mediaType, actual))
    .find(({ mediaType }) => rank(mediaType, actual) > 0);
}

export function createShow(secrets: readonly string[], words = ''): Subject['show'] {
  const mask = createMask(secrets, words);
  return (value) => {
    if (value === undefined) return 'nothing';
    const text = mask(typeof value === 'string' ? value : JSON.stringify(value));
    return text.length <= 300 ? text : `${text.slice(0, 300)}… (${text.length} characters)`;
  };
}

/** A fault, in the order of its parts. */
export function fault(rule: string, message: string, expected: string, actual: string, at: Location): Fault {
  return { rule, message, expected, actual, at };
}
