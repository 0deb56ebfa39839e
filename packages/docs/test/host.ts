import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { nonceMark, type SiteFile } from '../src/site.ts';

/** A host like any other for static pages, below a path; it sets no header of its own. Stopped after the test. */
export async function host(files: readonly SiteFile[], below = '/some/where/') {
  let current = files;
  let isAway = false;
  const server = createServer((request, response) => {
    if (isAway) return void request.socket.destroy();
    const path = decodeURI(new URL(request.url ?? '/', 'http://host').pathname);
    const wanted = path.replace(below, '').replace(/(^|\/)$/, '$1index.html');
    const file = path.startsWith(below) ? current.find((each) => each.path === wanted) : undefined;
    if (!file) return void response.writeHead(404).end();
    const { body, type } = file;
    response.writeHead(200, { 'Content-Type': type }).end(typeof body === 'string' ? body.replaceAll(nonceMark, '') : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${below}`,
    /** From now on it serves these. */
    serve: (others: readonly SiteFile[]) => void (current = others),
    /** From now on it answers nobody, or does again. */
    leave: (away: boolean) => void (isAway = away),
  };
}
