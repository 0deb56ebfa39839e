import { statusError, type Envelope } from '../../http/envelope.ts';

/** `{statusCode, message}`; also for a path outside all APIs. */
export const envelope: Envelope = (failure) => statusError(failure);
