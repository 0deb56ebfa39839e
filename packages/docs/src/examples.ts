import type { OpenApiDocument } from '@countersign/contracts/documents';
import { follow, type Operation } from './operations.ts';

/** An example of a request, as far as it matters here. */
export interface RequestExample {
  value?: unknown;
  /** How the request deviates from what the value shows. */
  'x-request'?: {
    method?: string;
    path?: string;
    headers?: object;
    padTo?: number;
    /** The value is the text of the body. */
    raw?: boolean;
    /** The properties that are filled from an earlier answer, such as `refreshToken: $response.body#/refreshToken`. */
    set?: Record<string, string>;
  };
}

/** The request examples of an operation, each with the map that it is in and its name there. */
export function requestExamplesOf(contract: OpenApiDocument, operation: Operation | undefined) {
  const { content = {} } = (follow(contract, operation?.source.requestBody) ?? {}) as { content?: Record<string, { examples?: object }> };
  return Object.values(content).flatMap(({ examples = {} }) =>
    Object.entries(examples).map(([name, source]) => ({ name, of: examples, example: follow(contract, source) as RequestExample })),
  );
}

/** Whether a client that lets one edit a body as JSON sends what the example shows. */
export function isSendable({ value, 'x-request': request = {} }: RequestExample): boolean {
  const { method, path, headers, padTo, raw } = request;
  if ([method, path, headers, padTo].some((part) => part !== undefined)) return false;
  return !raw || isCompact(String(value));
}

/** JSON as it is written again after reading: a property that stands there twice would be sent once. */
function isCompact(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
