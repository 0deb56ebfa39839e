import type { Method, OpenApiDocument, Operation as Source } from '@countersign/contracts/documents';

/** An operation as a reader looks for it. */
export interface Operation {
  id: string;
  /** In capitals. */
  method: string;
  /** As in the contract, without the server's path. */
  path: string;
  summary: string;
  isDeprecated: boolean;
  /** Every way to call it wants credentials. */
  isSecured: boolean;
  tag: string | undefined;
  source: Source & { tags?: string[]; deprecated?: boolean };
}

const methods: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] satisfies Method[];

/** All operations of a contract, path by path in its order. */
export function operationsOf(contract: OpenApiDocument): Operation[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, source]) => toOperation(contract, path, method, source as Operation['source'])),
  );
}

function toOperation(contract: OpenApiDocument, path: string, method: string, source: Operation['source']): Operation {
  const { operationId: id, summary = '', deprecated = false, tags, security = contract.security ?? [] } = source;
  const isSecured = security.length > 0 && security.every((requirement) => Object.keys(requirement).length > 0);
  return { id, method: method.toUpperCase(), path, summary, isDeprecated: deprecated, isSecured, tag: tags?.[0], source };
}

/** The path of the first server, such as `/api/v1`; empty for the root. Whatever host a contract names, its pages call their own. */
export function serverPathOf(contract: OpenApiDocument): string {
  return pathOf(contract.servers?.[0]?.url ?? '/').replace(/\/$/, '');
}

/** The path of a server's URL: `/v1` of `https://{region}.example.com/v1`. */
export function pathOf(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:)?\/\/[^/]*/i, '') || '/';
}

/** What a `$ref` of the contract points to; anything else is what it is. */
export function follow(contract: OpenApiDocument, node: unknown): unknown {
  const { $ref } = (node ?? {}) as { $ref?: unknown };
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return node;
  const keys = $ref
    .slice('#/'.length)
    .split('/')
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  return follow(
    contract,
    keys.reduce((inner: unknown, key) => (inner as Record<string, unknown> | undefined)?.[key], contract),
  );
}
