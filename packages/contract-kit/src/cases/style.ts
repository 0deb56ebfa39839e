import type { Parameter } from '../spec/spec.ts';

type Pairs = readonly (readonly [string, string])[];

/** Longer lines are refused by servers for reasons that are in no contract. */
const maxLength = 4096;

/**
 * A value as its parameter writes it (`style`, `explode`, `content`): one text for a path or a header, one per `name=value` for a query or a cookie.
 * Undefined if it cannot be sent so that the server would read this very value: what would end a segment, a header or a list.
 */
export function serialize(parameter: Parameter, value: unknown): string[] | undefined {
  const texts = parameter.mediaType === undefined ? write(parameter, value) : writeWhole(parameter, value);
  return texts && texts.length > 0 && texts.join('&').length <= maxLength ? texts : undefined;
}

function writeWhole(parameter: Parameter, value: unknown): string[] | undefined {
  const text = typeof value === 'string' && !parameter.mediaType?.includes('json') ? value : JSON.stringify(value);
  return isSendable(parameter, text) ? [named(parameter, encode(parameter, text))] : undefined;
}

function write(parameter: Parameter, value: unknown): string[] | undefined {
  const items = Array.isArray(value) ? value.map(toText) : undefined;
  const pairs =
    items === undefined && isObject(value) ? Object.entries(value).map(([key, part]) => [key, toText(part)] as const) : undefined;
  const texts = items ?? pairs?.flat() ?? [toText(value)];
  const isList = items !== undefined || pairs !== undefined;
  if (texts.length === 0 || !texts.every((text) => isSendable(parameter, text, isList))) return undefined;
  const written = texts.map((text) => encode(parameter, text));
  if (items) return writeItems(parameter, written);
  if (pairs)
    return writePairs(
      parameter,
      pairs.map(([key, text]) => [encode(parameter, key), encode(parameter, text)]),
    );
  return written.map((text) => (parameter.style === 'label' ? `.${text}` : named(parameter, text)));
}

function writeItems(parameter: Parameter, items: readonly string[]): string[] {
  const { name, style, explode } = parameter;
  if (style === 'label') return [`.${items.join(explode ? '.' : ',')}`];
  if (style === 'matrix' && explode) return [items.map((item) => `;${name}=${item}`).join('')];
  if ((parameter.in === 'query' || parameter.in === 'cookie') && explode) return items.map((item) => named(parameter, item));
  return [named(parameter, items.join(delimiterOf(style)))];
}

function writePairs(parameter: Parameter, pairs: Pairs): string[] {
  const { name, style, explode } = parameter;
  const assigned = pairs.map(([key, text]) => `${key}=${text}`);
  if (style === 'deepObject') return pairs.map(([key, text]) => `${encodeURIComponent(name)}%5B${key}%5D=${text}`);
  if (style === 'label') return [explode ? `.${assigned.join('.')}` : `.${pairs.flat().join(',')}`];
  if (style === 'matrix' && explode) return [assigned.map((text) => `;${text}`).join('')];
  if (style === 'simple') return [explode ? assigned.join(',') : pairs.flat().join(',')];
  return explode ? assigned : [named(parameter, pairs.flat().join(delimiterOf(style)))];
}

function named({ in: place, name, style }: Parameter, text: string): string {
  if (style === 'matrix') return `;${name}=${text}`;
  if (place === 'query') return `${encodeURIComponent(name)}=${text}`;
  return place === 'cookie' ? `${name}=${text}` : text;
}

function delimiterOf(style: string): string {
  return style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
}

function encode({ in: place }: Parameter, text: string): string {
  return place === 'header' ? text : encodeURIComponent(text);
}

/** In a list a delimiter is as bad as an end. */
function isSendable({ in: place, style, explode, allowEmptyValue }: Parameter, text: string, isList = false): boolean {
  if (!text.isWellFormed() || (text === '' && !(allowEmptyValue && !isList))) return false;
  if (isList && !(place === 'query' && explode) && /[,;=|. ]/.test(style === 'label' ? text : text.replaceAll('.', ''))) return false;
  if (place === 'path') return !/[/\\\p{Cc}]/u.test(text) && text !== '.' && text !== '..';
  if (place === 'header') return /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text);
  return place === 'query' || encodeURIComponent(text) === text;
}

export function toText(value: unknown): string {
  return typeof value === 'string' ? value : isObject(value) ? JSON.stringify(value) : String(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
