import type { BodyKind, Operation } from '@countersign/contracts';
import { ClientError, type ErrorCode, type Issue } from './error.ts';
import { rename } from './names.ts';
import { toCode, toIssues, toRetryAfter } from './refusal.ts';
import type { Refusal, Success, Unanswered, Undocumented } from './result.ts';
import type { State } from './state.ts';

/** A result of any operation. */
export type AnyResult = Success<number, unknown> | Refusal<number, unknown> | Undocumented | Unanswered;

/** Tells by the contract what an answer is. */
export function toResult(state: State, id: string, operation: Operation, answer: { response: Response; text: string }): AnyResult {
  const { response, text } = answer;
  const { status, headers } = response;
  const requestId = headers.get('x-request-id');
  // What has no issues, not even none, is not of the contract.
  const fail = (code: ErrorCode, body: unknown, issues?: Issue[]) => {
    const retryAfter = toRetryAfter(headers.get('retry-after') ?? '', state.clock);
    const error = new ClientError(issues ? 'http' : 'undocumented', code, id, {
      status,
      requestId: requestId ?? undefined,
      retryAfter,
      issues,
      body,
    });
    return { ok: false, status: issues ? status : 'undocumented', body, error, headers, requestId } as AnyResult;
  };
  const kind = operation.responses[status];
  let wire: unknown;
  try {
    wire = readers[kind as BodyKind](text);
  } catch {
    // Without its cause: the message of a SyntaxError repeats what could not be read.
    return fail(kind ? 'unexpected_body' : 'unexpected_status', text);
  }
  const drift = state.validate?.({ api: state.api, operation: id, status, body: wire });
  if (drift) return { ...fail('drift', text), error: drift } as AnyResult;
  const body = rename(wire, operation.names?.[status]);
  if (status < 300) return { ok: true, status, body, headers, requestId };
  return fail(toCode(status), body, toIssues(operation, wire));
}

/** How a body is read; that of a status which the contract does not name cannot be. */
const readers: Record<BodyKind, (text: string) => unknown> = { json: JSON.parse, text: String, none: () => undefined };
