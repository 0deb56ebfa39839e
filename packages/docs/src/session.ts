import type { OpenApiDocument } from '@countersign/contracts/documents';
import { requestExamplesOf } from './examples.ts';
import { follow, operationsOf, serverPathOf, type Operation } from './operations.ts';

/** How "try it" carries what a sign-in hands out to the calls that want it: from `x-session` of the contract. */
export interface Session {
  /** The name of the security scheme that takes the access token. */
  scheme: string;
  /** The calls whose success hands out tokens. */
  grants: Grant[];
  /** The calls that send the refresh token. */
  senders: Call[];
  /** The call whose success ends the session. */
  end?: Call;
  /** What the examples of `senders` show in place of a refresh token. */
  placeholders: string[];
}

export interface Call {
  /** In capitals. */
  method: string;
  /** With the server's path. */
  path: string;
}

/** JSON pointers into the body of the answer. */
export interface Grant extends Call {
  accessToken: string;
  refreshToken?: string;
}

/** A role of `x-session`, as far as it matters here. */
interface Role {
  operation: string;
  accessToken?: string;
  refreshToken?: string;
  send?: string;
}

type Roles = { [name in 'begin' | 'renew' | 'end']?: Role };

/** Undefined if the contract has no session, or no bearer token. */
export function toSession(contract: OpenApiDocument & { 'x-session'?: Roles }): Session | undefined {
  const { begin, renew, end } = contract['x-session'] ?? {};
  const scheme = bearerOf(contract);
  if (!begin || scheme === undefined) return undefined;
  const operations = new Map(operationsOf(contract).map((operation) => [operation.id, operation]));
  const find = (role: Role | undefined) => (role ? operations.get(role.operation) : undefined);
  const toCall = (role: Role | undefined): Call[] => {
    const operation = find(role);
    return operation ? [{ method: operation.method, path: serverPathOf(contract) + operation.path }] : [];
  };
  const grants = [begin, renew].flatMap((role) => toCall(role).map((call) => toGrant(call, role)));
  const sending = [renew, end].filter((role) => role?.send !== undefined);
  const placeholders = sending.flatMap((role) => placeholdersOf(contract, find(role), `$response.body#${begin.refreshToken}`));
  const [last] = toCall(end);
  return { scheme, grants, senders: sending.flatMap(toCall), ...(last && { end: last }), placeholders: [...new Set(placeholders)] };
}

/** The name of the first scheme that takes a bearer token. */
export function bearerOf(contract: OpenApiDocument): string | undefined {
  const schemes = Object.entries(contract.components?.securitySchemes ?? {});
  return schemes.find(([, source]) => {
    const { type, scheme } = follow(contract, source) as { type?: string; scheme?: string };
    return type === 'http' && scheme?.toLowerCase() === 'bearer';
  })?.[0];
}

function toGrant(call: Call, { accessToken = '', refreshToken }: Partial<Role> = {}): Grant {
  return { ...call, accessToken, ...(refreshToken !== undefined && { refreshToken }) };
}

/** An example that is filled from the answer of a sign-in shows something in the token's place: as it stands, no server takes it. */
function placeholdersOf(contract: OpenApiDocument, operation: Operation | undefined, token: string): string[] {
  return requestExamplesOf(contract, operation)
    .flatMap(({ example }) =>
      Object.entries(example['x-request']?.set ?? {})
        .filter(([, source]) => source === token)
        .map(([property]) => (example.value as Record<string, unknown> | undefined)?.[property]),
    )
    .filter((value) => typeof value === 'string');
}
