import { Buffer } from 'node:buffer';
import type { Case, CaseRequest } from '../case.ts';

/**
 * Cases as plain JSON, for lists: the operation by its id, a body of bytes as `{base64}`, keys in alphabetical order. Equal contracts, fixtures and
 * seeds give equal texts.
 */
export function toJson(cases: readonly Case[]): string {
  return JSON.stringify(cases.map(toPlain), sortKeys, 2);
}

function toPlain({ operation, request, twin, ...rest }: Case): object {
  return { ...rest, operation: operation.id, request: toPlainRequest(request), ...(twin && { twin: toPlainRequest(twin) }) };
}

function toPlainRequest({ body, before, ...rest }: CaseRequest): object {
  const written = typeof body === 'object' ? { base64: Buffer.from(body).toString('base64') } : body;
  return { ...rest, ...(written !== undefined && { body: written }), ...(before && { before: toPlainRequest(before) }) };
}

/** Not those of the values that the contract shows: their order is theirs. They are sorted as well, which changes nothing of their meaning. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
}
