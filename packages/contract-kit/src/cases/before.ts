import { Buffer } from 'node:buffer';
import type { CaseRequest } from '../case.ts';
import { child } from '../spec/pointer.ts';
import type { Operation } from '../spec/spec.ts';
import { findOperation, type Contract } from './contract.ts';
import { authorize } from './credential.ts';
import { toRequest, withBody, withHeaders, type Draft } from './draft.ts';
import { contentTypeOf, encodeBody, padTo } from './encode.ts';
import { assemble, chooseParameters } from './parameters.ts';
import { bodyExamples, deviationOf, type BodyExample, type Deviation } from './pair.ts';

/**
 * The request of the example that `contract.operationId.example` names, with all that is sent before it. Undefined for one that is not there,
 * or that would have to be sent before itself.
 */
export function requestOf(contract: Contract, name: string): CaseRequest | undefined {
  const dot = name.lastIndexOf('.');
  const found = findOperation(contract, name.slice(0, dot));
  if (!found) return undefined;
  const { befores } = found.contract;
  const key = `${found.operation.id}.${name.slice(dot + 1)}`;
  if (!befores.has(key)) {
    // Whoever asks for it while it is being made is in a circle.
    befores.set(key, undefined);
    befores.set(key, buildRequest(found.contract, found.operation, name.slice(dot + 1)));
  }
  return befores.get(key);
}

function buildRequest(contract: Contract, operation: Operation, name: string): CaseRequest | undefined {
  const request = bodyExamples(operation).find(({ example }) => example.name === name);
  const pair = contract.pairs(operation).find((candidate) => candidate.name === name && candidate.status.startsWith('2'));
  if (!request && !pair) return undefined;
  const deviation = { ...(request && deviationOf(request.example)), ...pair?.deviation };
  const draft = assemble(operation, chooseParameters(contract, operation).texts);
  const sent = deviate(contract, request ? withExample(contract, draft, request) : draft, deviation);
  return sent && toRequest(authorize(contract, operation, sent));
}

/** With the body of an example. */
export function withExample({ spec }: Contract, draft: Draft, { media, example }: BodyExample): Draft {
  const isRaw = deviationOf(example).raw === true;
  const text = isRaw ? toRaw(example.value) : encodeBody(media, example.value, spec.schemas);
  return withBody(draft, text, contentTypeOf(media));
}

function toRaw(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A request as `x-request` wants it. Undefined if what it wants to be sent first does not exist. */
export function deviate(contract: Contract, draft: Draft, deviation: Deviation): Draft | undefined {
  const before = deviation.after === undefined ? undefined : requestOf(contract, deviation.after);
  if (deviation.after !== undefined && !before) return undefined;
  const { method = draft.method, path, headers = {}, set, padTo: bytes } = deviation;
  const [location = draft.path, ...query] = path?.split('?') ?? [];
  const isBodiless = method !== draft.method && ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
  return {
    ...withHeaders(draft, headers),
    method,
    path: location,
    query: path === undefined ? draft.query : query.length > 0 ? query.join('?').split('&') : [],
    body: isBodiless ? undefined : bytes === undefined ? draft.body : padTo(toTextBody(draft.body), bytes),
    ...(before && { before }),
    ...(set && { set: Object.fromEntries(Object.entries(set).map(([key, value]) => [key.startsWith('/') ? key : child('', key), value])) }),
  };
}

function toTextBody(body: Draft['body']): string {
  return typeof body === 'string' ? body : Buffer.from(body ?? []).toString();
}
