import { createHeadersRule } from './headers.ts';

/** Every 401 says how to authenticate, as RFC 9110 section 11.6.1 demands. */
export const challenge = createHeadersRule((status) => (status === '401' ? ['WWW-Authenticate'] : []));
