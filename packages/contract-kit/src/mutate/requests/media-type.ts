import { parseMediaType } from '../../check/media-type.ts';
import type { SentRequest } from '../../exchange.ts';
import type { LiveIdea, Site } from '../site.ts';
import { headerOf, withHeader } from '../wire.ts';

type Change = (request: SentRequest) => SentRequest | undefined;

/** Content types, charsets and encodings that are passed over, or right ones that are refused. */
export function* mediaTypeIdeas({ operation }: Site): Generator<LiveIdea> {
  const [media] = operation.body?.content ?? [];
  if (!media) return;
  const isDocumented = operation.responses.some(({ status }) => status === '415');
  for (const [name, title, change] of [...laxChanges(media.mediaType), ...(isDocumented ? encodingChanges(media.mediaType) : [])])
    yield { name: `header/${name}`, kind: 'media-type', title, at: media.at, meddle: () => ({ request: change }) };
}

function laxChanges(mediaType: string): (readonly [name: string, title: string, change: Change])[] {
  const set: Change = (request) => withHeader(request, 'Content-Type', mediaType);
  const refuse: Change = (request) => withHeader(request, 'Content-Type', 'text/plain');
  const isIt = (type: string) => parseMediaType(type)?.essence === mediaType;
  const strangers = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'].filter((type) => type !== mediaType);
  return [
    [
      'no-content-type',
      'no content type is taken for the right one',
      (request) => (headerOf(request, 'Content-Type') === undefined && request.body !== undefined ? set(request) : undefined),
    ],
    ...strangers.map((stranger) => {
      const change: Change = (request) => (parseMediaType(typeOf(request))?.essence === stranger ? set(request) : undefined);
      return [`content-type-${stranger}`, `${stranger} is taken for the right content type`, change] as const;
    }),
    [
      'no-parameters',
      'a content type with its charset is refused',
      (request) => (isIt(typeOf(request)) && /charset=utf-8/i.test(typeOf(request)) ? refuse(request) : undefined),
    ],
    [
      'letter-case',
      'a content type in other letters is refused',
      (request) => (isIt(typeOf(request)) && /[A-Z]/.test(typeOf(request)) ? refuse(request) : undefined),
    ],
  ];
}

/** Only where the contract has an answer for what nobody can read. */
function encodingChanges(mediaType: string): (readonly [name: string, title: string, change: Change])[] {
  return [
    [
      'charset',
      'any charset is taken for UTF-8',
      (request) => (/charset=(?!utf-8)/i.test(typeOf(request)) ? withHeader(request, 'Content-Type', mediaType) : undefined),
    ],
    [
      'content-encoding',
      'a content encoding is passed over',
      (request) => (headerOf(request, 'Content-Encoding') === undefined ? undefined : withHeader(request, 'Content-Encoding', null)),
    ],
  ];
}

function typeOf(request: SentRequest): string {
  return headerOf(request, 'Content-Type') ?? '';
}
