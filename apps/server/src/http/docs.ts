import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Contracts, SiteFile } from '@countersign/docs';
import { locateLibrary } from '@countersign/docs/library';
import type { Request, RequestHandler, Response } from 'express';
import { sendFile, toFile } from './file.ts';

type Answer = (request: Request, response: Response) => void | Promise<void>;

const root = '/docs';

/**
 * Serves the reference of the contracts below `/docs/`: each API's at `/docs/<api>/`, its contract as `/docs/<api>.json` and `.yaml`. Any other path
 * is left to whoever comes next. The pages are made at the first request, once. With `live` they reload by themselves when a server with other
 * contracts answers in place of this one. Throws an Error of one line if the library of the pages is not installed.
 */
export function serveDocs(contracts: Contracts, mode: 'on' | 'live'): RequestHandler {
  const library = findLibrary();
  let answers: Promise<ReadonlyMap<string, Answer>> | undefined;
  // No route: Express would answer OPTIONS for one by itself.
  return async (request, response, next) => {
    const { method, path } = request;
    if ((method !== 'GET' && method !== 'HEAD') || (path !== root && !path.startsWith(`${root}/`))) return next();
    answers ??= makeAnswers(contracts, library, mode === 'live').catch((error: unknown) => {
      // Files may be missing for a moment, as during an installation: the next request tries again.
      answers = undefined;
      throw error;
    });
    const answer = (await answers).get(path.slice(root.length));
    if (!answer) return next();
    return answer(request, response);
  };
}

function findLibrary(): string {
  try {
    return locateLibrary();
  } catch (error) {
    throw new Error(`DOCS must be off here: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** By what follows `/docs` in the path. A folder answers with its page, and without its slash with the way there. */
async function makeAnswers(contracts: Contracts, library: string, isLive: boolean): Promise<ReadonlyMap<string, Answer>> {
  const { createSite, nonceMark } = await import('@countersign/docs');
  const files = createSite(contracts, await readFile(library), { isLive });
  return new Map(
    files.flatMap((file): [string, Answer][] => {
      const path = `/${file.path.replace(/(^|\/)index\.html$/, '$1')}`;
      if (file.policy === undefined) return [[path, toAnswer(file)]];
      return [
        [path, file.policy.includes(nonceMark) ? toFreshAnswer(file, nonceMark) : toAnswer(file)],
        [path.slice(0, -1), toWay(path)],
      ];
    }),
  );
}

/** Leads on by the last name of the folder alone, and so wherever a proxy has put the pages. */
function toWay(folder: string): Answer {
  const name = `${root}${folder}`.split('/').at(-2) ?? '';
  return (_request, response) => void response.status(308).set('Location', `${name}/`).end();
}

function toAnswer({ body, type, isImmutable, policy }: SiteFile): Answer {
  const file = toFile(Buffer.from(body), type, isImmutable);
  return (request, response) => {
    if (policy !== undefined) response.set(pageHeaders(policy));
    return sendFile(request, response, file);
  };
}

/** A page with a nonce is another one each time: whoever kept it would have a page and a policy that do not fit. */
function toFreshAnswer({ body, type, policy = '' }: SiteFile, mark: string): Answer {
  return (_request, response) => {
    const nonce = randomBytes(16).toString('base64url');
    const page = body.toString().replaceAll(mark, nonce);
    response.set(pageHeaders(policy.replaceAll(mark, nonce)));
    response.set({ 'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Length': String(Buffer.byteLength(page)) }).end(page);
  };
}

function pageHeaders(policy: string): Record<string, string> {
  return { 'Content-Security-Policy': `${policy}; frame-ancestors 'none'`, 'Cross-Origin-Opener-Policy': 'same-origin' };
}
