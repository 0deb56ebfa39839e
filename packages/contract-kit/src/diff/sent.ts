import type { Header, Operation, Parameter, RequestBody, ResponseSpec } from '../spec/spec.ts';
import { compareParameters } from './parameters.ts';
import { compareBodies } from './requests.ts';
import { compareResponse } from './responses.ts';
import type { Pair, Pairing } from './side.ts';
import type { Finding } from './values.ts';
import { change } from './words.ts';

/**
 * What became of the requests that the server sends: webhooks and callbacks. For a client they are what answers are elsewhere, and its answers to them
 * are what requests are.
 */
export function compareSent({ pairs, removed, added }: Pairing): Finding[] {
  return [
    ...removed.map(({ id, template, at }) => change('major', 'sent-request-removed', `${template} is no longer sent`, at, id)),
    ...added.map(({ id, template, at }) => change('minor', 'sent-request-added', `${template} may be sent`, at, id)),
    ...pairs.flatMap((pair) => [...compareRequest(pair), ...compareAnswers(pair)]),
  ];
}

function compareRequest(pair: Pair): Finding[] {
  const { old, next, id } = pair;
  const isOptional = old.body?.required === true && next.body?.required === false;
  return [
    ...(isOptional ? [change('major', 'sent-body-became-optional', 'the body may be absent', next.at, id)] : []),
    ...compareResponse(pair, toAnswer(old), toAnswer(next)),
  ];
}

/** What arrives with it. */
function toAnswer({ parameters, body, at }: Operation): ResponseSpec {
  return { status: 'sent', headers: parameters, content: body?.content ?? [], examples: [], at: body?.at ?? at };
}

function compareAnswers(pair: Pair): Finding[] {
  const { old, next, id } = pair;
  const removed = old.responses.filter(({ status }) => !find(next, status));
  const added = next.responses.filter(({ status }) => !find(old, status));
  return [
    ...removed.map(({ status, at }) => change('major', 'response-removed', `the answer ${status} is no longer documented`, at, id)),
    ...added.map(({ status, at }) => change('minor', 'response-added', `the answer may be ${status}`, at, id)),
    ...old.responses.flatMap((response) => {
      const twin = find(next, response.status);
      if (!twin) return [];
      const answers = { ...pair, old: toRequest(old, response), next: toRequest(next, twin) };
      return [...compareParameters(answers), ...compareBodies(answers)];
    }),
  ];
}

function find({ responses }: Operation, status: string): ResponseSpec | undefined {
  return responses.find((response) => response.status === status);
}

/** What a client says with this answer. */
function toRequest(operation: Operation, { headers, content, at }: ResponseSpec): Operation {
  const body: RequestBody | undefined = content.length > 0 ? { required: false, content, at } : undefined;
  return { ...operation, parameters: headers.map(toParameter), body };
}

function toParameter(header: Header): Parameter {
  const plain = { style: 'simple', explode: false, allowReserved: false, allowEmptyValue: false, mediaType: undefined, examples: [] };
  return { ...plain, ...header, in: 'header' };
}
