import type { CaseRequest } from '../case.ts';
import type { SentRequest } from '../exchange.ts';
import { CannotRun } from './cannot-run.ts';

/** Turns the request of a case into one for a server. */
export type Target = (request: CaseRequest) => SentRequest;

/**
 * For a base URL. Its path comes before the path of a request, unless that begins with it already: `https://host/api` and `https://host` mean the same
 * to a contract whose server is `/api`. Throws `CannotRun` if it is no http(s) address.
 */
export function createTarget(baseUrl: string): Target {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new CannotRun(`the base URL must begin with http:// or https://: ${baseUrl}`);
  if (url.search !== '' || url.hash !== '') throw new CannotRun(`the base URL must have no query and no fragment: ${baseUrl}`);
  const prefix = url.pathname.replace(/\/+$/, '');
  return ({ method, path, headers, body }) => {
    const isPrefixed = prefix === '' || path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`);
    return {
      method,
      url: `${url.origin}${isPrefixed ? '' : prefix}${path}`,
      headers: Object.entries(headers),
      body: typeof body === 'string' ? Buffer.from(body) : body,
    };
  };
}
