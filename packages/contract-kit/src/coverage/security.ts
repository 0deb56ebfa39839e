import type { SentRequest } from '../exchange.ts';
import type { Operation, SecurityRequirement, SecurityScheme } from '../spec/spec.ts';
import type { Item } from './item.ts';
import { headerOf, type Observed } from './observed.ts';

/** Two items for each alternative: accepted (answered 2xx or 3xx with such credentials) and refused (401 or 403, with such or with none). */
export function coverSecurity(operation: Operation, seen: readonly Observed[]): Item[] {
  return operation.security.flatMap((requirement) => {
    const name = requirement.map(({ scheme, scopes }) => [scheme.key, ...scopes].join(' ')).join(' + ') || 'anonymous';
    const item = { at: requirement[0]?.scheme.at ?? operation.at, operation: operation.id, what: name };
    const id = `${operation.id}/security/${name}`;
    const accepted = seen.some(({ request, answer }) => answer.status >= 200 && answer.status < 400 && carries(request, requirement));
    const refused = seen.some(({ request, answer }) => isRefusal(answer.status) && isAttempt(request, requirement, operation));
    // Nothing is asked for, so nothing can be refused.
    const none = requirement.length === 0 ? [] : [{ ...item, id: `${id}/refused`, aspect: 'refused', covered: refused }];
    return [{ ...item, id: `${id}/accepted`, aspect: 'accepted', covered: accepted }, ...none];
  });
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

function isAttempt(request: SentRequest, requirement: SecurityRequirement, { security }: Operation): boolean {
  return carries(request, requirement) || !security.some((other) => other.some(({ scheme }) => carriesScheme(request, scheme)));
}

/** An empty alternative is used by whoever sends no credentials at all. */
function carries(request: SentRequest, requirement: SecurityRequirement): boolean {
  if (requirement.length === 0) return headerOf(request, 'authorization') === undefined && headerOf(request, 'cookie') === undefined;
  return requirement.every(({ scheme }) => carriesScheme(request, scheme));
}

function carriesScheme(request: SentRequest, { kind, in: place, name }: SecurityScheme): boolean {
  // A client certificate is not seen in the request.
  if (kind === 'mutualTLS') return true;
  if (place === 'query') return URL.canParse(request.url) && new URL(request.url).searchParams.has(name);
  if (place === 'cookie') return (headerOf(request, 'cookie') ?? '').split(';').some((pair) => pair.trim().startsWith(`${name}=`));
  const value = headerOf(request, name);
  return value !== undefined && (kind === 'bearer' || kind === 'basic' ? value.toLowerCase().startsWith(`${kind} `) : true);
}
