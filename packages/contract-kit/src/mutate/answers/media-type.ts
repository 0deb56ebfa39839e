import type { ResponseSpec } from '../../spec/spec.ts';
import { isJson, parseMediaType, rank } from '../../check/media-type.ts';
import type { AnswerIdea } from '../site.ts';
import { headerOf, withHeader, type Wire } from '../wire.ts';

const others = ['text/html', 'text/plain', 'application/problem+json', 'application/json', 'application/octet-stream'];

/** Another content type, another charset, none, two. */
export function* mediaTypeIdeas({ content }: ResponseSpec): Generator<AnswerIdea> {
  const [media] = content;
  if (!media) return;
  const idea = { kind: 'content-type', at: media.at };
  const change = (value: string | null) => (wire: Wire) =>
    headerOf(wire, 'Content-Type') === undefined ? undefined : withHeader(wire, 'Content-Type', value);
  const isKnown = (type: string) => content.some(({ mediaType }) => rank(mediaType, { essence: type, parameters: new Map() }) > 0);
  for (const type of others.filter((candidate) => !isKnown(candidate)))
    yield { ...idea, name: `content-type/${type}`, title: `its content type is ${type}`, change: change(type) };
  yield { ...idea, name: 'content-type/missing', title: 'has no content type', change: change(null) };
  yield { ...idea, name: 'content-type/unreadable', title: 'its content type cannot be read', change: change('json') };
  yield {
    ...idea,
    name: 'content-type/doubled',
    title: 'has two content types',
    change: (wire) => ({ ...wire, headers: [...wire.headers, ['Content-Type', 'text/html'] as const] }),
  };
  if (isJson(parseMediaType(media.mediaType)?.essence ?? ''))
    for (const charset of ['iso-8859-1', 'utf-16'])
      yield {
        ...idea,
        name: `content-type/charset-${charset}`,
        title: `is JSON in ${charset}`,
        change: change(`${media.mediaType}; charset=${charset}`),
      };
}
