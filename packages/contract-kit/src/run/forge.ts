import { Buffer } from 'node:buffer';

/**
 * A token that was handed out, changed so that nobody may believe it: `unsigned` says that no algorithm was used, `expired` lived until 2000,
 * `altered` has another signature. Whatever else it says is what the server itself said. A token that is no JWT only gets another end.
 */
export function forge(token: string, how: string): string | undefined {
  const [head = '', payload = '', signature = ''] = token.split('.');
  const [header, claims] = [decode(head), decode(payload)];
  if (how === 'altered' || !header || !claims) return alter(token);
  if (how === 'unsigned') return `${encode({ ...header, alg: 'none' })}.${payload}.`;
  if (how === 'expired') return `${head}.${encode({ ...claims, iat: 946_684_800, nbf: 946_684_800, exp: 946_688_400 })}.${signature}`;
  return undefined;
}

/** Another character where it changes bits that count: the last one of base64url may not. */
function alter(token: string): string {
  const index = Math.max(0, token.length - 3);
  return `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decode(part: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
