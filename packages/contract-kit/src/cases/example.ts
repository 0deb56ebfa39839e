import type { Expectation, Gap } from '../case.ts';
import { accept, refuse } from './answers.ts';
import { deviate, withExample } from './before.ts';
import { fits } from './contract.ts';
import { authorize } from './credential.ts';
import { hasHeader, withHeaders, type Draft } from './draft.ts';
import { formOf } from './encode.ts';
import { isPlain, type Pair } from './pair.ts';
import { assemble } from './parameters.ts';
import { toGap, toSketch, type Sketch } from './sketch.ts';
import type { Target } from './target.ts';

/** Every answer that the contract shows, and the request that is to get it; at least one request that keeps every rule. */
export function* toExampleCases(target: Target): Generator<Sketch | Gap> {
  let hasGood = false;
  for (const pair of target.pairs) {
    const reason = whyNot(target, pair);
    const draft = reason === undefined ? draftOf(target, pair) : undefined;
    if (draft) {
      hasGood ||= pair.status.startsWith('2');
      yield toPairCase(target, pair, draft);
    } else yield toGap(target, pair.at, pair.name, sideOf(pair), reason ?? `${pair.deviation.after} is not an example of a known contract`);
  }
  if (!hasGood) yield* toUsualCase(target);
  for (const parameter of target.parameters.missing)
    yield toGap(
      target,
      parameter.at,
      parameter.name,
      'pass',
      'no value is known for this parameter: add an example, or one to the fixtures',
    );
}

function toPairCase(target: Target, pair: Pair, draft: Draft): Sketch {
  return toSketch(target, {
    kind: 'example',
    at: pair.at,
    where: [pair.request && pair.request.media !== target.base?.media ? pair.request.media.mediaType : '', pair.status].join(' '),
    rule: pair.name,
    variant: pair.media?.mediaType === pair.response.content[0]?.mediaType ? '' : (pair.media?.mediaType ?? ''),
    side: sideOf(pair),
    title: isContradiction(target, pair)
      ? `the example ${pair.name}, which breaks its own schema`
      : `${pair.status} as the example ${pair.name} shows`,
    draft,
    expect: expectationOf(target, pair),
    ...(pair.given !== undefined && { given: pair.given }),
  });
}

function sideOf({ status, isInvalid }: Pair): 'pass' | 'fail' {
  return isInvalid || !status.startsWith('2') ? 'fail' : 'pass';
}

function expectationOf(target: Target, pair: Pair): Expectation {
  const { pairs } = target;
  const { status, media, answer } = pair;
  if (isContradiction(target, pair)) return refuse(target);
  const expect = { statuses: [status], documented: true };
  if (!media) return { ...expect, empty: true };
  // Where the contract shows several answers to one request, it does not say which of them comes.
  const isOneOfMany = !pair.request && isUsual(pair) && pairs.some((other) => other !== pair && other.status === status && isUsual(other));
  return isOneOfMany || answer.value === undefined ? expect : { ...expect, body: { mediaType: media.mediaType, value: answer.value } };
}

/** The contract shows a success for a body that it forbids. Its schema is the law. */
function isContradiction({ contract }: Target, { status, request, isInvalid, deviation }: Pair): boolean {
  if (!request || isInvalid || deviation.raw === true || !status.startsWith('2') || request.media.schema === undefined) return false;
  return formOf(request.media.mediaType) === 'json' && !fits(contract, request.media.schema, request.example.value);
}

/** Nothing says that its request differs from what the operation says. */
function isUsual({ request, deviation, given }: Pair): boolean {
  return !request && given === undefined && Object.keys(deviation).length === 0;
}

/** Why the contract does not tell how to get this answer. */
function whyNot(target: Target, pair: Pair): string | undefined {
  const { status, given, response } = pair;
  if (!/^\d{3}$/.test(status)) return 'an example of several statuses: no request is known to get it';
  if (!isUsual(pair)) return undefined;
  if (status === '401' && target.operation.security.length > 0) return undefined;
  const firstGood = target.operation.responses.find((other) => other.status.startsWith('2'));
  if (response !== firstGood && given === undefined)
    return 'no request example has this name, and there is no x-request: nothing says how to get it';
  return target.isInvented ? 'the request would hold made-up values: no example says which ones exist' : undefined;
}

function draftOf(target: Target, pair: Pair): Draft | undefined {
  const { contract, operation, parameters, base } = target;
  const { request, deviation, status, media, response } = pair;
  // What is refused for its method or path needs nothing of an earlier answer.
  const shared = base?.deviation && !request && isPlain(deviation) ? { ...base.deviation, ...deviation } : deviation;
  const bare = assemble(operation, parameters.texts);
  const filled = request ? withExample(contract, bare, request) : withUsualBody(target, bare);
  const several = response.content.length > 1 && media ? withHeaders(filled, { Accept: media.mediaType }) : filled;
  const draft = deviate(contract, several, shared);
  const isBare = status === '401' || operation.security.flat().some(({ scheme }) => hasHeader(deviation.headers ?? {}, scheme.name));
  return draft && (isBare ? draft : authorize(contract, operation, draft));
}

function withUsualBody({ usual }: Target, bare: Draft): Draft {
  const type = Object.entries(usual.headers).find(([name]) => name.toLowerCase() === 'content-type');
  return { ...withHeaders(bare, type ? { [type[0]]: type[1] } : {}), body: usual.body };
}

function* toUsualCase(target: Target): Generator<Sketch> {
  const { operation, usual } = target;
  yield toSketch(target, {
    kind: 'example',
    at: operation.at,
    where: 'any',
    rule: 'usual',
    variant: '',
    side: 'pass',
    title: 'a request that keeps every rule',
    draft: usual,
    expect: accept(target),
  });
}
