import { Buffer } from 'node:buffer';
import type { SecurityScheme } from '../spec/spec.ts';
import { toBase64 } from './credential.ts';

/** Seconds since 1970. */
const issued = 946_684_800;
const year9999 = 253_370_764_800;

/** Headers that do not let anybody in, made from one that does. `known` may hold expressions, which nothing can be cut out of. */
export function wrongHeaders({ kind }: SecurityScheme, known: string): (readonly [variant: string, text: string])[] {
  const [scheme = '', token = ''] = known.split(/ (.*)/s);
  const common = [
    ['empty', ''],
    ['garbage', kind === 'http' ? 'contract-kit' : `${scheme} contract-kit-garbage`],
  ] as const;
  if (kind === 'http') return [...common];
  if (kind === 'basic')
    return [
      ...common,
      ['scheme-only', 'Basic'],
      ['other-scheme', `Bearer ${token}`],
      ['unknown-user', `Basic ${toBase64('contract-kit-nobody:contract-kit-nothing')}`],
      ['without-colon', `Basic ${toBase64('contract-kit')}`],
    ];
  return [
    ...common,
    ['scheme-only', 'Bearer'],
    ['other-scheme', `Basic ${token}`],
    ['without-scheme', token],
    ['changed-signature', `Bearer ${changeSignature(token)}`],
    ['without-signature', `Bearer ${withoutSignature(token)}`],
    ['algorithm-none', `Bearer ${toJwt('none', year9999, '')}`],
    ['expired', `Bearer ${toJwt('ES256', issued + 3600, Buffer.alloc(64).toString('base64url'))}`],
    ['two-values', `${known}, ${known}`],
  ];
}

/** Another character near the end, where it changes bits that count. */
function changeSignature(token: string): string {
  if (token.includes('{$') || token.length < 4) return `${token}AAAA`;
  const index = token.length - 3;
  return `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
}

function withoutSignature(token: string): string {
  const parts = token.split('.');
  return parts.length === 3 && !token.includes('{$') ? `${parts[0]}.${parts[1]}.` : `${token}.`;
}

/** A token that nobody signed. */
function toJwt(alg: string, exp: number, signature: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg, typ: 'JWT' })}.${encode({ sub: '1', iat: issued, exp })}.${signature}`;
}
