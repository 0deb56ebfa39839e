import type { Oracle } from '../oracle.ts';
import type { Operation } from '../spec/spec.ts';
import type { Item } from './item.ts';
import type { Observed } from './observed.ts';
import { answersOf } from './responses.ts';
import { readText } from './text.ts';

/** An item for each header of each response: covered once it came with a value that fits its schema. */
export function coverHeaders(operation: Operation, seen: readonly Observed[], oracle: Oracle): Item[] {
  return operation.responses.flatMap((response) => {
    const answers = answersOf(operation, response, seen);
    return response.headers
      .filter(({ name }) => name.toLowerCase() !== 'content-type')
      .map(({ name, schema, at }) => ({
        id: `${operation.id}/headers/${response.status}/${name}`,
        at,
        operation: operation.id,
        status: response.status,
        what: `${response.status} ${name}`,
        aspect: 'seen',
        covered: answers.some(({ answer }) => {
          const values = answer.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
          return values.length > 0 && readText(oracle, schema, values) !== undefined;
        }),
      }));
  });
}
