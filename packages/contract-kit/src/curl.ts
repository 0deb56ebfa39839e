import type { SentRequest } from './exchange.ts';
import type { Mask } from './mask.ts';

/**
 * A line for a POSIX shell that sends the same request. Secrets are `***`: whoever repeats it puts theirs in. Headers that curl would add of its own
 * are switched off.
 */
export function toCurl({ method, url, headers, body }: SentRequest, mask: Mask = (text) => text): string {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines = headers.map(([name, value]) => (value === '' ? `${name};` : toMasked(name, value, mask)));
  const removed = ['Accept', ...(body ? ['Content-Type'] : [])].filter((name) => !names.has(name.toLowerCase())).map((name) => `${name}:`);
  const options = [...lines, ...removed].map((line) => `-H ${quote(line)}`);
  const { before, option } = body ? toData(body, mask) : { before: '', option: [] };
  // `-X HEAD` would wait for a body.
  const verb = method === 'HEAD' ? '--head' : `-X ${quote(method)}`;
  return [`${before}curl -i --globoff --path-as-is`, verb, ...options, ...option, quote(mask(url))].join(' ');
}

function toMasked(name: string, value: string, mask: Mask): string {
  // Together: the mask knows `Authorization` by its name.
  return mask(`${name}: ${value}`);
}

function toData(body: Uint8Array, mask: Mask): { before: string; option: string[] } {
  const text = toText(body);
  if (text !== undefined && !text.startsWith('@')) return { before: '', option: [`--data-binary ${quote(mask(text))}`] };
  const bytes = text === undefined ? Buffer.from(mask(Buffer.from(body).toString('latin1')), 'latin1') : Buffer.from(mask(text));
  return { before: `printf ${quote(toFormat(bytes))} | `, option: ['--data-binary @-'] };
}

/** Undefined for bytes that a terminal could not show. */
function toText(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return /[\p{Cc}\uFEFF]/u.test(text.replaceAll(/[\t\n]/g, '')) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** For `printf`: what is not plain ASCII in octal. */
function toFormat(bytes: Uint8Array): string {
  const toCode = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`;
  return [...bytes]
    .map((byte) => (byte < 32 || byte > 126 || byte === 92 ? toCode(byte) : byte === 37 ? '%%' : String.fromCodePoint(byte)))
    .join('');
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
