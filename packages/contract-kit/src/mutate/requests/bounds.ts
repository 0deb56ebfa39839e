import type { SchemaObject } from '../../spec/spec.ts';
import { isEqual, lengthOf } from '../../values/json.ts';
import { changeAt, placesOf } from '../answers/places.ts';
import type { LiveIdea, Site } from '../site.ts';
import { jsonOf, withJson } from '../wire.ts';

/** A server whose bounds are too narrow by one, or that counts something else than characters. */
export function* boundIdeas({ operation, contract }: Site): Generator<LiveIdea> {
  for (const { schema } of (operation.body?.content ?? []).slice(0, 1))
    for (const { path, facets, at } of placesOf(schema, contract.spec))
      for (const facet of facets)
        for (const [keyword, variant, title, change] of changes) {
          const bound = facet[keyword];
          if (typeof bound !== 'number' || bound === 0 || !isPossible(variant, facets, bound)) continue;
          const where = path.join('.') || 'body';
          yield {
            name: `tight/${where}/${keyword}/${variant}`,
            kind: 'tight',
            title: `${where}: ${title}`,
            at: at && contract.spec.schemas.locate(facet, keyword),
            meddle: () => ({
              request(request) {
                const json = jsonOf(request);
                const changed = json && changeAt(json.value, path, (part) => change(part, bound));
                return json === undefined || isEqual(changed, json.value) ? undefined : withJson(request, changed);
              },
            }),
          };
        }
}

/** Texts of more units or bytes than characters: formats are of ASCII, and one character is the least that counts. */
function isPossible(variant: string, facets: readonly SchemaObject[], bound: number): boolean {
  return (
    variant === 'by-one' ||
    (bound > 1 && !facets.some(({ format, pattern }) => pattern !== undefined || (format !== undefined && format !== 'password')))
  );
}

type Change = (part: unknown, bound: number) => unknown;

const changes: readonly (readonly [keyword: string, variant: string, title: string, change: Change])[] = [
  ['maxLength', 'by-one', 'the longest one is refused', ofText((text, bound) => (lengthOf(text) === bound ? `x${text}` : text))],
  ['minLength', 'by-one', 'the shortest one is refused', ofText((text, bound) => (lengthOf(text) === bound ? text.slice(0, -1) : text))],
  // Two units of UTF-16, or four bytes of UTF-8, for one character: only a text that would be too long by them is refused.
  [
    'maxLength',
    'in-utf-16-units',
    'its length is counted in units of UTF-16',
    ofText((text, bound) => (lengthOf(text) <= bound && text.length > bound ? text + 'x'.repeat(text.length) : text)),
  ],
  [
    'maxLength',
    'in-bytes',
    'its length is counted in bytes',
    ofText((text, bound) => (lengthOf(text) <= bound && Buffer.byteLength(text) > bound ? text + 'x'.repeat(text.length) : text)),
  ],
  [
    'minLength',
    'in-utf-16-units',
    'its least length is counted in units of UTF-16',
    ofText((text, bound) => (lengthOf(text) < bound && text.length >= bound ? text.padEnd(text.length + bound, 'x') : text)),
  ],
  ['maximum', 'by-one', 'the largest one is refused', (part, bound) => (part === bound ? bound + 1 : part)],
  ['minimum', 'by-one', 'the smallest one is refused', (part, bound) => (part === bound ? bound - 1 : part)],
  [
    'maxItems',
    'by-one',
    'the longest list is refused',
    (part, bound) => (Array.isArray(part) && part.length === bound ? [...(part as unknown[]), part[0] as unknown] : part),
  ],
  [
    'minItems',
    'by-one',
    'the shortest list is refused',
    (part, bound) => (Array.isArray(part) && part.length === bound ? part.slice(1) : part),
  ],
];

function ofText(change: (text: string, bound: number) => string): Change {
  return (part, bound) => (typeof part === 'string' ? change(part, bound) : part);
}
