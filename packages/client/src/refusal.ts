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
  const toIssue = (field: string | undefined, message: unknown): Issue => ({
    field: field === undefined ? null : (names?.['request']?.in?.[field]?.as ?? field),
    message: String(message),
  });
  if (Array.isArray(errors)) return errors.map((line) => toIssue(findField(fields, String(line)), line));
  return Object.entries(Object(errors)).flatMap(([field, lines]) => [lines].flat().map((line) => toIssue(field, line)));
}

/** The property that the sentence begins with, else the first one that it names. */
function findField(fields: readonly string[], line: string): string | undefined {
  const words = line.split(/[^\w$-]+/);
  return fields.find((field) => field === words[0]) ?? words.find((word) => fields.includes(word));
}

/** `Retry-After` in milliseconds from now, given as seconds or as an HTTP date (RFC 9110, section 10.2.3); undefined if it is neither. */
export function toRetryAfter(value: string | null, clock: () => number): number | undefined {
  if (!value) return undefined;
  const time = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock();
  return Number.isNaN(time) ? undefined : Math.max(0, time);
}
