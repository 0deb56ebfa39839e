import { Buffer } from 'node:buffer';
import type { CaseRequest } from '../case.ts';
import type { Operation, SecurityRequirement, SecurityScheme } from '../spec/spec.ts';
import { requestOf } from './before.ts';
import type { Contract } from './contract.ts';
import { type Draft, hasHeader, withCookie, withHeaders } from './draft.ts';

/** What lets a caller in. */
export interface Credential {
  scheme: SecurityScheme;
  /** As it goes on the wire: the header with its scheme, or the key. */
  text: string;
  /** Whose answer fills the expressions in `text`. */
  before?: CaseRequest;
}

/** The first alternative for which something is known that lets a caller in; nothing for an operation that is open. */
export function authorize(contract: Contract, operation: Operation, draft: Draft): Draft {
  if (operation.security.length === 0) return draft;
  const known = operation.security.find((requirement) => isKnown(contract, operation, requirement));
  return present(contract, operation, draft, known ?? operation.security.find(({ length }) => length > 0) ?? []);
}

export function isKnown(contract: Contract, operation: Operation, requirement: SecurityRequirement): boolean {
  return requirement.every(({ scheme }) => credentialOf(contract, operation, scheme) !== undefined);
}

/** With the credentials of one alternative, without the schemes that are left out; made up where none are known. */
export function present(
  contract: Contract,
  operation: Operation,
  draft: Draft,
  requirement: SecurityRequirement,
  leftOut?: SecurityScheme,
): Draft {
  let next = draft;
  for (const { scheme } of requirement) {
    if (scheme === leftOut || (scheme.in === 'header' && hasHeader(next.headers, scheme.name))) continue;
    const credential = credentialOf(contract, operation, scheme);
    next = credential ? carry(next, credential) : { ...carry(next, { scheme, text: madeUp(scheme) }), madeUp: true };
  }
  return next;
}

/** One answer fills a request: what needed another one is left as the contract shows it. */
export function carry(draft: Draft, { scheme, text, before }: Credential): Draft {
  const { set, ...rest } = draft;
  const isOther = before !== undefined && draft.before !== undefined && JSON.stringify(before) !== JSON.stringify(draft.before);
  const base: Draft = { ...(isOther || set === undefined ? rest : draft), ...(before && { before }) };
  if (scheme.kind === 'mutualTLS') return base;
  if (scheme.in === 'query') return { ...base, query: [...base.query, `${encodeURIComponent(scheme.name)}=${text}`] };
  return scheme.in === 'cookie' ? withCookie(base, `${scheme.name}=${text}`) : withHeaders(base, { [scheme.name]: text });
}

/** From the fixtures, else from an example of the operation that is answered with 2xx, else from one of another operation. */
export function credentialOf(contract: Contract, operation: Operation, scheme: SecurityScheme): Credential | undefined {
  const own = `${operation.id} ${scheme.key}`;
  if (!contract.credentials.has(own))
    contract.credentials.set(own, fromFixtures(contract, scheme) ?? fromExample(contract, operation, scheme));
  const found = contract.credentials.get(own);
  if (found) return found;
  if (!contract.credentials.has(scheme.key)) {
    const others = contract.spec.operations.map((other) => fromExample(contract, other, scheme));
    contract.credentials.set(
      scheme.key,
      others.find((credential) => credential !== undefined),
    );
  }
  return contract.credentials.get(scheme.key);
}

function fromFixtures(contract: Contract, scheme: SecurityScheme): Credential | undefined {
  const entry = contract.fixtures.credentials[scheme.key] ?? contract.fixtures.credentials['*'];
  if (entry?.value === undefined) return undefined;
  const before = entry.before && requestOf(contract, `${entry.before.operation}.${entry.before.example}`);
  return { scheme, text: toWire(scheme, entry.value), ...(before && { before }) };
}

function fromExample(contract: Contract, operation: Operation, scheme: SecurityScheme): Credential | undefined {
  if (scheme.in !== 'header' || !operation.security.some((all) => all.some((one) => one.scheme === scheme))) return undefined;
  for (const { status, given, deviation } of contract.pairs(operation)) {
    const entry = Object.entries(deviation.headers ?? {}).find(([name]) => name.toLowerCase() === scheme.name.toLowerCase());
    const text = entry?.[1];
    // What speaks of its own request is of no use to another.
    if (!status.startsWith('2') || given !== undefined || typeof text !== 'string' || text.includes('{$request.')) continue;
    const before = deviation.after === undefined ? undefined : requestOf(contract, deviation.after);
    if (before || deviation.after === undefined) return { scheme, text, ...(before && { before }) };
  }
  return undefined;
}

/** A token gets its scheme before it, unless it has one. */
function toWire({ kind, in: place }: SecurityScheme, value: string): string {
  if (kind === 'apiKey') return place === 'header' ? value : value.startsWith('{') ? value : encodeURIComponent(value);
  if (kind === 'http' || /^(bearer|basic) /i.test(value)) return value;
  return kind === 'basic' ? `Basic ${value.includes('{$') ? value : toBase64(value)}` : `Bearer ${value}`;
}

function madeUp({ kind }: SecurityScheme): string {
  if (kind === 'apiKey') return 'contract-kit-made-up-key';
  return kind === 'basic' ? `Basic ${toBase64('contract-kit:made-up')}` : 'Bearer contract-kit-made-up-token';
}

export function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}
