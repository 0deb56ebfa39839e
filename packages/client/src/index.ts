// The public face of the package; its parts are not to be imported otherwise.
export type {
  CallArguments,
  CallOptions,
  Client,
  ClientOptions,
  Fetch,
  Input,
  LogEntry,
  Methods,
  SafeMethods,
  Validate,
} from './client.ts';
export { createClient } from './create-client.ts';
export { ClientError, type ErrorCode, type ErrorKind, isClientError, type Issue } from './error.ts';
export type { BodyOf, Refusal, Result, Success, SuccessBody, Unanswered, Undocumented } from './result.ts';
export type { Session, SessionEvent, SessionListener, Snapshot, UserOf } from './session.ts';
export { memoryStorage, type SessionStorage } from './storage.ts';
export type { ApiName, OperationId, SessionApi } from '@countersign/contracts';
