import { Buffer } from 'node:buffer';
import { STATUS_CODES } from 'node:http';
import type { Answer } from '../exchange.ts';

type HeaderList = readonly (readonly [name: string, value: string])[];

/** An answer as it goes on the wire, right or wrong. */
export interface Wire {
  status: number;
  /** Without those of the connection and the length of the body. */
  headers: HeaderList;
  body: Uint8Array;
  /** What `Content-Length` says in place of the length of the body. */
  length?: number;
}

const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

export function toWire({ status, headers, body }: Answer, method: string): Wire {
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  const kept = headers.filter(([name]) => !ofTheConnection.has(name.toLowerCase()));
  // The body of a HEAD is not there, but its length is told.
  return { status, headers: kept, body, ...(method === 'HEAD' && length !== undefined && { length: Number(length) }) };
}

/** The bytes of an answer after which the connection closes. */
export function toBytes({ status, headers, body, length }: Wire, method: string): Buffer {
  const isBodiless = status === 204 || status === 304 || (status >= 100 && status < 200);
  const said = length ?? (isBodiless ? undefined : body.length);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(said === undefined ? [] : [`Content-Length: ${said}`]),
    'Connection: close',
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return method === 'HEAD' ? head : Buffer.concat([head, body]);
}

export function isSameWire(one: Wire, other: Wire): boolean {
  const { body, ...rest } = one;
  const { body: another, ...others } = other;
  return JSON.stringify(rest) === JSON.stringify(others) && Buffer.compare(body, another) === 0;
}

export function headerOf({ headers }: { headers: HeaderList }, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** With another value of a header, or without it (null). */
export function withHeader<T extends { headers: HeaderList }>(message: T, name: string, value: string | null): T {
  const kept = message.headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  return { ...message, headers: value === null ? kept : [...kept, [name, value] as const] };
}

/** The value of a JSON body, in an object because `undefined` is none. */
export function jsonOf({ body }: { body: Uint8Array | undefined }): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(textOf(body)) as unknown };
  } catch {
    return undefined;
  }
}

export function withJson<T extends { body: Uint8Array | undefined }>(message: T, value: unknown): T {
  return { ...message, body: Buffer.from(JSON.stringify(value)) };
}

export function textOf(body: Uint8Array | undefined): string {
  return Buffer.from(body ?? []).toString();
}
