import type { SessionRoles } from '@countersign/contracts';
import type { OpenApiDocument, Operation, Schema } from '@countersign/contracts/documents';
import type { Form } from '../src/contract.ts';

/** The fields of the operation that begins a session, filled with the contract's own first example of each. */
export function formOf(document: OpenApiDocument, operationId: string): Form {
  const { properties, examples } = bodyOf(document, operationId);
  const toField = (name: string) => {
    const example = examples.find(({ value }) => typeof at(value, name) === 'string');
    return { name, format: String(properties[name]?.['format'] ?? ''), example: String(at(example?.value, name) ?? '') };
  };
  const names = Object.keys(properties);
  const secret = names.find((name) => properties[name]?.['format'] === 'password') ?? '';
  return { operation: operationId, identifiers: names.filter((name) => name !== secret).map(toField), secret: toField(secret) };
}

/** The names of all properties that hold a password or a token. */
export function secretsOf(document: OpenApiDocument, session: SessionRoles | undefined): string[] {
  const passwords = operationsOf(document).flatMap(({ operationId }) => {
    const { properties } = bodyOf(document, operationId);
    return Object.keys(properties).filter((name) => properties[name]?.['format'] === 'password');
  });
  const { begin, renew, end } = session ?? {};
  const paths = [begin?.accessToken, begin?.refreshToken, renew?.send, renew?.accessToken, renew?.refreshToken, end?.send];
  return [...passwords, ...paths.flatMap((path) => path?.at(-1) ?? [])];
}

interface Body {
  properties: Readonly<Record<string, Schema>>;
  examples: readonly ({ name: string; value?: unknown } & Readonly<Record<string, unknown>>)[];
}

function bodyOf(document: OpenApiDocument, operationId: string): Body {
  const operation = operationsOf(document).find((candidate) => candidate.operationId === operationId);
  const body = operation?.requestBody && follow(document, operation.requestBody);
  const [media] = Object.values((body as { content?: Record<string, { schema?: Schema; examples?: object }> } | undefined)?.content ?? {});
  const schema = media?.schema ? follow(document, media.schema) : {};
  const examples = Object.entries(media?.examples ?? {}).map(([name, example]) => ({ name, ...follow(document, example as object) }));
  return { properties: ((schema as Schema)['properties'] ?? {}) as Record<string, Schema>, examples };
}

export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.values(document.paths).flatMap((item) =>
    Object.values(item).filter((part): part is Operation => typeof part === 'object' && 'operationId' in part),
  );
}

/** What a `$ref` into the same document names; anything else as it is. */
export function follow(document: OpenApiDocument, node: object): object {
  if (!('$ref' in node)) return node;
  return String(node.$ref)
    .split('/')
    .slice(1)
    .reduce<object>((part, key) => (part as Record<string, object>)[key.replaceAll('~1', '/').replaceAll('~0', '~')] ?? {}, document);
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
