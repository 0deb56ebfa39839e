import type { Operation } from '@countersign/contracts';
import { ClientError, type ErrorCode, type ErrorDetails, type ErrorKind } from './error.ts';
import { rename } from './names.ts';
import { toCode, toIssues, toRetryAfter } from './refusal.ts';
import type { Refusal, Success, Unanswered, Undocumented } from './result.ts';
import type { State } from './state.ts';

/** A result of any operation. */
export type AnyResult = Success<number, unknown> | Refusal<number, unknown> | Undocumented | Unanswered;

/** Tells by the contract what an answer is. */
export function toResult({ api, clock, validate, operations }: State, id: string, { status, headers }: Response, text: string): AnyResult {
  const operation = operations[id] as Operation;
  const requestId = headers.get('x-request-id');
  const toError = (kind: ErrorKind, code: ErrorCode, more: ErrorDetails) =>
    new ClientError(kind, code, id, { status, requestId, retryAfter: toRetryAfter(headers.get('retry-after'), clock), ...more });
  const undocumented = (code: string, error = toError('undocumented', code, { body: text })) =>
    ({ ok: false, status: 'undocumented', body: text, error, headers, requestId }) as const;
  const kind = operation.responses[status];
  if (!kind) return undocumented('unexpected_status');
  let wire: unknown;
  try {
    wire = kind === 'json' ? JSON.parse(text) : kind === 'text' ? text : undefined;
  } catch {
    // Without its cause: the message of a SyntaxError repeats what could not be read.
    return undocumented('unexpected_body');
  }
  const drift = validate?.({ api, operation: id, status, body: wire });
  if (drift) return undocumented('drift', drift);
  const body = rename(wire, operation.names?.[status]);
  if (status < 300) return { ok: true, status, body, headers, requestId };
  const error = toError('http', toCode(status), { body, issues: toIssues(operation, wire) });
  return { ok: false, status, body, error, headers, requestId };
}
