import { type ApiName, apis, type Operation } from '@countersign/contracts';
import { type Example, examples } from '@countersign/contracts/examples';
import { shownEarlier, type ShownRequest, toRequest } from './request.ts';

/** A request as it reached the mock; `path` from the root of the server. */
export interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

interface Candidate {
  example: Example;
  request: ShownRequest;
  /** How particular it is: of two that fit, the one with more is meant. */
  weight: number;
}

/**
 * The example that answers a request: the one whose request it is, else what the contract shows for another path, another method or no token, else
 * the first success. Undefined for what is none of the API's.
 */
export function answerTo(api: ApiName, asked: Asked): Example | undefined {
  const { serverPath, operations } = apis[api];
  const shown = candidatesOf(api).find((candidate) => isSame(candidate, asked));
  if (shown) return shown.example;
  const all = Object.entries<Operation>(operations);
  const here = all.filter(([, { path }]) => isPath(serverPath + path, asked.path));
  const first = (id: string | undefined, isMeant: (status: number) => boolean) =>
    Object.values(examples[api]?.[id ?? ''] ?? {}).find(({ status, given }) => !given && isMeant(status));
  if (here.length === 0)
    return serverPath && asked.path.startsWith(`${serverPath}/`) ? first(all[0]?.[0], (status) => status === 404) : undefined;
  const [id, operation] = here.find(([, { method }]) => method.toUpperCase() === asked.method) ?? [];
  if (!operation) return first(here[0]?.[0], (status) => status === 405);
  const isAnonymous = operation.secured && !asked.headers.has('authorization');
  return first(id, (status) => (isAnonymous ? status === 401 : status < 300));
}

/** What a request alone brings about, the most particular first. */
function candidatesOf(api: ApiName): Candidate[] {
  const all = Object.entries(examples[api] ?? {}).flatMap(([id, named]) =>
    Object.values(named)
      .filter(({ given, request }) => !given && request)
      .map((example) => toCandidate(api, id, example)),
  );
  // oxlint-disable-next-line unicorn/no-array-sort -- a list of our own, and browsers of 2022 have no toSorted
  return all.sort((a, b) => b.weight - a.weight);
}

function toCandidate(api: ApiName, id: string, example: Example): Candidate {
  const { after, headers = {}, padTo, raw } = example.request ?? {};
  const request = toRequest(api, id, example, after && shownEarlier(after));
  const unusual = Object.entries(headers).filter(
    ([name, value]) => name.toLowerCase() !== 'content-type' || toType(value) !== 'application/json',
  );
  return { example, request, weight: unusual.length + (padTo ? 2 : 0) + (raw ? 1 : 0) };
}

function isSame({ example, request }: Candidate, asked: Asked): boolean {
  const { padTo, raw, body } = example.request ?? {};
  if (request.method !== asked.method || request.path !== asked.path) return false;
  // An example for another path or method says nothing of the body, nor of its type.
  const headers = Object.entries(request.headers).filter(([name]) => body !== undefined || name !== 'content-type');
  if (!headers.every(([name, value]) => isSameHeader(name, value, asked.headers.get(name)))) return false;
  // What is wanted without a token is not wanted with one.
  if (example.status === 401 && !('authorization' in request.headers) && asked.headers.has('authorization')) return false;
  if (padTo) return new TextEncoder().encode(asked.body).length >= padTo;
  return body === undefined || request.body === asked.body || (!raw && isSameJson(request.body ?? '', asked.body));
}

function isSameHeader(name: string, shown: string | null, given: string | null): boolean {
  return name === 'content-type' ? toType(shown) === toType(given) : shown === given;
}

/** A client may say of JSON that it is in UTF-8. */
function toType(header: string | null): string | undefined {
  return header?.toLowerCase().replaceAll(/[\s"]/g, '').replace(';charset=utf-8', '');
}

function isSameJson(shown: string, given: string): boolean {
  try {
    return toText(JSON.parse(shown)) === toText(JSON.parse(given));
  } catch {
    return false;
  }
}

/** JSON in which the order of the properties is always the same. */
function toText(value: unknown): string {
  // oxlint-disable-next-line unicorn/no-array-sort -- as above
  const sorted = (object: object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item) ? sorted(item) : item,
  );
}

/** `{name}` in the path of an operation is any text without a slash. */
function isPath(template: string, path: string): boolean {
  const [shown, given] = [template.split('/'), path.split('/')];
  return (
    shown.length === given.length && shown.every((part, index) => part === given[index] || (/^\{.*\}$/.test(part) && given[index] !== ''))
  );
}
