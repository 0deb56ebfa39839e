import type { OpenApiDocument } from '@countersign/contracts/documents';
import { isSendable, requestExamplesOf } from './examples.ts';
import { operationsOf, pathOf } from './operations.ts';
import { bearerOf, toSession, type Session } from './session.ts';

/** What the script of a reference page works with. */
export interface Reference {
  /** The contract, as `toReadable` leaves it. */
  contract: object;
  session: Session | undefined;
  /** Where "try it" sends its requests: the base of the servers' paths, empty for the host of the page; false for pages that only tell. */
  server: string | false;
  /** The page reloads by itself, and keeps what a sign-in gave it. */
  isLive: boolean;
  /** So few operations that the page shows them all at once. */
  isShort: boolean;
}

export interface ReferenceOptions {
  server: string | false;
  isLive: boolean;
}

export function toReference(contract: OpenApiDocument, options: ReferenceOptions): Reference {
  return { contract: toReadable(contract), session: toSession(contract), isShort: operationsOf(contract).length <= 50, ...options };
}

/** A copy of the contract for the pages. Whoever reads along must see what the contract says, so only these things differ. */
function toReadable(source: OpenApiDocument): OpenApiDocument {
  const contract = structuredClone(source);
  stayHere(contract);
  offerToken(contract);
  dropUnsendable(contract);
  return contract;
}

/** "Try it" never calls another host, whatever servers a contract names. */
function stayHere(contract: OpenApiDocument): void {
  const operations = operationsOf(contract).map(({ source }) => source);
  for (const node of [contract, ...Object.values(contract.paths), ...operations] as { servers?: { url: string }[] }[]) {
    if (node.servers) node.servers = node.servers.map((server) => ({ ...server, url: pathOf(server.url) }));
  }
}

/** The page asks once, at its top, for the token that some operations want; without a default in the contract it would ask which kind first. */
function offerToken(contract: OpenApiDocument): void {
  const bearer = bearerOf(contract);
  if (bearer === undefined || contract.security) return;
  for (const { source } of operationsOf(contract)) source.security ??= [];
  contract.security = [{ [bearer]: [] }];
}

/** An example that is more than a body (another method, another header, padding) or is no JSON would be sent as something else than it shows. */
function dropUnsendable(contract: OpenApiDocument): void {
  const dropped = operationsOf(contract).flatMap((operation) =>
    requestExamplesOf(contract, operation).filter(({ example }) => !isSendable(example)),
  );
  for (const { of, name } of dropped) Reflect.deleteProperty(of, name);
}
