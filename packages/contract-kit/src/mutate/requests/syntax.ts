import { Buffer } from 'node:buffer';
import { parseJson } from '../../check/json.ts';
import { isJson, parseMediaType } from '../../check/media-type.ts';
import type { SentRequest } from '../../exchange.ts';
import { isObject } from '../../values/json.ts';
import type { LiveIdea, Site } from '../site.ts';
import { headerOf, jsonOf, textOf, withHeader } from '../wire.ts';
import { goodBodies } from './good.ts';

type Mend = (text: string) => string | undefined;

/** How lax readers take what is no JSON. */
const mends: readonly (readonly [name: string, title: string, mend: Mend])[] = [
  ['trailing-comma', 'takes a comma too many', (text) => text.replaceAll(/,(\s*[}\]])/g, '$1')],
  ['comment', 'takes comments', (text) => text.replaceAll(/\s*\/\/[^\n]*$/g, '')],
  ['single-quotes', 'takes single quotes', (text) => text.replaceAll("'", '"')],
  ['two-documents', 'reads the first of two documents', (text) => text.split('\n')[0]],
  ['truncated', 'closes what is open', (text) => `${text}}`],
];

export function* syntaxIdeas(site: Site): Generator<LiveIdea> {
  const media = site.operation.body?.content.find(({ mediaType }) => isJson(parseMediaType(mediaType)?.essence ?? ''));
  if (!media) return;
  for (const [name, title, mend] of [...mends.map(toSureMend), ...doubledKeys(site), ...wholes(site)])
    yield {
      name: `syntax/${name}`,
      kind: 'syntax',
      title,
      at: media.at,
      meddle: () => ({ request: (request) => mendRequest(request, mend) }),
    };
}

type NamedMend = (typeof mends)[number];

/** Of what is no JSON, and only into what is. */
function toSureMend([name, title, mend]: NamedMend): NamedMend {
  const sure: Mend = (text) => {
    const mended = isWellFormed(text) ? undefined : mend(text);
    return mended !== undefined && isWellFormed(mended) ? mended : undefined;
  };
  return [name, title, sure];
}

/** Readers may take either, so only a contract that shows one says what comes of it. */
function doubledKeys({ results }: Site): NamedMend[] {
  if (!results.some(({ exchanges }) => hasDoubledKey(textOf(exchanges.at(-1)?.request.body)))) return [];
  const mend: Mend = (text) => (hasDoubledKey(text) ? JSON.stringify(JSON.parse(text)) : undefined);
  return [['doubled-key', 'takes the last of two properties of one name', mend]];
}

/** A good body in place of one that is nothing of the kind. */
function wholes(site: Site): NamedMend[] {
  const [good] = goodBodies(site);
  if (good === undefined) return [];
  const toMend =
    (isMeant: (text: string) => boolean): Mend =>
    (text) =>
      isMeant(text) ? JSON.stringify(good) : undefined;
  return [
    ['word', 'takes a word for a good body', toMend((text) => /^[\w-]+$/.test(text) && !isWellFormed(text))],
    ['empty', 'takes no body for a good one', toMend((text) => text === '')],
    ['whitespace', 'takes a blank body for a good one', toMend((text) => text !== '' && text.trim() === '')],
    ...Object.entries(roots).map(([kind, isMeant]): NamedMend => {
      const mend = toMend((text) => isWellFormed(text) && isMeant(JSON.parse(text)));
      return [`root-${kind}`, `takes ${kind} for a good body`, mend];
    }),
  ];
}

const roots: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  text: (value) => typeof value === 'string',
  null: (value) => value === null,
  'empty-object': (value) => isObject(value) && Object.keys(value).length === 0,
};

function mendRequest(request: SentRequest, mend: Mend): SentRequest | undefined {
  const text = textOf(request.body);
  const mended = mend(text);
  if (mended === undefined || mended === text) return undefined;
  const typed = headerOf(request, 'Content-Type') === undefined ? withHeader(request, 'Content-Type', 'application/json') : request;
  return { ...typed, body: Buffer.from(mended) };
}

function isWellFormed(text: string): boolean {
  return jsonOf({ body: Buffer.from(text) }) !== undefined;
}

function hasDoubledKey(text: string): boolean {
  if (!isWellFormed(text)) return false;
  try {
    parseJson(text);
    return false;
  } catch {
    return true;
  }
}
