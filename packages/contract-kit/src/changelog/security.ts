import type { Operation, SecurityRequirement, SecurityScheme } from '../spec/spec.ts';
import { allOf, code, oneOf } from './phrase.ts';

/** What an operation asks for before it lets anybody in: `Authorization: Bearer …`, or `no credentials`. */
export function credentialsText({ security }: Operation): string {
  return security.length === 0 ? 'no credentials' : oneOf([...new Set(security.map(wayText))]);
}

function wayText(way: SecurityRequirement): string {
  if (way.length === 0) return 'no credentials';
  return allOf(
    way.map(({ scheme, scopes }) =>
      scopes.length === 0 ? schemeText(scheme) : `${schemeText(scheme)} with the scope ${allOf(scopes.map(code))}`,
    ),
  );
}

function schemeText({ kind, in: place, name, key }: SecurityScheme): string {
  if (kind === 'bearer') return code('Authorization: Bearer …');
  if (kind === 'basic') return code('Authorization: Basic …');
  if (kind === 'apiKey') return `an API key in the ${place === 'query' ? 'query parameter' : place} ${code(name)}`;
  if (kind === 'mutualTLS') return 'a client certificate';
  return kind === 'http' ? `credentials for ${code(key)}` : `a token of ${code(key)}`;
}
