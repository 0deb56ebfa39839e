import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { toSource } from '../core/source.ts';

/** The networks of the proxies whose `X-Forwarded-For` is believed. */
export type Networks = Pick<BlockList, 'check'>;

/** Reads networks in CIDR notation, separated by commas, such as `10.0.0.0/8, fd00::/8`; an address stands for itself. Throws an Error of one line that names TRUST_PROXY. */
export function parseNetworks(text: string): Networks {
  const networks = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [address = '', length, ...rest] = entry.split('/');
    const family = isIP(address);
    const longest = family === 4 ? 32 : 128;
    const bits = length === undefined ? longest : Number(length);
    // Of /0 every client could write its own address: the same as `trust proxy: true` of Express.
    const isPrefix = length === undefined || /^[1-9]\d{0,2}$/.test(length);
    if (family === 0 || address.includes('%') || !isPrefix || bits > longest || rest.length > 0) {
      throw new Error(`TRUST_PROXY must be a list of networks such as 10.0.0.0/8, fd00::/8; ${JSON.stringify(entry)} is none`);
    }
    networks.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  return networks;
}

export interface SourceOptions {
  trusted: Networks;
  /** Told once, with the address that sent `X-Forwarded-For` without being trusted: behind a forgotten proxy all clients would share one bucket. */
  onUntrusted?: (peer: string) => void;
}

/**
 * The bucket of who sent a request: the peer of the connection, or, as long as that is a trusted proxy, whom it names as its client in
 * `X-Forwarded-For`. Read from the right: whatever stands left of the first untrusted address was written by that client.
 */
export function createSource({ trusted, onUntrusted }: SourceOptions): (request: IncomingMessage) => string {
  let isTold = false;
  return (request) => {
    const peer = request.socket.remoteAddress ?? '';
    const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
    if (forwarded === '') return toSource(peer);
    if (!isIn(trusted, peer) && !isTold) {
      isTold = true;
      onUntrusted?.(peer);
    }
    const hops = [...forwarded.split(','), peer].map(toAddress);
    return toSource(hops.findLast((hop, index) => index === 0 || !isIn(trusted, hop)));
  };
}

function isIn(networks: Networks, address: string): boolean {
  const bare = address.replace(/%.*$/s, '');
  return isIP(bare) !== 0 && networks.check(bare, isIPv4(bare) ? 'ipv4' : 'ipv6');
}

/** Some proxies add the port: `192.0.2.1:443`, `[2001:db8::1]:443`. */
function toAddress(hop: string): string {
  const text = hop.trim();
  return /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
