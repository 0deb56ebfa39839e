import { isDeepStrictEqual } from 'node:util';
import type { Expectation } from '../case.ts';
import type { Operation } from '../spec/spec.ts';
import { isPlain, type Pair } from './pair.ts';
import { matches } from './paths.ts';
import type { Target } from './target.ts';

const refusals = ['400', '422'];
/** What may become of a request that breaks no rule: it depends on what there is, and who asks. */
const allowed = ['401', '403', '404', '409', '410', '412', '423', '428'];

/** Whether the contract has an answer of this status: by itself, as a range, or as `default`. */
export function isDocumented({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status || response.status === `${status[0]}XX` || response.status === 'default');
}

export function isNamed({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}

/** A request that breaks a rule gets the status for it. A parameter of the path may as well mean that there is no such path. */
export function refuse({ operation, pairs }: Target, ...also: readonly string[]): Expectation {
  const named = refusals.filter((status) => isNamed(operation, status));
  const statuses = named.length > 0 ? named : refusals;
  const more = also.filter((status) => isDocumented(operation, status));
  const others = answersUnlike(pairs);
  return {
    statuses: [...statuses, ...more],
    documented: named.length > 0 || statuses.some((status) => isDocumented(operation, status)),
    ...(others.length > 0 && { unlike: others }),
  };
}

/** Exactly this status, or what comes closest to it when the contract does not have it. */
export function expectStatus({ operation }: Target, status: string, ...otherwise: readonly string[]): Expectation {
  if (isDocumented(operation, status)) return { statuses: [status], documented: true };
  return { statuses: [status, ...otherwise], documented: false };
}

/** A request that keeps every rule: any answer that such a request may get, but no refusal of its form. */
export function accept(target: Target): Expectation {
  const { operation, pairs } = target;
  const shown = acceptedAnswers(pairs);
  const good = operation.responses.map(({ status }) => status).filter((status) => /^[23]/.test(status));
  // Whoever is let in is not asked who he is; made-up credentials are allowed for elsewhere.
  const isOpen = operation.security.length === 0;
  const may = allowed.filter((status) => (isOpen || status !== '401') && isDocumented(operation, status) && !isReserved(target, status));
  const statuses = [...(good.length > 0 ? good : ['2XX', '3XX']), ...new Set([...may, ...shown.map(({ status }) => status)])];
  // A contract that says nothing of success has forgotten it: what comes then is not documented.
  return { statuses, documented: operation.responses.length > 0, ...(shown.length > 0 && { accepted: shown }) };
}

type Shown = readonly { status: string; value: unknown }[];

/** By the examples of an operation, which are read once. */
const acceptedBy = new WeakMap<readonly Pair[], Shown>();
const unlikeBy = new WeakMap<readonly Pair[], Shown>();

function acceptedAnswers(pairs: readonly Pair[]): Shown {
  const known = acceptedBy.get(pairs) ?? findAccepted(pairs);
  acceptedBy.set(pairs, known);
  return known;
}

/** Those that tell that no rule was broken. */
function answersUnlike(pairs: readonly Pair[]): Shown {
  const known = unlikeBy.get(pairs) ?? acceptedAnswers(pairs).filter(({ value }) => !isShownForInvalid(pairs, value));
  unlikeBy.set(pairs, known);
  return known;
}

function findAccepted(pairs: readonly Pair[]): Shown {
  const found = new Map<string, { status: string; value: unknown }>();
  for (const { status, answer, request, deviation, isInvalid, given } of pairs)
    if (status.startsWith('4') && request && !isInvalid && given === undefined && isPlain(deviation) && answer.value !== undefined)
      found.set(JSON.stringify([status, answer.value]), { status, value: answer.value });
  return [...found.values()];
}

/** Requests of both kinds get it: it tells nobody which one was sent. */
function isShownForInvalid(pairs: readonly Pair[], value: unknown): boolean {
  return pairs.some(({ isInvalid, deviation: { raw: _raw, ...deviation }, answer }) => {
    return (isInvalid || !isPlain(deviation)) && isDeepStrictEqual(answer.value, value);
  });
}

/** The contract shows what gets this status, and it is never a request that keeps every rule. */
function isReserved({ operation, pairs }: Target, status: string): boolean {
  const shown = pairs.filter((pair) => pair.status === status);
  // Another id in the path is no deviation.
  const isUsual = ({ path, ...deviation }: Pair['deviation']) => isPlain(deviation) && (path === undefined || matches(operation, path));
  return shown.length > 0 && shown.every(({ isInvalid, given, deviation }) => isInvalid || given !== undefined || !isUsual(deviation));
}
