import type { Location } from '../spec/location.ts';
import type { Example, MediaType, Operation, ResponseSpec } from '../spec/spec.ts';

/** How the request of an example differs from what its operation says (`x-request`). */
export interface Deviation {
  method?: string;
  path?: string;
  /** Null leaves one out. */
  headers?: Record<string, string | null>;
  /** The value of the example is the body as it stands. */
  raw?: boolean;
  /** Bytes, filled up with spaces. */
  padTo?: number;
  /** `contract.operationId.example`, sent first. */
  after?: string;
  /** Properties of the body that are taken from its answer. */
  set?: Record<string, string>;
}

export interface BodyExample {
  media: MediaType;
  example: Example;
}

/** An answer that the contract shows, and what it says about the request that gets it. */
export interface Pair {
  name: string;
  status: string;
  response: ResponseSpec;
  /** Undefined for an answer without a body. */
  media: MediaType | undefined;
  answer: Example;
  /** The request example of the same name. */
  request: BodyExample | undefined;
  deviation: Deviation;
  /** The state of the server (`x-given`). */
  given: string | undefined;
  /** The request breaks the contract on purpose (`x-invalid`). */
  isInvalid: boolean;
  at: Location;
}

/** Every example of every response, once for each request example of its name. */
export function pairsOf(operation: Operation): Pair[] {
  const requests = bodyExamples(operation);
  return operation.responses.flatMap((response) => {
    const shown = response.content.flatMap((media) => media.examples.map((answer) => ({ media, answer })));
    const all = [...shown, ...response.examples.map((answer) => ({ media: undefined, answer }))];
    return all.flatMap(({ media, answer }) => {
      const partners = requests.filter(({ example }) => example.name === answer.name);
      return (partners.length > 0 ? partners : [undefined]).map((request) => toPair(response, media, answer, request));
    });
  });
}

export function bodyExamples({ body }: Operation): BodyExample[] {
  return (body?.content ?? []).flatMap((media) => media.examples.map((example) => ({ media, example })));
}

function toPair(response: ResponseSpec, media: MediaType | undefined, answer: Example, request: BodyExample | undefined): Pair {
  const given = answer.extensions['x-given'] ?? request?.example.extensions['x-given'];
  return {
    name: answer.name,
    status: response.status,
    response,
    media,
    answer,
    request,
    deviation: { ...(request && deviationOf(request.example)), ...deviationOf(answer) },
    given: typeof given === 'string' ? given : undefined,
    isInvalid: request !== undefined && isInvalid(request.example),
    at: answer.at,
  };
}

export function isInvalid({ extensions }: Example): boolean {
  return extensions['x-invalid'] === true;
}

export function deviationOf({ extensions }: Example): Deviation {
  const deviation = extensions['x-request'];
  return typeof deviation === 'object' && deviation !== null ? deviation : {};
}

/** Sent as the operation says, only with parts of an earlier answer in it. */
export function isPlain({ method, path, headers, raw, padTo }: Deviation): boolean {
  return [method, path, headers, raw, padTo].every((part) => part === undefined);
}
