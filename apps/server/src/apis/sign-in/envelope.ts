import { statusError, type Envelope } from '../../http/envelope.ts';

/** `{statusCode, message, errors?}`, with the sentences that the document shows. */
export const envelope: Envelope = (failure) => {
  switch (failure.code) {
    case 'wrong-credentials':
      return statusError(failure, 'Invalid email or password');
    case 'invalid-token':
      return statusError(failure, 'Invalid or expired refresh token');
    case 'inactive':
      return statusError(failure, 'Account is inactive. Contact administrator.');
    default:
      return statusError(failure);
  }
};
