import type { OpenApiDocument } from '@countersign/contracts/documents';
import { follow, operationsOf } from './form.ts';

export interface Summaries {
  operation: string;
  /** Of the responses, by status. */
  responses: Readonly<Record<string, string>>;
  /** Of the examples, by name; a request's own before its answer's. */
  examples: Readonly<Record<string, string>>;
}

interface Described {
  summary?: string;
  description?: string;
  content?: Record<string, { examples?: Record<string, object> }>;
  'x-examples'?: Record<string, object>;
}

/** What a contract says for people about an operation and its examples. */
export function readSummaries(document: OpenApiDocument, operationId: string): Summaries {
  const operation = operationsOf(document).find((candidate) => candidate.operationId === operationId);
  const examples: Record<string, string> = {};
  const responses: Record<string, string> = {};
  const read = (node: object) => {
    const { content = {}, 'x-examples': empty = {} } = follow(document, node) as Described;
    const named = [...Object.values(content).flatMap((media) => Object.entries(media.examples ?? {})), ...Object.entries(empty)];
    for (const [name, example] of named) {
      const { summary } = follow(document, example) as Described;
      if (summary) examples[name] ??= summary;
    }
  };
  if (operation?.requestBody) read(operation.requestBody);
  for (const [status, response] of Object.entries(operation?.responses ?? {})) {
    responses[status] = ((follow(document, response) as Described).description ?? '').trim();
    read(response);
  }
  return { operation: operation?.summary ?? '', responses, examples };
}
