import http, { type ClientRequest } from 'node:http';
import https from 'node:https';
import type { SentRequest } from '../exchange.ts';
import type { Agent } from './agent.ts';

/** Room for the headers of an answer, in bytes. */
const maxHeaderSize = 65_536;

/**
 * Opens the request and hands its bytes over. Adds `Host`, `Connection` and the length of the body, and no other header. Throws for what HTTP cannot
 * carry, e.g. a line feed in a header.
 */
export function open({ url, method, headers, body }: SentRequest, agent: Agent | undefined): ClientRequest {
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === 'https:';
  const outgoing = (isSecure ? https : http).request({
    protocol,
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    path: targetOf(url),
    method,
    maxHeaderSize,
    setHost: !headers.some(([name]) => name.toLowerCase() === 'host'),
    agent: agent?.[isSecure ? 'https' : 'http'] ?? false,
  });
  try {
    for (const [name, value] of headers) outgoing.appendHeader(name, value);
    const hasLength = outgoing.hasHeader('Content-Length') || outgoing.hasHeader('Transfer-Encoding');
    if (body !== undefined && !hasLength) outgoing.setHeader('Content-Length', body.byteLength);
    outgoing.end(body);
  } catch (error) {
    outgoing.on('error', () => {}).destroy();
    throw error;
  }
  return outgoing;
}

/** Path and query as they are written: `URL` would resolve `..` and change letters that a case is about. */
function targetOf(url: string): string {
  const target = /^[^/]*\/\/[^/?#]*([^#]*)/.exec(url)?.[1] ?? '';
  return (target.startsWith('/') ? target : `/${target}`).replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent);
}
