import type { NoAnswer } from '../exchange.ts';

/** How far an answer has come. */
export interface Progress {
  hasHeaders: boolean;
  /** There is nothing to come after the headers. */
  isBodiless: boolean;
  /** Of the body. */
  bytes: number;
}

const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: nothing listens there',
  ENOTFOUND: 'unknown host: its name leads nowhere',
  EAI_AGAIN: 'unknown host: the name of the host cannot be resolved',
  EHOSTUNREACH: 'no connection: no way to this host',
  ENETUNREACH: 'no connection: no way to this network',
  ETIMEDOUT: 'no connection: the host does not answer',
  EACCES: 'no connection: not allowed',
};

/** An error of `node:http` in one sentence. */
export function toNoAnswer(error: NodeJS.ErrnoException, { hasHeaders, bytes }: Progress): NoAnswer {
  const code = error.code ?? '';
  const refusal = refusals[code];
  if (refusal) return { kind: 'refused', message: `${refusal} (${code})` };
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) return { kind: 'refused', message: `the certificate is not trusted (${code})` };
  if (code === 'HPE_HEADER_OVERFLOW') return { kind: 'too-large', message: 'the headers are larger than 64 KiB' };
  if (code.startsWith('HPE_')) return { kind: 'not-http', message: `not a valid HTTP answer: ${reasonOf(error)} (${code})` };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return { kind: 'not-http', message: `this is not TLS: https where http is meant? (${code})` };
  const when = hasHeaders ? `in the middle of the body (${bytes} bytes came)` : 'without an answer';
  if (code === 'ECONNRESET' || code === 'EPIPE' || error.message === 'aborted')
    return { kind: 'closed', message: `the connection was closed ${when}` };
  return { kind: 'closed', message: `the connection broke: ${error.message}` };
}

function reasonOf(error: Error): string {
  const { reason = '' } = error as { reason?: string };
  return reason || error.message.replace(/^Parse Error:?\s*/, '') || 'unreadable';
}

/** `10 s`. */
export function toSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
