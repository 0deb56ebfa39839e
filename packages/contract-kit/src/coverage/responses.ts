import type { Operation, ResponseSpec } from '../spec/spec.ts';
import type { Item } from './item.ts';
import { describes, mediaTypeOf, type Observed } from './observed.ts';

/** An item for each status and media type that an operation documents. */
export function coverResponses(operation: Operation, seen: readonly Observed[]): Item[] {
  return operation.responses.flatMap((response) => {
    const answers = answersOf(operation, response, seen).map(({ answer }) => answer);
    const item = { operation: operation.id, what: operation.id, aspect: response.status, status: response.status };
    const id = `${operation.id}/responses/${response.status}`;
    // A HEAD request is answered without the body that the contract documents.
    if (response.content.length === 0 || operation.method === 'HEAD')
      return [{ ...item, id, at: response.at, covered: answers.length > 0 }];
    return response.content.map(({ mediaType, at }) => ({
      ...item,
      id: `${id}/${mediaType}`,
      what: response.content.length > 1 ? `${operation.id} ${mediaType}` : operation.id,
      at,
      covered: answers.some((answer) => describes(mediaType, mediaTypeOf(answer))),
    }));
  });
}

/** What was answered with a documented status: `404` before `4XX`, and `4XX` before `default`. */
export function answersOf(operation: Operation, { status }: ResponseSpec, seen: readonly Observed[]): Observed[] {
  return seen.filter(({ answer }) => documentedStatus(operation, answer.status) === status);
}

function documentedStatus({ responses }: Operation, status: number): string | undefined {
  const ranked = [String(status), `${String(status)[0]}XX`, 'default'];
  return ranked.find((candidate) => responses.some((response) => response.status === candidate));
}
