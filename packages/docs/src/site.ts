import { createHash } from 'node:crypto';
import type { OpenApiDocument } from '@countersign/contracts/documents';
import { dump } from 'js-yaml';
import { createAssets } from './assets.ts';
import { indexPage } from './index-page.ts';
import { indexPolicy, nonceMark, referencePolicy } from './policy.ts';
import { referencePage } from './reference-page.ts';
import { toReference } from './reference.ts';

export { nonceMark } from './policy.ts';

/** A bundled contract by the name of its API. */
export type Contracts = Readonly<Record<string, OpenApiDocument>>;

/** One file of the pages. */
export interface SiteFile {
  /** Relative to the root of the pages, such as `sign-in/index.html`. */
  path: string;
  /** Its media type, with the charset. */
  type: string;
  body: string | Buffer;
  /** Its name says its content: it may be kept for ever. */
  isImmutable: boolean;
  /** Of a page: the Content-Security-Policy to serve it with. Where both hold `nonceMark`, each answer puts its own nonce. */
  policy?: string;
}

export interface SiteOptions {
  /**
   * Where "try it" sends its requests: the base of the servers' paths, such as `https://api.example.com`. By default the host of the page; `false`
   * for pages that only tell.
   */
  server?: string | false;
  /** Links name the file rather than its folder, as who opens the pages without any server needs them. */
  isStatic?: boolean;
  /** The pages look at the file `version` once a second, and reload when it has changed. */
  isLive?: boolean;
}

/**
 * All pages for these contracts: an index, and for each API a reference where its operations can be tried, and the contract as JSON and as YAML.
 * All URLs in them are relative, so that they work under any path. `library` is Scalar's script (`library.ts`).
 */
export function createSite(
  contracts: Contracts,
  library: Buffer,
  { server = '', isStatic = false, isLive = false }: SiteOptions = {},
): SiteFile[] {
  const assets = createAssets(library);
  const version = isLive ? hash(JSON.stringify(contracts)) : undefined;
  const frame = { server, version, urlOf: assets.urlOf, home: isStatic ? 'index.html' : '' };
  const references = Object.entries(contracts).flatMap(([name, contract]) => {
    const data = scriptOf(name, toReference(contract, { server, isLive }));
    const page = referencePage({ ...frame, name, contract, data: data.path });
    const policy = referencePolicy(`'nonce-${nonceMark}'`, server);
    return [{ ...toFile(`${name}/index.html`, 'text/html', page), policy }, ...sourcesOf(name, contract), data];
  });
  const index = { ...toFile('index.html', 'text/html', indexPage({ ...frame, contracts })), policy: indexPolicy };
  return [index, ...references, ...(version === undefined ? [] : [toFile('version', 'text/plain', version)]), ...assets.files];
}

function sourcesOf(name: string, contract: OpenApiDocument): SiteFile[] {
  return [
    toFile(`${name}.json`, 'application/json', `${JSON.stringify(contract, undefined, 2)}\n`),
    toFile(`${name}.yaml`, 'application/yaml', dump(contract, { noRefs: true, lineWidth: -1 })),
  ];
}

/** Parsed rather than written as an object: there, a property named `__proto__` would be no property. */
function scriptOf(name: string, data: object): SiteFile {
  const body = `globalThis.reference = JSON.parse(${JSON.stringify(JSON.stringify(data))});\n`;
  return { ...toFile(`assets/${name}-${hash(body)}.js`, 'text/javascript', body), isImmutable: true };
}

function toFile(path: string, type: string, body: string): SiteFile {
  return { path, type: `${type}; charset=utf-8`, body, isImmutable: false };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}
