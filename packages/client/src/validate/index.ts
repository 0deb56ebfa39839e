import type { ApiName } from '@countersign/contracts';
import { schemas } from '@countersign/contracts/schemas';
import type { Validate } from '../client.ts';
import { ClientError } from '../error.ts';
import { faultOf } from './check.ts';

/** An answer that breaks its contract: where, and by which keyword of its schema. Never with a value in it. */
export interface Drift {
  readonly api: ApiName;
  readonly operation: string;
  readonly status: number;
  /** A JSON pointer (RFC 6901) into the body by the names of the wire; a key that the contract does not name is `*`. */
  readonly pointer: string;
  readonly keyword: string;
}

/** `report` hands the answer out as it came, after `onDrift` was told; `throw` fails the call besides, with an error of kind `drift`. */
export type ValidateOptions =
  | { mode: 'off' }
  | { mode?: 'report'; onDrift: (drift: Drift) => void }
  | { mode: 'throw'; onDrift?: (drift: Drift) => void };

/**
 * Checks every documented answer, errors too, by the schema of exactly its status: for `createClient({ validate })`. The first breach of an answer is
 * told. Formats such as `email` are not checked, as JSON Schema has it by default. What `onDrift` throws is ignored.
 */
export function createValidate(options: ValidateOptions): Validate {
  const { mode = 'report' } = options;
  const tell = 'onDrift' in options ? options.onDrift : undefined;
  return ({ api, operation, status, body }) => {
    const fault = mode === 'off' ? undefined : faultOf(schemas[api]?.[operation]?.[status], body);
    if (!fault) return undefined;
    const drift: Drift = { api, operation, status, ...fault };
    try {
      tell?.(drift);
    } catch {
      // Its own business: a report must not fail the call.
    }
    return mode === 'throw' ? new ClientError('drift', 'drift', operation, { status, cause: drift }) : undefined;
  };
}

export type { Validate } from '../client.ts';
