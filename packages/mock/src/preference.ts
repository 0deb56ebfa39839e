import type { Asked } from './asked.ts';
import type { Refusal } from './choice.ts';

/** The answer that a request asks for with `Prefer` (RFC 7240), in the words of Prism. */
export interface Preference {
  code?: number | undefined;
  example?: string | undefined;
  dynamic?: boolean | undefined;
  seed?: string | undefined;
}

const refusal: Refusal = {
  remark: 'Prefer is not understood',
  advice: 'It takes code=NNN, example=NAME, dynamic=true and seed=TEXT, separated by commas; a link may say ?__code=NNN&__example=NAME',
};

/** Reads `Prefer: code=429, example=tooManyAttempts`, or `?__code=429` where there is no such header. What else it may say is passed over. */
export async function readPreference({ headers, query }: Pick<Asked, 'headers' | 'query'>): Promise<Preference | Refusal> {
  const { prefer } = headers;
  if (prefer === undefined && ![...query.keys()].some((name) => name.startsWith('__'))) return {};
  // Prism's own reader; the package shows only its server.
  const { getHttpConfigFromRequest } = await import('@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js');
  const read = getHttpConfigFromRequest({ headers: { ...(prefer && { prefer }) }, url: { path: '/', query: Object.fromEntries(query) } });
  if ('left' in read) return refusal;
  const { code, exampleKey: example, dynamic, seed } = read.right;
  return { code, example, dynamic, seed };
}
