import { Buffer } from 'node:buffer';
import type { MediaType, Schemas } from '../spec/spec.ts';
import { propertiesOf } from './names.ts';
import { toText } from './style.ts';

const boundary = 'contract-kit-boundary';

/** In which of its ways the kit can write a body of this media type; undefined for those that it has no way to write. */
export function formOf(mediaType: string): 'json' | 'form' | 'multipart' | 'text' | undefined {
  const essence = (mediaType.split(';')[0] ?? '').trim();
  if (/[/+]json$/.test(essence) || essence === '*/*' || essence === 'application/*') return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data') return 'multipart';
  return essence.startsWith('text/') && !/^text\/(xml|html)$/.test(essence) ? 'text' : undefined;
}

/** What `Content-Type` says. A range becomes the type that the kit writes for it. */
export function contentTypeOf({ mediaType }: MediaType): string {
  const form = formOf(mediaType);
  if (form === 'multipart') return `${mediaType}; boundary=${boundary}`;
  if (!mediaType.includes('*')) return mediaType;
  return form === 'text' ? 'text/plain' : 'application/json';
}

/** Undefined for a value that has no form in this media type. */
export function encodeBody(media: MediaType, value: unknown, schemas: Schemas): string | undefined {
  const form = formOf(media.mediaType);
  if (form === 'json') return JSON.stringify(value);
  if (form === 'form')
    return fieldsOf(media, value)
      ?.map(([name, text]) => `${escape(name)}=${escape(text)}`)
      .join('&');
  if (form === 'multipart') return toMultipart(media, value, schemas);
  return typeof value === 'string' ? value : form === 'text' && typeof value !== 'object' ? String(value) : undefined;
}

/** Names and texts, in the order of the properties; a list gives its name several times, unless `encoding` joins it. */
function fieldsOf({ encoding }: MediaType, value: unknown): (readonly [string, string])[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = Object.entries(value).flatMap(([name, part]) => {
    const { contentType = '', style = 'form', explode = style === 'form' } = encoding[name] ?? {};
    if (contentType.includes('json')) return [[name, JSON.stringify(part)] as const];
    if (isObject(part) && style === 'deepObject')
      return Object.entries(part).map(([key, inner]) => [`${name}[${key}]`, toText(inner)] as const);
    if (!Array.isArray(part)) return [[name, toText(part)] as const];
    return explode ? part.map((item) => [name, toText(item)] as const) : [[name, part.map(toText).join(',')] as const];
  });
  return fields.every((field) => field.every((text) => text.isWellFormed())) ? fields : undefined;
}

function toMultipart(media: MediaType, value: unknown, schemas: Schemas): string | undefined {
  const properties = propertiesOf(media.schema, schemas);
  const parts = fieldsOf(media, value)?.map(([name, text]) => {
    const schema = schemas.deref(properties.get(name) ?? true);
    const isFile = typeof schema === 'object' && (schema['format'] === 'binary' || schema['contentMediaType'] !== undefined);
    const type = media.encoding[name]?.contentType?.split(',')[0]?.trim() ?? (isFile ? 'application/octet-stream' : undefined);
    const disposition = `Content-Disposition: form-data; name="${quote(name)}"${isFile ? '; filename="file"' : ''}`;
    return `--${boundary}\r\n${disposition}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n${text}\r\n`;
  });
  return parts && `${parts.join('')}--${boundary}--\r\n`;
}

/** The WHATWG's way of writing a name into a header of a part. */
function quote(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escape(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}

/** Spaces after a body do not change what a JSON reader makes of it. */
export function padTo(body: string, bytes: number): string {
  return body + ' '.repeat(Math.max(0, bytes - Buffer.byteLength(body)));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
