import { isObject } from '../values/json.ts';

/** A JSON Web Token, taken apart (RFC 7519 in the compact form of RFC 7515). */
export interface Token {
  header: Readonly<Record<string, unknown>>;
  payload: Readonly<Record<string, unknown>>;
  /** The text that is signed. */
  signed: string;
  signature: Uint8Array;
}

/** Undefined for what is none. Nothing is verified. */
export function parseToken(text: string): Token | undefined {
  const parts = text.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]*$/.test(part))) return undefined;
  const [header, payload] = parts.slice(0, 2).map(parsePart);
  if (!isObject(header) || !isObject(payload)) return undefined;
  return { header, payload, signed: parts.slice(0, 2).join('.'), signature: Buffer.from(parts[2] ?? '', 'base64url') };
}

function parsePart(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
  } catch {
    return undefined;
  }
}
