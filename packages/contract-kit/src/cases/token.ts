import { Buffer } from 'node:buffer';
import type { SecurityScheme } from '../spec/spec.ts';
import { forge } from '../run/forge.ts';
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
    ['changed-signature', `Bearer ${forged(token, 'altered')}`],
    ['without-signature', `Bearer ${withoutSignature(token)}`],
    ['algorithm-none', `Bearer ${forged(token, 'unsigned')}`],
    ['expired', `Bearer ${forged(token, 'expired')}`],
    ['two-values', `${known}, ${known}`],
  ];
}

/** Where the token is only known when it is handed out, the runner makes the forgery. */
function forged(token: string, how: 'altered' | 'unsigned' | 'expired'): string {
  if (/^\{\$[^{}|]+\}$/.test(token)) return token.replace(/\}$/, `|${how}}`);
  const made = token.includes('{$') ? undefined : forge(token, how);
  // What is no JWT can only be altered.
  return how !== 'altered' && made === forge(token, 'altered') ? madeUp[how] : (made ?? madeUp[how]);
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

const madeUp = {
  altered: toJwt('ES256', year9999, Buffer.alloc(64).toString('base64url')),
  unsigned: toJwt('none', year9999, ''),
  expired: toJwt('ES256', issued + 3600, Buffer.alloc(64).toString('base64url')),
};
