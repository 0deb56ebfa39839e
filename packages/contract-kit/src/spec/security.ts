import { entries, get, locate, type Node } from './graph.ts';
import { SpecError } from './location.ts';
import type { SecurityRequirement, SecurityScheme } from './spec.ts';

export function readSecurityScheme(key: string, node: Node): SecurityScheme {
  const at = locate(node);
  const header = { key, in: 'header', name: 'Authorization', at } as const;
  const type = get(node, 'type').value;
  if (type === 'http') {
    const scheme = String(get(node, 'scheme').value).toLowerCase();
    return { ...header, kind: scheme === 'bearer' || scheme === 'basic' ? scheme : 'http' };
  }
  if (type === 'apiKey') {
    const place = get(node, 'in').value;
    if (place !== 'header' && place !== 'query' && place !== 'cookie')
      throw new SpecError('an API key is `in` header, query or cookie', at);
    return { key, kind: 'apiKey', in: place, name: String(get(node, 'name').value), at };
  }
  if (type === 'oauth2' || type === 'openIdConnect' || type === 'mutualTLS') return { ...header, kind: type };
  throw new SpecError(`unknown type of security scheme: ${String(type)}`, at);
}

/** The requirements of the nearest node that has some; an empty list switches them off. */
export function readSecurity(schemes: readonly SecurityScheme[], ...nodes: readonly Node[]): SecurityRequirement[] {
  const node = findSecurity(...nodes);
  if (!node) return [];
  return entries(node).map(([, requirement]) =>
    entries(requirement).map(([key, scopes]) => {
      const scheme = schemes.find((candidate) => candidate.key === key);
      if (!scheme) throw new SpecError(`no security scheme is called ${key}`, locate(scopes));
      return { scheme, scopes: Array.isArray(scopes.value) ? scopes.value.map(String) : [] };
    }),
  );
}

/** Where the nearest of these nodes that has requirements says so. */
export function findSecurity(...nodes: readonly Node[]): Node | undefined {
  return nodes.map((owner) => get(owner, 'security')).find(({ value }) => Array.isArray(value));
}
