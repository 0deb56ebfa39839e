import type { Case } from '@countersign/contract-kit';
import type { OpenApiDocument } from '@countersign/contracts/documents';
import { formOf } from './form.ts';

type CaseRequest = Case['request'];

/**
 * Which states of a server (`x-given`) a page can bring about by asking often, and how often it may have to: more than the widest limit. The others
 * need a server that is broken, and are shown but not sent.
 */
const times: Readonly<Record<string, number>> = { throttled: 40, 'renewed-often': 340 };

/** How a state is brought about; undefined if a page cannot. */
export function repeatsOf(
  given: string,
  { request, operation }: Case,
  document: OpenApiDocument,
): { times: number; request: CaseRequest } | undefined {
  const often = times[given];
  if (often === undefined) return undefined;
  return { times: often, request: given === 'throttled' ? ofNobody(request, formOf(document, operation.id)) : request };
}

/** Credentials of nobody, so that nobody is locked out: `.invalid` is no domain of anyone (RFC 2606). */
function ofNobody(request: CaseRequest, { identifiers, secret }: ReturnType<typeof formOf>): CaseRequest {
  const email = identifiers.find(({ format }) => format === 'email');
  return email ? { ...request, body: JSON.stringify({ [email.name]: 'nobody@example.invalid', [secret.name]: secret.example }) } : request;
}
