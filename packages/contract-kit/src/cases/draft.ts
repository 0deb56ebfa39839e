import type { CaseRequest } from '../case.ts';

/** A request in parts, so that one of them can be changed. */
export interface Draft {
  method: string;
  /** Percent-encoded, without the query. */
  path: string;
  /** Percent-encoded, e.g. `page=2`. */
  query: readonly string[];
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array | undefined;
  before?: CaseRequest;
  set?: Readonly<Record<string, string>>;
  /** Nobody handed out these credentials. */
  madeUp?: boolean;
}

export function toRequest({ method, path, query, headers, body, before, set }: Draft): CaseRequest {
  return {
    method,
    path: query.length > 0 ? `${path}?${query.join('&')}` : path,
    headers,
    body,
    ...(before && { before }),
    ...(set && Object.keys(set).length > 0 && { set }),
  };
}

/** With these headers in place of those of the same name; null leaves one out. */
export function withHeaders(draft: Draft, headers: Readonly<Record<string, string | null>>): Draft {
  const replaced = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = Object.entries(draft.headers).filter(([name]) => !replaced.has(name.toLowerCase()));
  const added = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...draft, headers: Object.fromEntries([...kept, ...added]) };
}

/** With another body, and without what would be put into the old one. */
export function withBody(draft: Draft, body: Draft['body'], contentType?: string): Draft {
  const { set, before, ...rest } = contentType === undefined ? draft : withHeaders(draft, { 'Content-Type': contentType });
  const isNeeded = set === undefined || Object.values(draft.headers).some((value) => value.includes('$response'));
  return { ...rest, body, ...(before && isNeeded && { before }) };
}

/** A cookie more. */
export function withCookie(draft: Draft, cookie: string): Draft {
  const others = draft.headers['Cookie'];
  return withHeaders(draft, { Cookie: others === undefined ? cookie : `${others}; ${cookie}` });
}

export function hasHeader(headers: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.keys(headers).some((key) => key.toLowerCase() === name.toLowerCase());
}
