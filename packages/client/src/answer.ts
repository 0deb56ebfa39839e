import type { BodyKind, Operation } from '@countersign/contracts';
import { ClientError, type ErrorCode, type Issue } from './error.ts';
import type { Call } from './exchange.ts';
import { rename } from './names.ts';
import { toCode, toIssues, toRetryAfter } from './refusal.ts';
import type { Refusal, Success, Unanswered, Undocumented } from './result.ts';

/** A result of any operation. */
export type AnyResult = Success<number, unknown> | Refusal<number, unknown> | Undocumented | Unanswered;

/** Tells by the contract what an answer is. */
export function toResult(call: Call, operation: Operation, response: Response): AnyResult {
  const { state, id, text = '' } = call;
  const { status, headers } = response;
  const kind = operation.responses[status];
  let wire: unknown;
  try {
    wire = readers[kind as BodyKind](text);
  } catch {
    // Without its cause: the message of a SyntaxError repeats what could not be read.
    return refuse(call, response, kind ? 'unexpected_body' : 'unexpected_status', text);
  }
  const drift = state.validate?.({ api: state.api, operation: id, status, body: wire });
  if (drift) return { ...refuse(call, response, 'drift', text), error: drift } as AnyResult;
  const body = rename(wire, operation.names?.[status]);
  if (status >= 300) return refuse(call, response, toCode(status), body, toIssues(operation, wire));
  return { ok: true, status, body, headers, requestId: headers.get('x-request-id') };
}

/** What has no issues, not even none, is not of the contract. */
function refuse({ state, id }: Call, { status, headers }: Response, code: ErrorCode, body: unknown, issues?: Issue[]): AnyResult {
  const requestId = headers.get('x-request-id');
  const retryAfter = toRetryAfter(headers.get('retry-after') ?? '', state.clock);
  const details = { status, requestId: requestId ?? undefined, retryAfter, issues, body };
  const error = new ClientError(issues ? 'http' : 'undocumented', code, id, details);
  return { ok: false, status: issues ? status : 'undocumented', body, error, headers, requestId } as AnyResult;
}

/** How a body is read; that of a status which the contract does not name cannot be. */
const readers: Record<BodyKind, (text: string) => unknown> = { json: JSON.parse, text: String, none: () => undefined };
