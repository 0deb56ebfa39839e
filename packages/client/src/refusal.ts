import type { Operation } from '@countersign/contracts';
import type { ErrorCode, Issue } from './error.ts';

const codes: Record<number, ErrorCode> = {
  400: 'invalid_input',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  415: 'unsupported_media_type',
  422: 'invalid_input',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** The code of a documented status that is no success. */
export function toCode(status: number): ErrorCode {
  return codes[status] ?? (status < 500 ? 'client_error' : 'server_error');
}

/**
 * What an error body says is wrong with the input, from either envelope: `errors` as sentences, which name a property or begin with one, or as
 * sentences by property.
 */
export function toIssues({ fields = [], names }: Operation, body: unknown): Issue[] {
  const { errors } = Object(body) as { errors?: unknown };
  return Object.entries(Object(errors)).flatMap(([key, lines]) =>
    [lines].flat().map((line) => {
      const message = String(line);
      const field = Array.isArray(errors) ? message.split(/[^\w$-]+/).find((word) => fields.includes(word)) : key;
      return { field: names?.['request']?.in?.[field as string]?.as ?? field ?? null, message };
    }),
  );
}

/** `Retry-After` in milliseconds from now, given as seconds or as an HTTP date (RFC 9110, section 10.2.3); undefined if it is neither. */
export function toRetryAfter(value: string, clock: () => number): number | undefined {
  const time = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock();
  return time > 0 ? time : time <= 0 ? 0 : undefined;
}
