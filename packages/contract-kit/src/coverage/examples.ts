import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../exchange.ts';
import type { Location } from '../spec/location.ts';
import type { Example, Operation } from '../spec/spec.ts';
import type { Item } from './item.ts';
import { jsonOf, type Observed } from './observed.ts';
import { answersOf } from './responses.ts';

/**
 * An item for each example of a request and of a response. A case that was made of it covers it, and so does recorded traffic with the same value.
 * The case of a pair covers both, the request by its name and the answer by its place.
 */
export function coverExamples(operation: Operation, seen: readonly Observed[]): Item[] {
  const sent = seen.flatMap((observed) => (observed.case?.kind === 'example' ? [observed.case] : []));
  const requests = (operation.body?.content ?? []).flatMap(({ examples, mediaType }) =>
    examples.map((example) => ({
      ...toItem(operation, 'request', mediaType, example),
      covered: sent.some((made) => made.rule === example.name) || seen.some(({ request }) => isSame(example, request)),
    })),
  );
  const responses = operation.responses.flatMap((response) => {
    const answers = answersOf(operation, response, seen);
    const all = response.content.flatMap(({ examples, mediaType }) => examples.map((example) => ({ example, mediaType })));
    return [...all, ...response.examples.map((example) => ({ example, mediaType: '' }))].map(({ example, mediaType }) => ({
      ...toItem(operation, response.status, mediaType, example),
      status: response.status,
      covered: sent.some(({ at }) => isPlace(at, example.at)) || answers.some(({ answer }) => isSame(example, answer)),
    }));
  });
  return [...requests, ...responses];
}

function toItem(operation: Operation, part: string, mediaType: string, { name, at }: Example): Omit<Item, 'covered'> {
  const id = [operation.id, 'examples', part, ...(mediaType === '' ? [] : [mediaType]), name].join('/');
  return { id, at, operation: operation.id, what: `${part} ${name}`, aspect: 'sent' };
}

function isPlace(a: Location, b: Location): boolean {
  return a.file === b.file && a.pointer === b.pointer;
}

/** The same JSON, or, of an example that is no JSON, the same text. */
function isSame({ value }: Example, message: { headers: Answer['headers']; body: Uint8Array | undefined }): boolean {
  if (value === undefined || !message.body) return false;
  return isDeepStrictEqual(jsonOf(message), value) || (typeof value === 'string' && new TextDecoder().decode(message.body) === value);
}
