import { type Asked, isJson, isOf, readBody, toMediaType, within } from './asked.ts';
import { type Contract, once, type Operation } from './contract.ts';
import type { Example } from './example.ts';
import { toBody, toHeaders } from './request.ts';

/** An answer and the request that the contract shows with it. */
export interface Pair {
  operation: Operation;
  example: Example;
  /** Of those that it is about; null is one that must not be there. */
  headers: Readonly<Record<string, string | null>>;
  /** Undefined if it says nothing of the body. */
  body: ExpectedBody | undefined;
  /** How particular it is: of two that fit a request, the one with more is meant. */
  weight: number;
}

export interface ExpectedBody {
  mediaType: string;
  /** As it is sent. */
  text: string;
  /** Only these very bytes will do. */
  isRaw: boolean;
  /** Bytes. */
  least: number;
}

export interface Pairs {
  /** Those that a request to the path of these operations may be meant by, the most particular first. */
  at(operations: readonly Operation[]): readonly Pair[];
  /** Those of one operation. */
  of(operation: Operation): readonly Pair[];
}

/** The pairs whose answer the request alone brings about, made when they are first asked for. */
export function createPairs(contracts: readonly Contract[]): Pairs {
  const answerTo = (name: string) => shown(contracts, name);
  const known = new WeakMap<Operation, readonly Pair[]>();
  const make = (operation: Operation) => operation.examples().flatMap((example) => toPair(operation, example, answerTo) ?? []);
  const of = (operation: Operation) => known.getOrInsertComputed(operation, make);
  // Their path is another one, whichever operation they stand at.
  const strays = once(() => {
    const all = contracts.flatMap(({ operations }) => operations);
    return all.filter(hasStray).flatMap((operation) => of(operation).filter(isStray));
  });
  return {
    at: (operations) => {
      const own = operations.flatMap((operation) => of(operation).filter((pair) => !isStray(pair)));
      return [...own, ...strays()].toSorted((a, b) => b.weight - a.weight);
    },
    of,
  };
}

function hasStray(operation: Operation): boolean {
  return operation.examples().some(({ deviation }) => deviation.path !== undefined);
}

function isStray({ example }: Pair): boolean {
  return example.deviation.path !== undefined;
}

/** The body that the example of a success shows, by `api.operation.example`: what a mock has handed out before. */
function shown(contracts: readonly Contract[], name: string): unknown {
  const [api, id, ...rest] = name.split('.');
  const operation = contracts.find((contract) => contract.api === api)?.operations.find((candidate) => candidate.id === id);
  return operation?.examples().find((example) => example.name === rest.join('.') && example.status < 300)?.value;
}

/** Undefined if nothing tells which request gets the answer: no pair, a state of the server, or an earlier answer of an API that is not here. */
function toPair(operation: Operation, example: Example, answerTo: (name: string) => unknown): Pair | undefined {
  const { deviation, body, given } = example;
  if (given !== undefined || (!body && Object.keys(deviation).length === 0)) return undefined;
  const earlier = deviation.after === undefined ? undefined : answerTo(deviation.after);
  if (deviation.after !== undefined && earlier === undefined) return undefined;
  const headers = toHeaders(deviation.headers, earlier);
  const expected = body && toBody(body, deviation, earlier);
  const { 'content-type': type, ...others } = headers;
  const isUsualType = type === undefined || toMediaType(type ?? '') === toMediaType(expected?.mediaType ?? '');
  const weight = Object.keys(others).length + (isUsualType ? 0 : 1) + (deviation.padTo ? 2 : 0) + (deviation.raw ? 1 : 0);
  return { operation, example, headers, body: expected, weight };
}

/** Whether its request is one to the operation itself. */
export function isPlainPair({ operation, example }: Pair): boolean {
  const { method = operation.method, path } = example.deviation;
  return method === operation.method && (path === undefined || path.split('?')[0] === operation.serverPath + operation.path);
}

/** Whether a request is that of a pair. */
export function isMeant({ operation, example, headers, body }: Pair, asked: Asked): boolean {
  const { method = operation.method, path } = example.deviation;
  if (method !== asked.method || !isAt(operation, path, asked)) return false;
  const { 'content-type': type, ...others } = body ? { 'content-encoding': null, ...headers } : headers;
  if (Object.entries(others).some(([name, value]) => (asked.headers[name] ?? null) !== value)) return false;
  // What is refused for its method has no body to speak of.
  if (!body || method !== operation.method) return true;
  const wanted = type === undefined ? body.mediaType : type;
  const given = asked.headers['content-type'];
  if (wanted === null ? given !== undefined : toMediaType(given ?? '') !== toMediaType(wanted)) return false;
  return isSameBody(body, asked);
}

function isAt(operation: Operation, path: string | undefined, { path: asked, query }: Asked): boolean {
  if (path === undefined) {
    const rest = within(operation.serverPath, asked);
    return rest !== undefined && isOf(operation.path, rest);
  }
  const [location, ...search] = path.split('?');
  return location === asked && (search.length === 0 || new URLSearchParams(search.join('?')).toString() === query.toString());
}

function isSameBody({ mediaType, text, isRaw, least }: ExpectedBody, asked: Asked): boolean {
  if (least > 0) return asked.body.length >= least;
  const given = readBody(asked).text;
  return given === text || (!isRaw && normalize(mediaType, given) === normalize(mediaType, text));
}

/** A text that is the same for bodies that say the same. */
function normalize(mediaType: string, text: string): string {
  if (mediaType.startsWith('application/x-www-form-urlencoded')) {
    const fields = new URLSearchParams(text);
    fields.sort();
    return fields.toString();
  }
  try {
    return isJson(mediaType) ? toText(JSON.parse(text)) : text;
  } catch {
    return text;
  }
}

/** JSON in which the order of the properties is always the same. */
function toText(value: unknown): string {
  const sorted = (object: object) => Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(value, (_, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item) ? sorted(item) : item,
  );
}
