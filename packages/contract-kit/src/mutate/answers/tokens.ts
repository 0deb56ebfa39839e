import { Buffer } from 'node:buffer';
import type { ResponseSpec } from '../../spec/spec.ts';
import type { AnswerIdea, Site } from '../site.ts';
import { jsonOf, withJson } from '../wire.ts';
import { changeAt, placesOf } from './places.ts';

type Part = Record<string, unknown>;
type Change = (parts: { head: Part; claims: Part; signature: string }) => void;

/** What nobody may sign, or what is signed by nobody. */
const changes: readonly (readonly [name: string, title: string, change: Change])[] = [
  ['lives-longer', 'lives longer than it says', ({ claims }) => (claims['exp'] = Number(claims['exp']) + 3600)],
  ['for-another-audience', 'is for somebody else', ({ claims }) => (claims['aud'] = 'contract-kit')],
  ['without-expiry', 'never expires', ({ claims }) => delete claims['exp']],
  ['with-more', 'tells more than it may', ({ claims }) => (claims['contractKit'] = true)],
  ['other-key', 'names another key', ({ head }) => (head['kid'] = 'contract-kit')],
  ['algorithm-none', 'is signed by nobody', ({ head }) => (head['alg'] = 'none')],
];

/** Tokens that say something else, or that their server did not sign. Only where the contract says what is in a token. */
export function* tokenIdeas({ contract }: Site, response: ResponseSpec): Generator<AnswerIdea> {
  for (const { schema } of response.content.slice(0, 1))
    for (const { path, facets, at } of placesOf(schema, contract.spec)) {
      if (!facets.some((facet) => facet['contentSchema'] !== undefined || facet['x-jwks'] !== undefined)) continue;
      const idea = (name: string, title: string, change: (token: string) => string): AnswerIdea => ({
        name: `token/${path.join('.')}/${name}`,
        kind: 'token',
        title: `${path.join('.')} ${title}`,
        at,
        change(wire) {
          const json = jsonOf(wire);
          return (
            json &&
            withJson(
              wire,
              changeAt(json.value, path, (part) => (typeof part === 'string' ? change(part) : part)),
            )
          );
        },
      });
      for (const [name, title, change] of changes) yield idea(name, title, (token) => changeToken(token, change));
      yield idea('other-signature', 'has another signature', (token) =>
        changeToken(token, (parts) => (parts.signature = flip(parts.signature))),
      );
    }
}

function changeToken(token: string, change: Change): string {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const parts = { head: decode(head), claims: decode(claims), signature };
  change(parts);
  return [encode(parts.head), encode(parts.claims), parts.signature].join('.');
}

/** Another letter where it changes bits that count. */
function flip(signature: string): string {
  return `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
}

function decode(part: string): Part {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Part;
}

function encode(part: Part): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
