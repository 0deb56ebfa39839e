import type { SentRequest } from '../../exchange.ts';
import type { SecurityScheme } from '../../spec/spec.ts';
import type { LiveIdea, Site } from '../site.ts';
import { headerOf, withHeader } from '../wire.ts';

/** Gets a credential that is good now, as it goes on the wire. */
export type Admit = (site: Site, scheme: SecurityScheme) => Promise<string | undefined>;

interface Sent {
  /** The header; undefined without one. */
  text: string | undefined;
  scheme: string;
  token: string;
  inQuery: string | undefined;
}

/** What a careless server lets in, each by itself. */
const careless: readonly (readonly [name: string, title: string, isMeant: (sent: Sent) => boolean])[] = [
  ['none', 'nobody needs credentials', ({ text, inQuery }) => text === undefined && inQuery === undefined],
  ['empty', 'an empty header is enough', ({ text }) => text === ''],
  ['scheme-only', 'the scheme alone is enough', ({ text }) => text !== undefined && isScheme(text)],
  ['any', 'any credentials are good', ({ text }) => text !== undefined && text !== ''],
  ['garbage', 'what is no token at all is good', ({ scheme, token }) => scheme === 'bearer' && token !== '' && !token.includes('.')],
  ['other-scheme', 'the scheme does not matter', ({ scheme, token }) => scheme !== 'bearer' && token !== ''],
  ['without-scheme', 'the scheme may be missing', ({ text = '', token }) => text !== '' && token === '' && !isScheme(text)],
  ['signature', 'the signature is not looked at', ({ scheme, token }) => scheme === 'bearer' && isToken(token) && !isMadeUp(token)],
  ['without-signature', 'a token without a signature is good', ({ token }) => token.endsWith('.') && !isMadeUp(token)],
  ['algorithm-none', 'a token that nobody signed is good', ({ token }) => headOf(token)['alg'] === 'none'],
  ['expired', 'an expired token is good', ({ token }) => isExpired(token)],
  ['two-values', 'the first of two values is taken', ({ text }) => text?.includes(',') === true],
  ['in-the-query', 'a token in the query is good', ({ inQuery }) => inQuery !== undefined],
];

/** A server that lets callers in who must not come in, or that keeps those out who may. */
export function* credentialIdeas(site: Site, admit: Admit): Generator<LiveIdea> {
  const scheme = site.operation.security.flat()[0]?.scheme;
  if (!scheme || (scheme.kind !== 'bearer' && scheme.kind !== 'oauth2' && scheme.kind !== 'openIdConnect')) return;
  const at = scheme.at;
  for (const [name, title, isMeant] of careless.filter(([variant]) => variant !== 'signature' || hasTokens(site)))
    yield {
      name: `credentials/${name}`,
      kind: 'credentials',
      title,
      at,
      // What was let in before is what this server lets in: it looks for the good one only when it must.
      meddle: () => ({ request: (request) => (isMeant(read(request)) ? () => admitted(site, scheme, admit, request) : undefined) }),
    };
  yield {
    name: 'credentials/letter-case',
    kind: 'credentials',
    title: 'the letter case of the scheme matters',
    at,
    meddle: () => ({
      request(request) {
        const { text } = read(request);
        return text !== undefined && /^(?:bEARER|BEARER|bearer) /.test(text) ? withHeader(request, 'Authorization', null) : undefined;
      },
    }),
  };
}

async function admitted(site: Site, scheme: SecurityScheme, admit: Admit, request: SentRequest): Promise<SentRequest> {
  const good = await admit(site, scheme);
  return good === undefined ? request : withHeader(request, 'Authorization', good);
}

function read(request: SentRequest): Sent {
  const text = headerOf(request, 'Authorization')?.trim();
  const [, scheme = '', token = ''] = /^(\S+)(?: +(.*))?$/s.exec(text ?? '') ?? [];
  const inQuery = /[?&]access_token=([^&]*)/.exec(request.url)?.[1];
  return { text, scheme: scheme.toLowerCase(), token, inQuery };
}

function isScheme(text: string): boolean {
  return /^(?:bearer|basic)$/i.test(text);
}

/** What lets callers in has a signature that can be looked at. */
function hasTokens({ results }: Site): boolean {
  return results.some(({ case: { side, kind }, exchanges }) => {
    const request = exchanges.at(-1)?.request;
    return side === 'pass' && kind === 'credentials' && request !== undefined && isToken(read(request).token);
  });
}

function isToken(token: string): boolean {
  return token.split('.').length === 3 && !token.includes(',');
}

/** The kit's own tokens, which nobody handed out. */
function isMadeUp(token: string): boolean {
  return headOf(token)['alg'] === 'none' || isExpired(token);
}

function isExpired(token: string): boolean {
  const { exp } = decode(token.split('.')[1]);
  return typeof exp === 'number' && exp * 1000 < Date.now();
}

function headOf(token: string): Record<string, unknown> {
  return decode(token.split('.')[0]);
}

function decode(part: string | undefined): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
