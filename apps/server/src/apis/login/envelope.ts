import { failures, type Breach } from '../../core/failures.ts';
import { statuses, withArticle, type Envelope } from '../../http/envelope.ts';

/** `{message, errors}` by field for what the client can mend, `{message}` for the rest below 500, `{status, message}` from there, as Laravel words it. */
export const envelope: Envelope = (failure) => {
  switch (failure.code) {
    case 'invalid':
      return { status: 422, body: { message: 'The given data was invalid.', errors: byField(failure.data.breaches) } };
    case 'wrong-credentials':
    // The document knows no answer for an inactive account, and a stranger need not know of it.
    case 'inactive':
      return { status: 422, body: underFields('The provided credentials are incorrect.', failure.data.fields) };
    case 'too-many-requests': {
      const { fields, retryAfter } = failure.data;
      // Where nobody tries to log in, there is no field to blame.
      if (fields.length === 0) return { status: 429, body: { message: failures[failure.code] } };
      return { status: 429, body: underFields(`Too many login attempts. Please try again in ${retryAfter} seconds.`, fields) };
    }
    case 'unauthenticated':
      return { status: 401, body: { message: 'Unauthenticated.' } };
    case 'internal':
      return { status: 500, body: { status: 500, message: 'An unexpected error occurred' } };
    case 'unavailable':
      return { status: 503, body: { status: 503, message: failures.unavailable } };
    default:
      return { status: statuses[failure.code], body: { message: failures[failure.code] } };
  }
};

function underFields(message: string, fields: readonly string[]): object {
  return { message, errors: Object.fromEntries(fields.map((field) => [field, [message]])) };
}

/** `Object.fromEntries` defines properties, so that a field named `__proto__` is only a name. */
function byField(breaches: readonly Breach[]): Record<string, string[]> {
  const sentences = Map.groupBy(breaches, ({ field }) => field);
  return Object.fromEntries([...sentences].map(([field, group]) => [field, group.map(toSentence)]));
}

function toSentence(breach: Breach): string {
  const { field } = breach;
  switch (breach.rule) {
    case 'missing':
      return `The ${field} field is required.`;
    case 'missing-alternative':
      return `${capitalise(field)} is required when ${breach.alternatives.filter((name) => name !== field).join(' and ')} is not provided.`;
    case 'conflict':
      return `The ${field} field prohibits ${breach.with} from being present.`;
    case 'type':
      return `The ${field} field must be ${withArticle(breach.type)}.`;
    case 'format':
      return `The ${field} field must be a valid ${breach.format === 'email' ? 'email address' : breach.format}.`;
    case 'too-short':
      return breach.empty ? `The ${field} field is required.` : `The ${field} field must be at least ${breach.limit} characters.`;
    case 'too-long':
      return `The ${field} field must not be greater than ${breach.limit} characters.`;
    case 'unknown':
      return `The ${field} field is prohibited.`;
    case 'other':
      return `The ${field} field is invalid.`;
  }
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
