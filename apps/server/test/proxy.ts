import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  /** The same database, through the proxy. */
  url: string;
  /** Passes no byte on any more, in either direction, on old connections and on new ones: as a network that drops packets. */
  freeze(): void;
  /** Passes on what came meanwhile, and everything else. */
  thaw(): void;
  /** Breaks every connection and refuses new ones: as a server that was killed. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/** A network between this machine and the server of a database URL, which can fail. Closed with the test. */
export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    join(near, far, sockets);
    join(far, near, sockets);
    if (frozen) pauseAll(sockets);
  });
  const up = async (port: number) => void (await once(server.listen(port, '127.0.0.1'), 'listening'));
  const down = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  };
  await up(0);
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => (server.listening ? down() : undefined));
  const freeze = () => {
    frozen = true;
    pauseAll(sockets);
  };
  const thaw = () => {
    frozen = false;
    for (const socket of sockets) socket.resume();
  };
  return { url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href, freeze, thaw, down, up: () => up(port) };
}

/** Passes on what comes from one end, and its end. */
function join(from: Socket, to: Socket, sockets: Set<Socket>): void {
  sockets.add(from);
  from.on('data', (chunk) => to.write(chunk));
  from.on('error', () => {});
  from.once('close', () => {
    sockets.delete(from);
    to.destroy();
  });
}

function pauseAll(sockets: Set<Socket>): void {
  for (const socket of sockets) socket.pause();
}
