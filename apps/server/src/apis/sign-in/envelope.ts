import { failures, type Breach } from '../../core/failures.ts';
import { statuses, withArticle, type Envelope } from '../../http/envelope.ts';

/** `{statusCode, message, errors?}`, as NestJS words it. */
export const envelope: Envelope = (failure) => {
  const statusCode = statuses[failure.code];
  switch (failure.code) {
    case 'invalid':
      return { status: statusCode, body: { statusCode, message: failures.invalid, errors: failure.data.breaches.map(toSentence) } };
    case 'wrong-credentials':
      return { status: statusCode, body: { statusCode, message: 'Invalid email or password' } };
    case 'invalid-token':
      return { status: statusCode, body: { statusCode, message: 'Invalid or expired refresh token' } };
    case 'inactive':
      return { status: statusCode, body: { statusCode, message: 'Account is inactive. Contact administrator.' } };
    default:
      return { status: statusCode, body: { statusCode, message: failures[failure.code] } };
  }
};

function toSentence(breach: Breach): string {
  const { field } = breach;
  switch (breach.rule) {
    case 'missing':
      return `${field} should not be empty`;
    case 'missing-alternative':
      return `${breach.alternatives.join(' or ')} must be provided`;
    case 'conflict':
      return `${field} must not be provided together with ${breach.with}`;
    case 'type':
      return `${field} must be ${withArticle(breach.type)}`;
    case 'format':
      return `${field} must be ${withArticle(breach.format)}`;
    case 'too-short':
      return breach.empty ? `${field} should not be empty` : `${field} must be at least ${breach.limit} characters`;
    case 'too-long':
      return `${field} must be at most ${breach.limit} characters`;
    case 'unknown':
      return `property ${field} should not exist`;
    case 'other':
      return `${field} is not valid`;
  }
}
