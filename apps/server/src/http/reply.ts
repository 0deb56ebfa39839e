import type { Response } from 'express';
import type { FailureValue } from '../core/failures.ts';

/** An answer before it is bytes. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/**
 * The only place that writes an answer. `constants` are the headers whose value the contract itself fixes for this operation and status; no
 * answer may be stored unless the contract says otherwise.
 */
export function reply(response: Response, { status, body, headers }: Answer, constants: Readonly<Record<string, string>> = {}): void {
  // The answer that this one replaces, because it broke the contract, may have left headers behind.
  for (const name of (response.locals.replied as string[] | undefined) ?? []) response.removeHeader(name);
  const all = { 'Cache-Control': 'no-store', ...constants, ...headers };
  response.locals.replied = Object.keys(all);
  response.status(status).set(all);
  if (body === undefined) response.end();
  else response.json(body);
}

/** The headers that a failure carries in every API. */
export function failureHeaders(failure: FailureValue): Record<string, string> {
  switch (failure.code) {
    case 'method-not-allowed':
      return { Allow: failure.data.allow.join(', ') };
    case 'too-many-requests':
    case 'unavailable':
      return { 'Retry-After': String(failure.data.retryAfter) };
    default:
      return {};
  }
}
