import { failures } from '../../core/failures.ts';
import { statuses, type Envelope } from '../../http/envelope.ts';

/** `{statusCode, message}`; also for a path outside all APIs. */
export const envelope: Envelope = ({ code }) => ({ status: statuses[code], body: { statusCode: statuses[code], message: failures[code] } });
