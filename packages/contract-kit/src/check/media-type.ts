import { headerValues, type Answer } from '../exchange.ts';
import type { Fault } from '../result.ts';
import { fault, type Subject } from './subject.ts';

/** A `Content-Type` (RFC 9110, 8.3.1): `essence` and the names of parameters in lower case. */
export interface MediaTypeValue {
  essence: string;
  parameters: ReadonlyMap<string, string>;
}

const token = "[\\w!#$%&'*+.^`|~-]+";
const parameter = `[ \\t]*;[ \\t]*(?:(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)"))?`;
const whole = new RegExp(`^(${token}/${token})((?:${parameter})*)[ \\t]*$`, 'u');

export function parseMediaType(text: string): MediaTypeValue | undefined {
  const [, essence, rest = ''] = whole.exec(text.trim()) ?? [];
  if (essence === undefined) return undefined;
  const parameters = [...rest.matchAll(new RegExp(parameter, 'gu'))].flatMap(([, name, plain, quoted]) =>
    name === undefined ? [] : [[name.toLowerCase(), plain ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1')] as const],
  );
  return { essence: essence.toLowerCase(), parameters: new Map(parameters) };
}

export function mediaTypeOf(answer: Answer): MediaTypeValue | undefined {
  return parseMediaType(headerValues(answer, 'content-type')[0] ?? '');
}

export function isJson(essence: string): boolean {
  return /^[^/]+\/(?:[^/]+\+)?json$/.test(essence);
}

/** How well a media type of a contract fits: 0 not at all, the most for one without `*` whose parameters are there as well. */
export function rank(documented: string, { essence, parameters }: MediaTypeValue): number {
  const parsed = parseMediaType(documented);
  if (!parsed) return 0;
  for (const [name, value] of parsed.parameters) if (parameters.get(name)?.toLowerCase() !== value.toLowerCase()) return 0;
  if (parsed.essence === essence) return 3 + parsed.parameters.size;
  if (parsed.essence === '*/*') return 1;
  return parsed.essence.endsWith('/*') && essence.startsWith(parsed.essence.slice(0, -1)) ? 2 : 0;
}

/** One content type, which the contract knows for this status; JSON in nothing but UTF-8 (RFC 8259, 8.1). */
export function checkContentType(subject: Subject): Fault[] {
  const { answer, expect, response, media, at, show } = subject;
  const values = headerValues(answer, 'content-type');
  const [value] = values;
  const of = (message: string, expected: string, actual: string) => [fault('content-type', message, expected, actual, media?.at ?? at)];
  const known = expect.documented && response ? response.content.map(({ mediaType }) => mediaType) : undefined;
  const wanted = expect.body?.mediaType ?? known?.join(' or ') ?? 'one';
  if (values.length > 1) return of('has more than one Content-Type', 'one', show(values.join(', ')));
  if (value === undefined) return answer.body.length === 0 ? [] : of('has a body, but no Content-Type', wanted, 'nothing');
  const actual = parseMediaType(value);
  if (!actual) return of('has an unreadable Content-Type', wanted, show(value));
  if (known?.length === 0 && answer.body.length > 0)
    return of('has a body where the contract documents none', 'no body', `${show(value)}, ${answer.body.length} bytes`);
  if (known && known.length > 0 && !media) return of('has a content type that the contract does not document', wanted, show(value));
  if (expect.body && rank(expect.body.mediaType, actual) === 0) return of('has another content type than the example', wanted, show(value));
  const charset = actual.parameters.get('charset');
  if (charset !== undefined && isJson(actual.essence) && charset.toLowerCase() !== 'utf-8')
    return of('is JSON in another charset than UTF-8', `${actual.essence}; charset=utf-8`, show(value));
  return [];
}
